"""How heads are fitted, calibrated and judged."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
import numpy as np
import torch
from head_rows import Row
from head_vectors import PREFIX
from scipy.optimize import minimize

from audit.neural.head import Head, decoded, encoded
from audit.neural.spans_from import spans_from

ENCODER = "intfloat/multilingual-e5-small"
FOLDS = 5


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


def document(row: Row) -> str:
    """What is held out together: a document, whichever side is the source; a source where there are none."""
    return str(row.get("doc", row["source"]))


def logistic(learnt: Learnt, chosen: Any, recipe: Recipe) -> Head:
    """A head fitted on the chosen rows: weighted logistic regression with a ridge, columns brought to spread 1."""
    table = torch.from_numpy(learnt.table[chosen])
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
        encoder=ENCODER,
        unit=recipe.unit,
        features=recipe.features,
        weights=tuple(fitted[:-1].tolist()),
        bias=float(fitted[-1]),
        mean=tuple(mean.tolist()),
        scale=tuple(scale.tolist()),
        smoothing=recipe.smoothing,
        label=recipe.label,
        prefix=PREFIX,
        origin=f"fitted by tools/fit_heads.py on {recipe.origin}",
        licence=recipe.licence,
    )


def odds_of(head: Head, table: Any, lengths: Any) -> Any:
    """The log odds of every row, smoothed inside each text as the head does it, before calibration."""
    plain = (table - np.array(head.mean, np.float32)) / np.array(head.scale, np.float32)
    odds = plain @ np.array(head.weights, np.float32) + head.bias
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
    """Slope and intercept that make probabilities of log odds. The slope is never below 0."""

    def loss(values: Any) -> float:
        z = values[0] * odds + values[1]
        return float(np.mean(np.logaddexp(0, z) - wrong * z))

    slope, intercept = minimize(
        loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=((0.05, 10), (-20, 20))
    ).x
    return float(slope), float(intercept)


def unseen_odds(learnt: Learnt, recipe: Recipe) -> Any:
    """Log odds of every row by heads that were fitted without its documents."""
    found = np.zeros(len(learnt.wrong))
    texts = learnt.groups[np.cumsum(learnt.lengths) - 1]
    for fold in range(FOLDS):
        here = learnt.groups == fold
        if here.any():
            head = logistic(learnt, ~here, recipe)
            found[here] = odds_of(head, learnt.table[here], learnt.lengths[texts == fold])
    return found


def auc(values: Any, wrong: Any) -> float:
    """Share of (wrong, right) pairs in which the wrong one has the higher value; ties count half."""
    order = np.argsort(values, kind="stable")
    _, inverse, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = np.empty(len(values))
    ranks[order] = (ends - (counts - 1) / 2)[inverse]
    bad = int(wrong.sum())
    return float((ranks[wrong].sum() - bad * (bad + 1) / 2) / (bad * (len(values) - bad)))


def found_at(values: Any, wrong: Any, alarms: float) -> float:
    """Share of the wrong found where so many of the right are called wrong."""
    return float((values[wrong] > np.quantile(values[~wrong], 1 - alarms)).mean())


def sigmoid(values: Any) -> Any:
    return 1 / (1 + np.exp(-values))


def fitted_head(learnt: Learnt, recipe: Recipe, unseen: Any) -> Head:
    """The head of all rows, calibrated on log odds of unseen documents, with its threshold and figures."""
    everything = np.ones(len(learnt.wrong), dtype=bool)
    head = logistic(learnt, everything, recipe)
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


def f1(said: Any, wrong: Any) -> float:
    both = int((said & wrong).sum())
    return 2 * both / max(1, int(said.sum()) + int(wrong.sum()))


def marked(row: Row) -> list[Row]:
    """The errors of a row that have a place."""
    return [error for error in row["errors"] if error["start"] is not None and error["end"]]


def letters_f1(rows: Sequence[Row], tokens: Sequence[Any], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of code points in stretches at a threshold; tokens are of `judged`."""
    hit = said = there = 0
    for row, found in zip(rows, tokens, strict=True):
        mine = {
            place
            for one in spans_from(found, threshold, row["target"])
            for place in range(one.start, one.end)
        }
        gold = {place for error in marked(row) for place in range(error["start"], error["end"])}
        hit, said, there = hit + len(mine & gold), said + len(mine), there + len(gold)
    precision, recall = hit / max(1, said), hit / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
