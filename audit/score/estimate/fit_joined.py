"""Fits the weights that join the signs of the estimate with what heads say: least squares without weights below 0."""

from collections.abc import Sequence
from typing import Any

from audit.score.estimate.fit import poisson
from audit.score.estimate.with_heads import FEATURES, Joined

RIDGE = 0.01
ROUNDS = 500  # of four numbers, each in turn


def fitted_joined(features: Any, points: Any, hands: Sequence[str], figures: str) -> Joined:
    """The weights of FEATURES that explain the logarithm of the points best, in differences inside the rows of one hand;
    then bias and scale with which what is deducted is, on the average, what people deducted."""
    import numpy as np

    x, y = features.astype(float).copy(), np.log1p(points)
    names = np.asarray(hands)
    for hand in sorted(set(hands)):
        own = names == hand
        x[own] -= x[own].mean(0)
        y[own] -= y[own].mean()
    spread = np.sqrt((x**2).mean(0)) + 1e-9
    weights = not_below_zero(x / spread, y) / spread
    bias, scale = poisson(features @ weights, np.asarray(points), np.ones(len(points)))
    named = {name: round(float(weight * scale), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    return Joined(figures, round(bias, 4), {name: weight for name, weight in named.items() if weight})


def not_below_zero(x: Any, y: Any) -> Any:
    """Weights of columns of spread 1, none below 0, each set to its best in turn until nothing moves."""
    import numpy as np

    table = x.T @ x / len(x) + RIDGE * np.eye(x.shape[1])
    wanted = x.T @ y / len(x)
    found = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        before = found.copy()
        for place in range(len(found)):
            rest = wanted[place] - table[place] @ found + table[place, place] * found[place]
            found[place] = max(0.0, rest / table[place, place])
        if float(np.abs(found - before).max()) < 1e-10:
            break
    return found


def totals(weights: Joined, features: Any) -> Any:
    """The weighted sums: the higher, the more is deducted."""
    import numpy as np

    return features @ np.array([weights.weights.get(name, 0.0) for name in FEATURES])
