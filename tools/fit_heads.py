"""Fit the heads that ship over multilingual-e5-small, and the weights that join them with the estimate.

    python tools/fit_heads.py DATA ENCODER --cache FOLDER           cross-validate, print the report
    python tools/fit_heads.py DATA ENCODER --cache FOLDER --write   write heads, joined weights and reports/heads.md too

DATA holds the annotated sets (`head_rows.py` names them), ENCODER the model in the layout of transformers. The cache keeps
what was drawn (`NAME.jsonl`), what the encoder said (`head_vectors.py`) and what the signs of the estimate measured; what
it has is not made again. Learnt from: WMT error spans, en-de and zh-en only (Apache-2.0); critical errors of MLQE-PE
(CC0-1.0); sound translations of both, damaged on purpose; for the joined weights also Bio-MQM (Apache-2.0). The
hallucinations are only measured. Computes with one thread. Needs the extras `neural` and `fit`.
"""

import argparse
import json
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import torch
from head_rows import CHECKED, DETACHED, OMISSIONS, SPACED, Row, damaged_rows, drawn
from head_vectors import PREFIX, Cache
from scipy.optimize import minimize, nnls
from scipy.stats import kendalltau

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from audit.model.settings import Settings
from audit.neural.answer import Marked
from audit.neural.head import Head, decoded, encoded
from audit.neural.head_features import segment_features, token_features, width_of
from audit.neural.head_spans import judged
from audit.neural.spans_from import spans_from
from audit.run.audit_record import Preparations
from audit.run.calibrate import signs_of, sums
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.fit import poisson
from audit.score.estimate.weights import shipped_weights
from audit.score.estimate.with_heads import FEATURES, HEADS, Joined, features_of, log_odds

ROOT = Path(__file__).resolve().parent.parent
HEAD_FOLDER = ROOT / "audit" / "data" / "heads"
JOINED = ROOT / "audit" / "data" / "estimate_weights" / "with_heads.toml"
REPORT = ROOT / "reports" / "heads.md"
ENCODER = "intfloat/multilingual-e5-small"
LAST, FOLDS, MOST_DAMAGED = 12, 5, 2400
POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points of critical errors, where only yes or no is known
RIDGE_JOINED = 0.01
RESAMPLES = 300
PAPER = ("en-de", "en-ru", "zh-en")
COUNTS = {"bio": 2.0, "wmt": 1.0, "critical": 2.0, "damage": 0.8}  # what sets weigh in the joined weights
WMT = "WMT MQM error spans (WMT-QE-Task/wmt-qe-2023-data, upstream google/wmt-mqm-human-evaluation), en-de and zh-en"
CRITICAL = "critical errors of sheffieldnlp/mlqe-pe"


def layers(names: str, *at: int) -> tuple[str, ...]:
    """Features at layers."""
    return tuple(f"{name}@{layer}" for layer in at for name in names.split())


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


ALL = layers(
    "alike other-alike weakest other-weakest fifth other-fifth stretch other-stretch chosen other-chosen "
    "kin other-kin margin lead taken", 6, 9, 12,
) + ("cosine", "longer", "more-tokens", "size")  # fmt: skip
RECIPES = (
    Recipe(
        "spans",
        "token",
        layers("best margin lead taken around", 6, 9, 12)
        + ("kin@9", "letters", "begins", "alike@9", "other-alike@9", "alike@6", "fifth@9", "other-fifth@9")
        + ("cosine", "longer", "size", "vector@6", "vector@9", "mean-vector@9"),
        0.3,
        "error",
        WMT,
        "Apache-2.0",
        smoothing=0.5,
    ),
    Recipe(
        "detached",
        "segment",
        ALL,
        0.1,
        "does not say what the source says",
        f"sound translations of {WMT} and of {CRITICAL}, exchanged, mixed, made to loop or cut by tools/head_rows.py",
        "Apache-2.0 AND CC0-1.0",
        alarms=0.01,
    ),
    Recipe(
        "omission",
        "segment",
        layers("other-alike other-fifth other-stretch other-chosen", 6, 9, 12) + ("longer", "more-tokens"),
        0.01,
        "omission",
        f"sound translations of {WMT} and of {CRITICAL}, words and clauses left out by tools/head_rows.py",
        "Apache-2.0 AND CC0-1.0",
        alarms=0.01,
    ),
    Recipe(
        "critical",
        "segment",
        (*ALL, "other-mean-vector@9"),
        0.3,
        "critical error",
        CRITICAL,
        "CC0-1.0",
        alarms=0.05,
    ),
)
SEGMENT = (*ALL, "other-mean-vector@9")
WIDTH = 384  # of the encoder
KEY = {recipe.name: recipe for recipe in RECIPES}


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
        [found], lr=1, max_iter=60, line_search_fn="strong_wolfe", tolerance_change=1e-7
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


def token_rows(rows: Sequence[Row], cache: Cache) -> Learnt:
    """The tokens of annotated translations."""
    names = KEY["spans"].features
    tables, wrong, groups, lengths = [], [], [], []
    for row in rows:
        target = cache[row["target"]]
        tables.append(
            token_features(row["target"], row["source"], target, cache[row["source"]], names, LAST)
            .numpy()
            .astype(np.float32)
        )
        for start, end in target.spans:
            wrong.append(any(start < error["end"] and error["start"] < end for error in marked(row)))
        lengths.append(len(target.spans))
        groups += [part(document(row))] * len(target.spans)
    # Stretches are compared letter by letter.
    weights = np.array(
        [end - start for row in rows for start, end in cache[row["target"]].spans], dtype=float
    )
    return Learnt(np.concatenate(tables), np.array(wrong), np.array(groups), weights, np.array(lengths))


def marked(row: Row) -> list[Row]:
    """The errors of a row that have a place."""
    return [error for error in row["errors"] if error["start"] is not None and error["end"]]


def segment_rows(rows: Sequence[Row], table: Any, recipe: Recipe, wrong: Callable[[Row], bool]) -> Learnt:
    """Segments, the wrong and the right weighing the same."""
    truth = np.array([wrong(row) for row in rows])
    weights = np.where(truth, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    groups = np.array([part(document(row)) for row in rows])
    return Learnt(table[:, columns(recipe.features)], truth, groups, weights, np.ones(len(rows), dtype=int))


def columns(names: Sequence[str]) -> list[int]:
    """Where features stand in the table of all segment features."""
    places, place = {}, 0
    for name in SEGMENT:
        width = width_of([name], WIDTH)
        places[name] = list(range(place, place + width))
        place += width
    return [column for name in names for column in places[name]]


def segment_table(name: str, rows: Sequence[Row], cache: Cache) -> Any:
    """All segment features of a set, kept in the cache."""
    file = (
        cache.folder
        / f"segments-{name}-{len(rows)}-{blake2b(repr(SEGMENT).encode(), digest_size=4).hexdigest()}.npy"
    )
    if not file.exists():
        made = [
            segment_features(
                row["target"], row["source"], cache[row["target"]], cache[row["source"]], SEGMENT, LAST
            )
            for row in rows
        ]
        np.save(file, torch.cat(made).numpy().astype(np.float32))
    return np.load(file)


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


def rows_of(data: Path, name: str, cache: Cache, encoder: Path) -> list[Row]:
    """The rows of a set, from the cache or drawn anew, with what the encoder says of them in the cache."""
    file = cache.folder / f"{name}.jsonl"
    if file.exists():
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    else:
        if name == "damage":
            sound = [row for other in ("wmt", "critical") for row in rows_of(data, other, cache, encoder)]
            rows = damaged_rows(sound, MOST_DAMAGED)
        else:
            rows = drawn(data, name)
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    cache.fill((text for row in rows for text in (row["source"], row["target"])), encoder)
    return [row for row in rows if cache[row["source"]].spans and cache[row["target"]].spans]


def rules_of(name: str, rows: Sequence[Row], cache: Cache) -> Any:
    """The sum of the weighted signs of the estimate, for each row; the signs are kept in the cache."""
    file = cache.folder / f"signs-{name}-{len(rows)}.npy"
    if not file.exists():
        made = Preparations()
        found = []
        for row in rows:
            source, _, target = row["lp"].partition("-")
            signs = signs_of(row["target"], row["source"], made.choices(Settings(), target, source))
            found.append(signs if signs is not None else [0.0] * len(EVERY_SIGN))
        np.save(file, np.array(found))
    return sums(shipped_weights(), np.load(file))


class Figured(NamedTuple):
    """What heads and rules say of the rows of a set, as the features of the joined estimate; and the tokens."""

    rows: list[Row]
    features: Any
    tokens: list[tuple[Marked, ...]]
    odds: dict[str, Any]  # log odds of segments, by head


def figured(
    name: str, rows: list[Row], heads: dict[str, Head], unseen: dict[str, dict[Any, Any]], cache: Cache
) -> Figured:
    """Figures of all heads; of rows that a head was fitted on, those by heads that had not seen their document."""
    table = segment_table(name, rows, cache)
    rules = rules_of(name, rows, cache)
    odds = {
        key: odds_of(heads[key], table[:, columns(heads[key].features)], np.ones(len(rows), dtype=int))
        for key in HEADS[1:]
    }
    features, tokens = [], []
    said: dict[str, list[float]] = {key: [] for key in HEADS[1:]}
    for place, row in enumerate(rows):
        own = (row["source"], row["target"])
        figures: dict[str, float] = {}
        for key in HEADS[1:]:
            slope, intercept = heads[key].calibration
            figures[key] = float(sigmoid(slope * unseen[key].get(own, odds[key][place]) + intercept))
            said[key].append(log_odds(figures[key]))
        answer = judged(heads["spans"], own[1], own[0], cache[own[1]], cache[own[0]], LAST)
        found = answer.target
        if own in unseen["spans"]:
            slope, intercept = heads["spans"].calibration
            values = sigmoid(slope * unseen["spans"][own] + intercept).tolist()
            found = tuple(
                msgspec.structs.replace(one, score=value) for one, value in zip(found, values, strict=True)
            )
        length = sum(one.end - one.start for one in found)
        figures["error"] = sum(one.score * (one.end - one.start) for one in found) / length
        figures["worst"] = max(one.score for one in found)
        made = features_of(float(rules[place]), figures, [one.score for one in found])
        features.append([made[key] for key in FEATURES])
        tokens.append(found)
    odds_said = {key: np.array(values) for key, values in said.items()}
    return Figured(rows, np.array(features), tokens, odds_said)


def points_of(row: Row) -> float:
    """What was deducted for a row, or would be."""
    if "mqm" in row:
        return -float(row["mqm"])
    if "label" in row:
        return WRONG if row["label"] == "ERR" else RIGHT
    if "kind" in row:
        return 25.0 if row["kind"] in DETACHED else WRONG if row["kind"] else RIGHT
    return sum(POINTS.get(error["severity"], 1.0) for error in row["errors"])


def joined(sets: dict[str, Figured], left_out: int | None, figures: str = "") -> Joined:
    """The weights of the features, none below 0: least squares of the logarithm of points, in differences inside the
    rows of one hand."""
    xs, ys, ws = [], [], []
    for name, count in COUNTS.items():
        known = sets[name]
        groups = np.array([part(document(row)) for row in known.rows])
        pairs = Counter(row["lp"] for row in known.rows)
        hands = np.array([f"{row['lp']} {row.get('annotator', '')}" for row in known.rows])
        w = np.array([pairs[row["lp"]] ** -0.5 for row in known.rows])
        x, y = known.features.copy(), np.log1p([points_of(row) for row in known.rows])
        kept = groups != left_out
        for hand in set(hands.tolist()):
            here = (hands == hand) & kept
            if here.any():
                x[here] -= x[here].mean(0)
                y[here] -= y[here].mean()
        xs.append(x[kept])
        ys.append(y[kept])
        ws.append(w[kept] / w[kept].sum() * count)
    x, y, w = np.concatenate(xs), np.concatenate(ys), np.concatenate(ws)
    w = w / w.sum()
    spread = np.sqrt((w[:, None] * x**2).sum(0))
    left = np.concatenate([(x / spread) * np.sqrt(w)[:, None], np.eye(len(spread)) * RIDGE_JOINED**0.5])
    right = np.concatenate([y * np.sqrt(w), np.zeros(len(spread))])
    weights = nnls(left, right)[0] / spread
    bias, scale = levelled(sets, weights)
    named = {key: round(float(weight * scale), 4) for key, weight in zip(FEATURES, weights, strict=True)}
    return Joined(figures, round(bias, 4), {key: weight for key, weight in named.items() if weight})


def levelled(sets: dict[str, Figured], weights: Any) -> tuple[float, float]:
    """Bias and scale with which the estimate is, on the average, what annotators deducted."""
    rows = [row for name in ("bio", "wmt") for row in sets[name].rows]
    total = np.concatenate([sets[name].features @ weights for name in ("bio", "wmt")])
    return poisson(total, np.array([points_of(row) for row in rows]), np.ones(len(rows)))


def totals(weights: Joined, features: Any) -> Any:
    """The weighted sums: the higher, the more is deducted."""
    return features @ np.array([weights.weights.get(key, 0.0) for key in FEATURES])


def unseen_totals(sets: dict[str, Figured]) -> dict[str, Any]:
    """The weighted sums of every row with weights that were fitted without its document."""
    found = {name: np.zeros(len(known.rows)) for name, known in sets.items()}
    for fold in range(FOLDS):
        weights = joined(sets, fold)
        for name, known in sets.items():
            here = np.array([part(document(row)) == fold for row in known.rows])
            found[name][here] = totals(weights, known.features[here])
    return found


def taus(rows: Sequence[Row], values: Any) -> dict[str, float]:
    """Kendall's tau b of what was deducted and of what is estimated, by pair."""
    found = {}
    for pair in sorted({row["lp"] for row in rows}):
        here = [place for place, row in enumerate(rows) if row["lp"] == pair]
        gold = [-rows[place]["z"] if "z" in rows[place] else points_of(rows[place]) for place in here]
        found[pair] = float(np.nan_to_num(kendalltau(gold, values[here])[0]))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write heads, joined weights and the report")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    cache = Cache(options.cache)
    names = ("wmt", "critical", "damage", "bio", "hall", "unchecked")
    sets = {name: rows_of(options.data, name, cache, options.encoder) for name in names}
    assert {row["lp"] for row in sets["wmt"]} <= set(CHECKED)
    heads, unseen = {}, {}
    for recipe in RECIPES:
        rows, learnt = learning(recipe, sets, cache)
        odds = unseen_odds(learnt, recipe)
        heads[recipe.name] = fitted_head(learnt, recipe, odds)
        ends = np.cumsum(learnt.lengths)
        cut = np.split(odds, ends[:-1]) if recipe.unit == "token" else odds
        unseen[recipe.name] = {
            (row["source"], row["target"]): value for row, value in zip(rows, cut, strict=True)
        }
        print(recipe.name, heads[recipe.name].figures, flush=True)
        del learnt
    seen = {name: figured(name, rows, heads, unseen, cache) for name, rows in sets.items()}
    best = best_threshold(seen["wmt"])
    heads["spans"] = msgspec.structs.replace(
        heads["spans"],
        threshold=best[0],
        figures={**heads["spans"].figures, "letter-f1-unseen": round(best[3], 4)},
    )
    sizes = ", ".join(f"{len(sets[name]):,} of {name}" for name in COUNTS)
    said = f"fitted by tools/fit_heads.py with {'+'.join(HEADS)} over {ENCODER} on {sizes}"
    weights = joined(seen, None, said)
    text = report(heads, weights, seen, unseen_totals(seen), best)
    print(text)
    if options.write:
        HEAD_FOLDER.mkdir(exist_ok=True)
        for name, head in heads.items():
            (HEAD_FOLDER / f"{name}.json").write_bytes(encoded(head))
        JOINED.write_text(joined_text(weights), encoding="utf-8")
        REPORT.write_text(text, encoding="utf-8")
    return 0


def learning(recipe: Recipe, sets: dict[str, list[Row]], cache: Cache) -> tuple[list[Row], Learnt]:
    """The rows a head is fitted on, and what it is to learn of them."""
    if recipe.name == "spans":
        return sets["wmt"], token_rows(sets["wmt"], cache)
    if recipe.name == "critical":
        rows = sets["critical"]
        table = segment_table("critical", rows, cache)
        return rows, segment_rows(rows, table, recipe, lambda row: bool(row["label"] == "ERR"))
    table = segment_table("damage", sets["damage"], cache)
    # What was cut teaches the first head, too: half a translation beside half of something else is both.
    wrong = DETACHED | OMISSIONS if recipe.name == "detached" else OMISSIONS
    chosen = [
        place
        for place, row in enumerate(sets["damage"])
        if row["kind"] in {"", *wrong}
        # How long a text is in letters tells something only of languages that write alike.
        and (recipe.name == "detached" or set(row["lp"].split("-")) <= SPACED)
    ]
    rows = [sets["damage"][place] for place in chosen]
    return rows, segment_rows(rows, table[chosen], recipe, lambda row: row["kind"] in wrong)


def best_threshold(wmt: Figured) -> tuple[float, float, float, float]:
    """The threshold of spans with the best F1 of code points on unseen documents; precision, recall, F1."""
    every = np.array([one.score for found in wmt.tokens for one in found])
    tries = [
        round(float(value), 4) for value in np.quantile(every, (0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.92))
    ]
    return max(((limit, *letters_f1(wmt.rows, wmt.tokens, limit)) for limit in tries), key=lambda one: one[3])


def hallucinations(rows: Sequence[Row], values: Any) -> list[tuple[str, int, float, float]]:
    """Kind, rows, AUC and what is found at 5 % alarms, against the translations nobody found fault with."""
    kinds = {
        "fully detached": ("full-unsupport",),
        "detached or looping": ("full-unsupport", "strong-unsupport", "repetitions"),
        "omission": ("omission",),
    }
    every = ("repetitions", "omission", "strong-unsupport", "full-unsupport")

    def any_of(columns_: Sequence[str]) -> Any:
        return np.array([any(float(row[name] or 0) > 0 for name in columns_) for row in rows])

    right, found = ~any_of(every), []
    for kind, named in kinds.items():
        wrong = any_of(named)
        kept = wrong | right
        found.append(
            (
                kind,
                int(wrong.sum()),
                auc(values[kept], wrong[kept]),
                found_at(values[kept], wrong[kept], 0.05),
            )
        )
    return found


def critical_aucs(rows: Sequence[Row], values: Any) -> dict[str, float]:
    """AUC by pair."""
    found = {}
    for pair in sorted({row["lp"] for row in rows}):
        here = np.array([row["lp"] == pair for row in rows])
        wrong = np.array([row.get("label") == "ERR" for row in rows])[here]
        found[pair] = auc(values[here], wrong)
    return found


def joined_text(weights: Joined) -> str:
    """The file of the joined weights."""
    lines = [
        "# Written by tools/fit_heads.py; what each feature is, says audit/score/estimate/with_heads.py.",
        f"figures = {json.dumps(weights.figures)}",
        f"bias = {weights.bias:.4f}",
        "",
        "[weights]",
    ]
    return "\n".join(lines + [f"{name} = {weight:.4f}" for name, weight in weights.weights.items()]) + "\n"


def report(
    heads: dict[str, Head],
    weights: Joined,
    seen: dict[str, Figured],
    unseen: dict[str, Any],
    best: tuple[float, float, float, float],
) -> str:
    """reports/heads.md."""
    mean = statistics.fmean
    out = [
        "# What the heads are worth",
        "",
        f'Written by `tools/fit_heads.py` over {ENCODER} (fp32). "Unseen": by a head fitted without the document.',
        "",
        "| head | judges | numbers | fitted on | wrong | AUC unseen | in sample | found at 1 % alarms | at 5 % | threshold |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, head in heads.items():
        f = head.figures
        out.append(
            f"| `{name}` | {head.unit} | {len(head.weights):,} | {f['rows']:,.0f} | {f['wrong']:.1%} | "
            f"{f['auc-unseen']:.3f} | {f['auc-in-sample']:.3f} | {f['found-at-1-percent-alarms']:.2f} | "
            f"{f['found-at-5-percent-alarms']:.2f} | {head.threshold:.3f} |"
        )
    out += [
        "",
        "`detached` and `omission` were fitted on damage made on purpose: their figures in this table are of such damage.",
        "",
        f"Code points of error spans, unseen documents (WMT en-de, zh-en), threshold {best[0]:.3f}: precision {best[1]:.3f}, "
        f"recall {best[2]:.3f}, F1 {best[3]:.3f}. By pair, the third never learnt from:",
        "",
        "| pair | rows | precision | recall | F1 |",
        "|---|---:|---:|---:|---:|",
    ]
    for known in (seen["wmt"], seen["unchecked"], seen["bio"]):
        for pair in sorted({row["lp"] for row in known.rows}):
            here = [place for place, row in enumerate(known.rows) if row["lp"] == pair]
            got = letters_f1([known.rows[at] for at in here], [known.tokens[at] for at in here], best[0])
            of = "bio " if known is seen["bio"] else "wmt "
            out.append(
                f"| {of}{pair} | {len(here):,} | " + " | ".join(f"{value:.3f}" for value in got) + " |"
            )
    out += [
        "",
        "## Hallucinations and omissions, German to English, never fitted on",
        "",
        "| | kind | rows | AUC | found at 5 % alarms |",
        "|---|---|---:|---:|---:|",
    ]
    hall = seen["hall"]
    place = {name: number for number, name in enumerate(FEATURES)}
    for label, values in (
        ("rules alone", hall.features[:, place["rules"]]),
        ("head `detached`", hall.odds["detached"]),
        ("head `omission`", hall.odds["omission"]),
        ("joined estimate", totals(weights, hall.features)),
    ):
        out += [
            f"| {label} | {kind} | {count} | {area:.3f} | {share:.2f} |"
            for kind, count, area, share in hallucinations(hall.rows, values)
        ]
    out += [
        "",
        "## Critical errors, unseen sources: AUC",
        "",
        "| | " + " | ".join(pairs := sorted({row["lp"] for row in seen["critical"].rows})) + " | mean |",
        "|---|" + "---:|" * (len(pairs) + 1),
    ]
    crit = seen["critical"]
    for label, values in (
        ("rules alone", crit.features[:, place["rules"]]),
        ("head `critical`", crit.odds["critical"]),
        ("joined estimate", unseen["critical"]),
    ):
        areas = critical_aucs(crit.rows, values)
        out.append(
            f"| {label} | "
            + " | ".join(f"{value:.3f}" for value in areas.values())
            + f" | {mean(areas.values()):.3f} |"
        )
    out += [
        "",
        "## The order of segments: Kendall's tau with what professionals deducted",
        "",
        "The weights of the rules (`estimate_weights/beside_source.toml`) had seen these rows: about 0.015 of what they add is that.",
        "",
        "| set | pair | rows | length of the source | rules | joined, in sample | joined, unseen |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    means: dict[str, list[float]] = {}
    for name in ("bio", "wmt", "unchecked"):
        known = seen[name]
        ways = (
            np.array([float(len(row["source"])) for row in known.rows]),
            known.features[:, place["rules"]],
            totals(weights, known.features),
            unseen[name],
        )
        columns_ = [taus(known.rows, values) for values in ways]
        sizes = Counter(row["lp"] for row in known.rows)
        for pair in columns_[0]:
            shown = [column[pair] for column in columns_]
            out.append(
                f"| {'wmt' if name == 'unchecked' else name} | {pair} | {sizes[pair]:,} | "
                + " | ".join(f"{value:.3f}" for value in shown)
                + " |"
            )
            key = ["bio, all"] if name == "bio" else ["wmt, three pairs"]
            key += ["bio, three pairs"] if name == "bio" and pair in PAPER else []
            for one in key:
                means.setdefault(one, []).append(shown)  # type: ignore[arg-type]
    for one, rows in means.items():
        average = np.mean(np.array(rows), axis=0)
        out.append(f"| {one} | mean | | " + " | ".join(f"{value:.3f}" for value in average) + " |")
    low, gain, high = gain_over_length(seen["bio"], unseen["bio"])
    out += [
        "",
        f"Gain of the joined estimate over the length of the source on bio, all pairs, unseen: {gain:+.3f} "
        f"(95 % interval {low:+.3f} to {high:+.3f}, documents drawn again and again).",
        "",
        "| feature | weight |",
        "|---|---:|",
    ]
    out += [f"| `{name}` | {weight:.4f} |" for name, weight in weights.weights.items()]
    return "\n".join(out) + "\n"


def gain_over_length(known: Figured, values: Any) -> tuple[float, float, float]:
    """Mean tau of the estimate less that of the length: the low end, the gain, the high end."""
    rng = np.random.default_rng(7)
    lengths = np.array([float(len(row["source"])) for row in known.rows])
    by_document: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(known.rows):
        by_document.setdefault((row["lp"], row["doc"]), []).append(place)
    pairs = sorted({pair for pair, _ in by_document})

    def once(draw: bool) -> float:
        found = []
        for pair in pairs:
            groups = [places for (own, _), places in by_document.items() if own == pair]
            picked = rng.integers(0, len(groups), len(groups)) if draw else range(len(groups))
            places = [place for number in picked for place in groups[number]]
            gold = [-known.rows[place]["z"] for place in places]
            first, second = (kendalltau(gold, each[places])[0] for each in (values, lengths))
            found.append(float(np.nan_to_num(first) - np.nan_to_num(second)))
        return statistics.fmean(found)

    drawn_ = [once(True) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn_, (2.5, 97.5))
    return float(low), once(False), float(high)


if __name__ == "__main__":
    sys.exit(main())
