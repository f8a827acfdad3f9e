"""How the figures of heads are joined with the estimate."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from head_learning import document
from head_rows import Row
from scipy.stats import kendalltau

from audit.neural.answer import Marked
from audit.neural.damage import DETACHED
from audit.neural.head_fit import FOLDS, part
from audit.score.estimate.fit_joined import Known, fitted_joined, known, totals
from audit.score.estimate.with_heads import Joined

POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points of critical errors, where only yes or no is known
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


def known_of(figured: Figured, count: float, left_out: int | None) -> Known:
    """The rows of a set without a part; a pair of languages weighs by the square root of its rows."""
    kept = np.array([part(document(row)) != left_out for row in figured.rows])
    rows = [row for row, stays in zip(figured.rows, kept, strict=True) if stays]
    pairs = Counter(row["lp"] for row in rows)
    counts = np.array([pairs[row["lp"]] ** -0.5 for row in rows])
    hands = [f"{row['lp']} {row.get('annotator', '')}" for row in rows]
    points = [points_of(row) for row in rows]
    return known(figured.features[kept], figured.lost[kept], points, hands, counts / counts.sum() * count)


def joined(sets: dict[str, Figured], left_out: int | None, figures: str = "") -> Joined:
    """The weights that join, of all sets without a part: see `audit/score/estimate/fit_joined.py`. What is deducted on the
    average is what annotators of whole documents deducted."""
    parts = [known_of(sets[name], count, left_out) for name, count in COUNTS.items()]
    return fitted_joined(parts, figures, [known_of(sets[name], 1.0, None) for name in ("bio", "wmt")])


def unseen_totals(sets: dict[str, Figured]) -> dict[str, Any]:
    """The weighted sums of every row with weights that were fitted without its document."""
    found = {name: np.zeros(len(own.rows)) for name, own in sets.items()}
    for fold in range(FOLDS):
        weights = joined(sets, fold)
        for name, own in sets.items():
            here = np.array([part(document(row)) == fold for row in own.rows])
            found[name][here] = totals(weights, own.features[here], own.lost[here])
    return found


def taus(rows: Sequence[Row], values: Any) -> dict[str, float]:
    """Kendall's tau b of what was deducted and of what is estimated, by pair."""
    found = {}
    for pair in sorted({row["lp"] for row in rows}):
        here = [place for place, row in enumerate(rows) if row["lp"] == pair]
        gold = [-rows[place]["z"] if "z" in rows[place] else points_of(rows[place]) for place in here]
        found[pair] = float(np.nan_to_num(kendalltau(gold, values[here])[0]))
    return found


def gain_over_length(own: Figured, values: Any) -> tuple[float, float, float]:
    """Mean tau of the estimate less that of the length: the low end, the gain, the high end."""
    rng = np.random.default_rng(7)
    lengths = np.array([float(len(row["source"])) for row in own.rows])
    by_document: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(own.rows):
        by_document.setdefault((row["lp"], row["doc"]), []).append(place)
    pairs = sorted({pair for pair, _ in by_document})

    def once(draw: bool) -> float:
        found = []
        for pair in pairs:
            groups = [places for (name, _), places in by_document.items() if name == pair]
            picked = rng.integers(0, len(groups), len(groups)) if draw else range(len(groups))
            places = [place for number in picked for place in groups[number]]
            gold = [-own.rows[place]["z"] for place in places]
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
