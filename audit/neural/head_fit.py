"""How a head is fitted, calibrated and judged: what `audit calibrate` and the tool behind the heads that ship share."""

from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from audit.neural.head import Head, decoded, encoded

ENCODER, PREFIX = "intfloat/multilingual-e5-small", "query: "  # of the heads that ship
FOLDS = 5
ROUNDS = 60  # of Newton's method, which needs a handful
SHIFT = 2.0  # log odds: how much surer than even a token must be to count much for its segment
FLATTEST, STEEPEST = 0.05, 10.0  # slopes of a calibration
AT_ONCE = 20_000  # rows of a table that are weighed together: a table may lie on disk, in half precision


class Recipe(NamedTuple):
    """What one head is: its unit, features, how hard weights are held down, and what it is learnt from."""

    name: str
    unit: str
    features: tuple[str, ...]
    ridge: float
    label: str
    origin: str
    licence: str
    smoothing: float = 0.0
    alarms: float | None = (
        None  # the share of the right that the threshold calls wrong; None: for the best F1
    )
    encoder: str = ENCODER
    prefix: str = PREFIX


class Learnt(NamedTuple):
    """Numbers and answers for a head: a row for each token or segment, with the group that is held out together."""

    table: Any
    wrong: Any
    groups: Any  # which part of FOLDS
    weights: Any
    lengths: Any  # tokens of each text; all 1 for segments


def part(text: str) -> int:
    """One of FOLDS parts, by a document's name."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest()) % FOLDS


def logistic(learnt: Learnt, chosen: Any, recipe: Recipe) -> Head:
    """A head fitted on the chosen rows: weighted logistic regression with a ridge, columns brought to spread 1."""
    import numpy as np

    from audit.neural.libraries import libraries

    torch = libraries().torch

    table = torch.from_numpy(np.asarray(learnt.table[chosen], np.float32))
    mean = table.mean(0)
    scale = table.std(0).clamp_min(1e-6)
    table.sub_(mean).div_(scale)
    truth = torch.from_numpy(learnt.wrong[chosen].astype(np.float32))
    weights = torch.from_numpy((learnt.weights[chosen] / learnt.weights[chosen].sum()).astype(np.float32))
    found = torch.zeros(table.shape[1] + 1, requires_grad=True)
    search = torch.optim.LBFGS(
        [found], lr=1, max_iter=30, line_search_fn="strong_wolfe", tolerance_change=1e-7
    )

    def loss() -> Any:
        search.zero_grad()
        odds = table @ found[:-1] + found[-1]
        each = torch.nn.functional.binary_cross_entropy_with_logits(odds, truth, reduction="none")
        value = (weights * each).sum() + recipe.ridge * (found[:-1] ** 2).sum() / 2
        value.backward()
        return value

    search.step(loss)
    fitted = found.detach()
    return Head(
        format=1,
        name=recipe.name,
        encoder=recipe.encoder,
        unit=recipe.unit,
        features=recipe.features,
        weights=tuple(fitted[:-1].tolist()),
        bias=float(fitted[-1]),
        mean=tuple(mean.tolist()),
        scale=tuple(scale.tolist()),
        smoothing=recipe.smoothing,
        label=recipe.label,
        prefix=recipe.prefix,
        origin=recipe.origin,
        licence=recipe.licence,
    )


def odds_of(head: Head, table: Any, lengths: Any) -> Any:
    """The log odds of every row, smoothed inside each text as the head does it, before calibration."""
    import numpy as np

    mean, scale = np.array(head.mean, np.float32), np.array(head.scale, np.float32)
    weights = np.array(head.weights, np.float32)
    odds = np.empty(len(table), np.float32)
    for start in range(0, len(table), AT_ONCE):
        rows = np.asarray(table[start : start + AT_ONCE], np.float32)
        odds[start : start + AT_ONCE] = (rows - mean) / scale @ weights + head.bias
    if not head.smoothing:
        return odds
    found, place = np.empty_like(odds), 0
    for length in lengths.tolist():
        own = odds[place : place + length]
        wide = np.concatenate([own[:1], own, own[-1:]])
        found[place : place + length] = (1 - head.smoothing) * own + head.smoothing * (
            wide[:-2] + wide[2:]
        ) / 2
        place += length
    return found


def platt(odds: Any, wrong: Any) -> tuple[float, float]:
    """Slope and intercept that make probabilities of log odds, by Newton's method. The slope is never below FLATTEST."""
    import numpy as np

    spread = float(np.std(odds)) or 1.0
    columns = np.stack([odds / spread, np.ones(len(odds))], 1)
    found = np.array([1.0, 0.0])

    def loss(values: Any) -> float:
        z = columns @ values
        return float(np.mean(np.logaddexp(0, z) - wrong * z))

    for _ in range(ROUNDS):
        said = sigmoid(columns @ found)
        slope = columns.T @ (said - wrong) / len(odds)
        curve = (columns * (said * (1 - said))[:, None]).T @ columns / len(odds) + 1e-9 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-6 and loss(found - size * step) > loss(found):
            size /= 2
        found = found - size * step
        if float(np.abs(size * step).max()) < 1e-9:
            break
    slope_, intercept = float(found[0]) / spread, float(found[1])
    if not FLATTEST <= slope_ <= STEEPEST:
        slope_ = min(max(slope_, FLATTEST), STEEPEST)
        intercept = level(slope_ * odds, wrong)
    return slope_, min(max(intercept, -20.0), 20.0)


def level(odds: Any, wrong: Any) -> float:
    """What to add to log odds so that they say on the average what is true, found by halving."""
    low, high = -40.0, 40.0
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        if float(sigmoid(odds + middle).mean()) < float(wrong.mean()):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def unseen_odds(learnt: Learnt, recipe: Recipe) -> Any:
    """Log odds of every row by heads that were fitted without its documents."""
    import numpy as np

    found = np.zeros(len(learnt.wrong))
    for fold in range(FOLDS):
        found[learnt.groups == fold] = odds_of_fold(learnt, recipe, fold)
    return found


def odds_of_fold(learnt: Learnt, recipe: Recipe, fold: int) -> Any:
    """Log odds of the rows of one part by a head that was fitted on the others."""
    here = learnt.groups == fold
    if not here.any():
        return []
    texts = learnt.groups[learnt.lengths.cumsum() - 1]
    head = logistic(learnt, ~here, recipe)
    return odds_of(head, learnt.table[here], learnt.lengths[texts == fold])


def auc(values: Any, wrong: Any) -> float:
    """Share of (wrong, right) pairs in which the wrong one has the higher value; ties count half."""
    import numpy as np

    order = np.argsort(values, kind="stable")
    _, inverse, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = np.empty(len(values))
    ranks[order] = (ends - (counts - 1) / 2)[inverse]
    bad = int(wrong.sum())
    return float((ranks[wrong].sum() - bad * (bad + 1) / 2) / (bad * (len(values) - bad)))


def found_at(values: Any, wrong: Any, alarms: float) -> float:
    """Share of the wrong found where so many of the right are called wrong."""
    import numpy as np

    return float((values[wrong] > np.quantile(values[~wrong], 1 - alarms)).mean())


def sigmoid(values: Any) -> Any:
    """Probabilities of log odds."""
    import numpy as np

    return 1 / (1 + np.exp(-values))


def fitted_head(learnt: Learnt, recipe: Recipe, unseen: Any, head: Head | None = None) -> Head:
    """The head of all rows, unless it was fitted before, calibrated on log odds of unseen documents, with its threshold and
    figures."""
    import numpy as np

    if head is None:
        head = logistic(learnt, np.ones(len(learnt.wrong), dtype=bool), recipe)
    slope, intercept = platt(unseen, learnt.wrong)
    own = odds_of(head, learnt.table, learnt.lengths)
    probabilities = sigmoid(slope * unseen + intercept)
    if recipe.alarms is None:
        tries = np.quantile(probabilities, np.arange(0.5, 0.98, 0.02))
        shares = [f1(probabilities >= limit, learnt.wrong) for limit in tries]
        threshold = float(tries[int(np.argmax(shares))])
    else:
        threshold = float(np.quantile(probabilities[~learnt.wrong], 1 - recipe.alarms))
    figures = {
        "rows": float(len(learnt.wrong)),
        "wrong": round(float(learnt.wrong.mean()), 4),
        "auc-unseen": round(auc(unseen, learnt.wrong), 4),
        "auc-in-sample": round(auc(own, learnt.wrong), 4),
        "found-at-1-percent-alarms": round(found_at(unseen, learnt.wrong, 0.01), 4),
        "found-at-5-percent-alarms": round(found_at(unseen, learnt.wrong, 0.05), 4),
    }
    done = msgspec.structs.replace(
        head, calibration=(slope, intercept), threshold=round(threshold, 4), figures=figures
    )
    return decoded(encoded(done), recipe.name)  # as it ships, rounded


def put_together(head: Head, unseen: Any, lengths: Any, wrong: Any) -> Head:
    """The head with what makes one probability for a segment out of its tokens, by the odds of tokens it had not seen and
    whether their segments are wrong."""
    sums = sure_sums(head, unseen, lengths)
    slope, intercept = platt(sums, wrong)
    figures = {
        **head.figures,
        "segment-auc-unseen": round(auc(sums, wrong), 4),
        "segment-found-at-1-percent-alarms": round(found_at(sums, wrong, 0.01), 4),
        "segment-found-at-5-percent-alarms": round(found_at(sums, wrong, 0.05), 4),
    }
    done = msgspec.structs.replace(head, together=(SHIFT, slope, intercept), figures=figures)
    return decoded(encoded(done), head.name)


def sure_sums(head: Head, odds: Any, lengths: Any) -> Any:
    """The logarithm of the sum of sure tokens of each text, as `segment_probability` has it."""
    import numpy as np

    slope, intercept = head.calibration
    shift = SHIFT if head.together is None else head.together[0]
    return np.log(np.add.reduceat(sigmoid(slope * odds + intercept - shift), np.cumsum(lengths) - lengths))


def f1(said: Any, wrong: Any) -> float:
    """F1 of what was said of the wrong."""
    both = int((said & wrong).sum())
    return 2 * both / max(1, int(said.sum()) + int(wrong.sum()))
