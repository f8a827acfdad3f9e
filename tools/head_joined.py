"""How the figures of heads are joined with the estimate."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from head_learning import FOLDS, document, part
from head_rows import DETACHED, Row
from scipy.optimize import minimize
from scipy.stats import kendalltau

from audit.neural.answer import Marked
from audit.score.estimate.with_heads import FEATURES, Joined

POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points of critical errors, where only yes or no is known
RIDGE_JOINED, RIDGE_RULES = 0.001, 0.02
RESAMPLES = 300
PAPER = ("en-de", "en-ru", "zh-en")
# What sets weigh in the joined weights. The first has eleven pairs.
COUNTS = {"bio": 6.0, "wmt": 2.0, "critical": 4.0, "damage": 2.0}


class Figured(NamedTuple):
    """What heads and rules say of the rows of a set, as the features of the joined estimate; and the tokens."""

    rows: list[Row]
    features: Any
    lost: Any  # what Joined knows by that name
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


class Rows(NamedTuple):
    """Rows that the joined weights are fitted on: numbers, hands by number, logarithms of points, what each row counts."""

    features: Any
    lost: Any
    hands: Any
    points: Any
    counts: Any

    def centred(self, values: Any) -> Any:
        """Less the mean of the hand."""
        return values - (np.bincount(self.hands, values) / np.bincount(self.hands))[self.hands]


def rows_of(known: Figured, count: float, left_out: int | None) -> Rows:
    """The rows of a set without a part; a pair of languages weighs by the square root of its rows."""
    kept = np.array([part(document(row)) != left_out for row in known.rows])
    rows = [row for row, stays in zip(known.rows, kept, strict=True) if stays]
    pairs = Counter(row["lp"] for row in rows)
    counts = np.array([pairs[row["lp"]] ** -0.5 for row in rows])
    hands = np.unique([f"{row['lp']} {row.get('annotator', '')}" for row in rows], return_inverse=True)[1]
    points = np.log1p([max(0.0, points_of(row)) for row in rows])
    found = Rows(known.features[kept], known.lost[kept], hands, points, counts / counts.sum() * count)
    return found._replace(points=found.centred(points))


def summed(numbers: Any, features: Any, lost: Any) -> Any:
    """The logarithm of what is deducted, with [bias, weights of the features …, lost bias, lost] as in Joined."""
    return np.logaddexp(numbers[0] + features @ numbers[1:-2], numbers[-2] + numbers[-1] * lost)


def joined(sets: dict[str, Figured], left_out: int | None, figures: str = "") -> Joined:
    """The weights, none below 0: least squares of the logarithm of points, in differences inside the rows of one hand.
    The estimate of the rules keeps its weight of 1 where the rows say little."""
    parts = [rows_of(sets[name], count, left_out) for name, count in COUNTS.items()]
    start = np.array([1.0, 1.0] + [0.2] * (len(FEATURES) - 1) + [-1.0, 0.4])
    near = np.array([0.0, 1.0] + [0.0] * len(start[2:]))
    held = np.array([0.0, RIDGE_RULES] + [RIDGE_JOINED] * (len(FEATURES) - 1) + [0.0, RIDGE_JOINED])

    def loss(numbers: Any) -> float:
        off = 0.0
        for rows in parts:
            apart = rows.points - rows.centred(summed(numbers, rows.features, rows.lost))
            off += float((rows.counts * apart**2).sum())
        return off / sum(COUNTS.values()) + float((held * (numbers - near) ** 2).sum())

    limits = [(-2.0, 2.0), *[(0.0, 3.0)] * len(FEATURES), (-6.0, 3.0), (0.0, 3.0)]
    found = minimize(loss, start, method="L-BFGS-B", bounds=limits).x
    found[[0, -2]] += level(sets, found)
    bias, *weights, lost_bias, lost = (round(float(one), 4) for one in found)
    return Joined(figures, bias, lost_bias, lost, dict(zip(FEATURES, weights, strict=True)))


def level(sets: dict[str, Figured], numbers: Any) -> float:
    """What to add to both biases, so that the estimate is, on the average, what annotators deducted."""
    both = [sets[name] for name in ("bio", "wmt")]
    said = np.concatenate([np.exp(summed(numbers, known.features, known.lost)) for known in both])
    return float(np.log(np.mean([points_of(row) for known in both for row in known.rows]) / said.mean()))


def totals(weights: Joined, known: Figured) -> Any:
    """The logarithm of what is deducted for every row."""
    numbers = [weights.bias, *(weights.weights[key] for key in FEATURES), weights.lost_bias, weights.lost]
    return summed(np.array(numbers), known.features, known.lost)


def unseen_totals(sets: dict[str, Figured]) -> dict[str, Any]:
    """The weighted sums of every row with weights that were fitted without its document."""
    found = {name: np.zeros(len(known.rows)) for name, known in sets.items()}
    for fold in range(FOLDS):
        weights = joined(sets, fold)
        for name, known in sets.items():
            here = np.array([part(document(row)) == fold for row in known.rows])
            found[name][here] = totals(weights, known)[here]
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
        f"lost_bias = {weights.lost_bias:.4f}",
        f"lost = {weights.lost:.4f}",
        "",
        "[weights]",
    ]
    return "\n".join(lines + [f"{name} = {weight:.4f}" for name, weight in weights.weights.items()]) + "\n"
