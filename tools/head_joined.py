"""How the figures of heads are joined with the estimate."""

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from head_learning import document
from head_rows import Row
from scipy.stats import kendalltau

from audit.neural.answer import Marked
from audit.neural.damage import DETACHED, OMISSIONS
from audit.neural.head_fit import FOLDS, auc, part
from audit.score.estimate.fit_joined import Known, both, fitted_joined, known, numbers_of, totals
from audit.score.estimate.weights import MOST
from audit.score.estimate.with_heads import Joined

POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points of critical errors, where only yes or no is known
RESAMPLES = 300
PAPER = ("en-de", "en-ru", "zh-en")
# What sets weigh in the joined weights. The first has eleven pairs. That of critical errors is one of CRITICAL.
COUNTS = {"bio": 6.0, "wmt": 4.0, "critical": 4.0, "damage": 1.0}
CRITICAL = (4.0, 12.0, 20.0)
# The log odds of a translation that is none, and how steeply its price rises with them: at the first it costs what the
# errors of an ordinary segment do.
EVEN, SLOPES = (1.5, 2.0), (1.0, 1.5)
# What is asked for: the order of segments (tau), critical errors, damage (AUC). Each group counts the same.
ASKED = {
    "order": {"bio, three pairs": 0.31, "bio, all": 0.23, "wmt": 0.25},
    "critical": {"mean": 0.72},
    "lost": {"detached": 0.985, "detached or looping": 0.92, "omission": 0.92},
}


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
    """The weights that join, of all sets without a part. Those of errors are of `audit/score/estimate/fit_joined.py`; how
    much critical errors count there, and what is lost costs, is what goes farthest from the rules alone to what is asked.
    What is deducted on the average is what annotators of whole documents deducted."""
    levels = [known_of(sets[name], 1.0, None) for name in ("bio", "wmt")]
    kept = {name: without(sets[name], left_out) for name in COUNTS}
    rules = reached({name: own.features[:, 0] for name, own in kept.items()}, kept)
    best, found = -np.inf, None
    for count in CRITICAL:
        counts = {**COUNTS, "critical": count}
        fitted = fitted_joined(
            [known_of(sets[name], counts[name], left_out) for name in counts], figures, levels
        )
        for even in EVEN:
            for slope in SLOPES:
                weights = with_lost(fitted, even, slope, levels)
                there = reached({n: totals(weights, own.features, own.lost) for n, own in kept.items()}, kept)
                way = share(there, rules)
                if way > best:
                    best, found = way, weights
    assert found is not None
    return found


def with_lost(fitted: Joined, even: float, slope: float, levels: Sequence[Known]) -> Joined:
    """The weights with another price of what is lost."""
    numbers = numbers_of(fitted)
    usual = float(np.median(np.concatenate([both(numbers, rows.features, rows.lost)[0] for rows in levels])))
    numbers[-2:] = usual - slope * even, slope
    numbers[[0, -2]] += capped_level(numbers, levels)
    return msgspec.structs.replace(
        fitted, bias=round(numbers[0], 4), lost_bias=round(numbers[-2], 4), lost=slope
    )


def capped_level(numbers: Any, levels: Sequence[Known]) -> float:
    """As `level`, of what is really deducted, which never passes MOST: a steep price would weigh on all the rest. Found by
    halving."""
    sums = np.concatenate([np.logaddexp(*both(numbers, rows.features, rows.lost)) for rows in levels])
    wanted = float(np.concatenate([rows.points for rows in levels]).mean())
    low, high = -5.0, 5.0
    for _ in range(40):
        middle = (low + high) / 2
        deducted = MOST * (1 - np.exp(-np.exp(np.minimum(sums + middle, 10.0)) / MOST))
        low, high = (middle, high) if deducted.mean() < wanted else (low, middle)
    return (low + high) / 2


def without(own: Figured, left_out: int | None) -> Figured:
    """The rows of a set without a part."""
    kept = [place for place, row in enumerate(own.rows) if part(document(row)) != left_out]
    rows = [own.rows[place] for place in kept]
    return Figured(rows, own.features[kept], own.lost[kept], [], {})


def reached(values: dict[str, Any], sets: dict[str, Figured]) -> dict[str, dict[str, float]]:
    """The figures of ASKED."""
    bio, wmt = (taus(sets[name].rows, values[name]) for name in ("bio", "wmt"))
    rows = sets["critical"].rows
    bad = np.array([row["label"] == "ERR" for row in rows])
    pairs = np.array([row["lp"] for row in rows])
    of_pairs = [auc(values["critical"][pairs == pair], bad[pairs == pair]) for pair in sorted(set(pairs))]
    kinds = np.array([row["kind"] for row in sets["damage"].rows])

    def of_kinds(*named: str) -> float:
        here = np.isin(kinds, ("", *named))
        return auc(values["damage"][here], kinds[here] != "")

    return {
        "order": {
            "bio, three pairs": statistics.fmean(bio[pair] for pair in PAPER),
            "bio, all": statistics.fmean(bio.values()),
            "wmt": statistics.fmean(wmt.values()),
        },
        "critical": {"mean": statistics.fmean(of_pairs)},
        "lost": {
            "detached": of_kinds("detached"),
            "detached or looping": of_kinds(*DETACHED),
            "omission": of_kinds(*OMISSIONS),
        },
    }


def share(there: dict[str, dict[str, float]], rules: dict[str, dict[str, float]]) -> float:
    """How far figures are on the way from those of the rules to what is asked, on the mean of the groups."""
    means = []
    for group, asked in ASKED.items():
        ways = [
            min(1.0, (there[group][name] - rules[group][name]) / max(0.01, wanted - rules[group][name]))
            for name, wanted in asked.items()
        ]
        means.append(statistics.fmean(ways))
    return statistics.fmean(means)


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
    gold = np.array([-row["z"] if "z" in row else points_of(row) for row in rows])
    pairs = np.array([row["lp"] for row in rows])
    return {
        pair: float(np.nan_to_num(kendalltau(gold[pairs == pair], values[pairs == pair])[0]))
        for pair in sorted(set(pairs.tolist()))
    }


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
