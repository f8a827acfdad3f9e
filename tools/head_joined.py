"""How the figures of heads are joined with the estimate."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from head_learning import document
from head_rows import Row
from scipy.optimize import nnls
from scipy.stats import kendalltau

from audit.neural.answer import Marked
from audit.neural.damage import DETACHED
from audit.neural.head_fit import FOLDS, part
from audit.score.estimate.fit import poisson
from audit.score.estimate.with_heads import FEATURES, Joined

POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points of critical errors, where only yes or no is known
RIDGE_JOINED = 0.01
RESAMPLES = 300
PAPER = ("en-de", "en-ru", "zh-en")
# What sets weigh in the joined weights. The first has eleven pairs in few rows.
COUNTS = {"bio": 6.0, "wmt": 1.0, "critical": 3.0, "damage": 1.0}


class Figured(NamedTuple):
    """What heads and rules say of the rows of a set, as the features of the joined estimate; and the tokens."""

    rows: list[Row]
    features: Any
    tokens: list[tuple[Marked, ...]]
    odds: dict[str, Any]  # log odds of segments, by head


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
