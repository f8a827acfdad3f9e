"""Fits the weights of the estimate: ridge regression with signs, in closed form.

The logarithm of what was deducted, plus one, is explained by the weighted signs. What differs between annotators, or
language pairs, is taken off first, so that only differences between segments of one hand teach anything. Then bias and
scale are set so that what the estimate deducts is, on the average, what people deducted (a Poisson fit of two numbers).
Needs numpy, which comes with pandas.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.weights import Weights

if TYPE_CHECKING:
    import numpy as np

RIDGE = 0.1
ROUNDS = 60  # of Newton's method, which needs a handful
STEEPEST = 3.0


class Labelled:
    """Measured signs, points that people deducted, the hand each row is of, and what each row counts."""

    def __init__(
        self,
        signs: "np.ndarray[Any, Any]",
        points: Sequence[float],
        hands: Sequence[str],
        counts: Sequence[float] | None = None,
    ) -> None:
        import numpy as np

        self.signs = signs
        self.points = np.maximum(0.0, np.asarray(points, dtype=float))
        self.hands = np.asarray(hands)
        self.counts = np.ones(len(self.points)) if counts is None else np.asarray(counts, dtype=float)


def fitted(
    labelled: Labelled, figures: str, prior: Weights | None = None, ridge: float = RIDGE, extra: Any = None
) -> Weights:
    """The weights that explain the labels best.

    `prior` are weights to stay near where the labels say little. `extra` is more rows, (signs, points, hands, counts) as
    Labelled, whose hands are among those of the labels: they teach weights, but not how much is deducted on the average.
    """
    import numpy as np

    x, y, w = centred(labelled, labelled)
    if extra is not None and len(extra.points):
        more = centred(extra, labelled)
        x, y, w = np.vstack([x, more[0]]), np.concatenate([y, more[1]]), np.concatenate([w, more[2]])
    near = np.zeros(len(EVERY_SIGN))
    if prior is not None:
        near = np.array([prior.weights.get(each.name, 0.0) for each in EVERY_SIGN])
        total = x @ near
        spread = float((w * total**2).sum())
        # How far the labels spread is theirs to say: only the proportions of the prior stay.
        near = near * (max(0.0, float((w * total * y).sum())) / spread if spread else 0.0)
    weights = near + solved(x, y - x @ near, w, near, ridge)
    total = labelled.signs @ weights
    bias, scale = poisson(total, labelled.points, labelled.counts)
    named = {each.name: float(weight * scale) for each, weight in zip(EVERY_SIGN, weights, strict=True)}
    return Weights(
        figures, float(bias), {name: round(weight, 4) for name, weight in named.items() if round(weight, 4)}
    )


def centred(rows: Labelled, by: Labelled) -> "tuple[Any, Any, Any]":
    """Signs, logarithms of points and counts, less the average of the hand among `by`; others are left out."""
    import numpy as np

    x, y, w = rows.signs.astype(float).copy(), np.log1p(rows.points), rows.counts.copy()
    for hand in sorted(set(rows.hands.tolist())):
        own, there = rows.hands == hand, by.hands == hand
        if not there.any():
            w[own] = 0.0
            continue
        x[own] -= by.signs[there].mean(axis=0)
        y[own] -= np.log1p(by.points[there]).mean()
    kept = w > 0
    return x[kept], y[kept], w[kept]


def solved(x: Any, y: Any, w: Any, near: Any, ridge: float) -> Any:
    """What to add to the weights `near`, so that none that speaks against a translation is below 0."""
    import numpy as np

    total = w.sum()
    spread = np.sqrt((w[:, None] * x**2).sum(axis=0) / total) + 1e-9
    z = x / spread
    left = (z * w[:, None]).T @ z / total + ridge * np.eye(len(spread))
    right = (z * w[:, None]).T @ y / total
    against = np.array([each.against for each in EVERY_SIGN])
    least = np.where(against, -near * spread, -np.inf)
    found = np.zeros(len(spread))
    held = np.zeros(len(spread), dtype=bool)  # at their least
    for _ in range(len(spread) + 1):
        free = ~held
        found[held] = least[held]
        rest = right[free] - left[np.ix_(free, held)] @ found[held]
        found[free] = np.linalg.solve(left[np.ix_(free, free)], rest)
        low = free & (found < least)
        if not low.any():
            break
        held |= low
    return found / spread


def poisson(total: Any, points: Any, counts: Any) -> tuple[float, float]:
    """Bias and scale with which e to the power of a scaled sum is what was deducted, on the average."""
    import numpy as np

    mean = float((counts * points).sum() / counts.sum())
    middle = float((counts * total).sum() / counts.sum())
    level, scale = float(np.log(max(mean, 1e-3))), 1.0
    z = total - middle
    for _ in range(ROUNDS):
        expected = np.exp(np.clip(level + scale * z, -20, 20))
        off = counts * (points - expected)
        g = np.array([off.sum(), (off * z).sum()])
        h = np.array(
            [
                [(counts * expected * z**power).sum() for power in (0, 1)],
                [(counts * expected * z**power).sum() for power in (1, 2)],
            ]
        )
        step = np.linalg.solve(h + 1e-9 * np.eye(2) * h.trace(), g)
        step = np.clip(step, -1.0, 1.0)
        level, scale = level + float(step[0]), scale + float(step[1])
        if abs(step).max() < 1e-8:
            break
    scale = min(max(scale, 0.0), STEEPEST)
    return level - scale * middle, scale
