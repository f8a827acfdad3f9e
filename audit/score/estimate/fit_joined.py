"""Fits the weights that join the signs of the estimate with what heads say: least squares without weights below 0."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from audit.score.estimate.with_heads import FEATURES, Joined

RIDGE, RIDGE_RULES = 0.001, 0.02
ROUNDS = 200  # of a method that needs a few dozen
STEEPEST = 1e8  # damping: so short are steps that lead nowhere
# Of bias, weights of FEATURES, lost bias, lost.
LOWEST = (-2.0, *[0.0] * len(FEATURES), -6.0, 0.0)
HIGHEST = (2.0, *[3.0] * len(FEATURES), 3.0, 3.0)
START = (1.0, 1.0, *[0.2] * (len(FEATURES) - 1), -1.0, 0.4)


class Known(NamedTuple):
    """Rows of labels: FEATURES, what `Joined` knows as `lost`, points, numbers of the hands, what each row counts."""

    features: Any
    lost: Any
    points: Any
    hands: Any
    counts: Any

    def centred(self, values: Any) -> Any:
        """Less the mean of the hand."""
        import numpy as np

        return values - (np.bincount(self.hands, values) / np.bincount(self.hands))[self.hands]


def known(
    features: Any,
    lost: Any,
    points: Sequence[float],
    hands: Sequence[str],
    counts: Sequence[float] | None = None,
) -> Known:
    """Rows of labels by the names of their hands; without counts each counts the same, and all together 1."""
    import numpy as np

    each = np.full(len(points), 1 / len(points)) if counts is None else np.asarray(counts, dtype=float)
    numbers = np.unique(np.asarray(hands), return_inverse=True)[1]
    return Known(np.asarray(features), np.asarray(lost), np.asarray(points, dtype=float), numbers, each)


def fitted_joined(
    parts: Sequence[Known], figures: str, level_of: Sequence[Known] = (), prior: Joined | None = None
) -> Joined:
    """The weights that explain the logarithm of points best, in differences inside the rows of one hand; then both biases
    are raised until what is deducted is, on the average of the rows `level_of` (or of all), what people deducted.

    The estimate of the rules keeps its weight of 1 where the rows say little. With a `prior` they keep its weights
    there, and only those of FEATURES are fitted: labels among which nothing is lost cannot tell what that would cost.
    """
    import numpy as np

    start, low, high = np.array(START), np.array(LOWEST), np.array(HIGHEST)
    near = np.array([0.0, 1.0, *[0.0] * len(FEATURES), 0.0])
    held = np.array([0.0, RIDGE_RULES, *[RIDGE] * (len(FEATURES) - 1), 0.0, RIDGE])
    if prior is not None:
        start = near = numbers_of(prior)
        held = np.array([0.0, *[RIDGE_RULES] * len(FEATURES), 0.0, 0.0])
        for place in (0, -2, -1):
            low[place] = high[place] = start[place]
    numbers = least_squares(parts, start, near, held, (low, high))
    numbers[[0, -2]] += level(numbers, level_of or parts)
    bias, *weights, lost_bias, lost = (round(float(one), 4) for one in numbers)
    return Joined(figures, bias, lost_bias, lost, dict(zip(FEATURES, weights, strict=True)))


def least_squares(parts: Sequence[Known], start: Any, near: Any, held: Any, limits: tuple[Any, Any]) -> Any:
    """The numbers with the least `misfit` within their limits, by damped steps of Gauss and Newton."""
    import numpy as np

    low, high = limits
    found, damping = start.copy(), 1e-3
    now, slope, curve = misfit(found, parts, near, held)
    for _ in range(ROUNDS):
        # What stands at a limit and wants beyond it stays there.
        free = ~(((found <= low) & (slope > 0)) | ((found >= high) & (slope < 0)))
        while damping < STEEPEST:
            step = np.zeros(len(found))
            own = curve[np.ix_(free, free)]
            own = own + damping * np.diag(own.diagonal() + 1e-9)
            step[free] = np.linalg.solve(own, slope[free])
            tried = np.clip(found - step, low, high)
            then = misfit(tried, parts, near, held)
            if then[0] <= now:
                break
            damping *= 4
        else:
            break
        moved = float(np.abs(tried - found).max())
        found, (now, slope, curve) = tried, then
        damping = max(damping / 8, 1e-9)
        if moved < 1e-7:
            break
    return found


def misfit(numbers: Any, parts: Sequence[Known], near: Any, held: Any) -> tuple[float, Any, Any]:
    """How far the sums are from the logarithms of points, in squares, and how far the numbers from those near which they
    are held; the slope of half of it, and about its curve."""
    import numpy as np

    total = sum(float(rows.counts.sum()) for rows in parts)
    off = float((held * (numbers - near) ** 2).sum())
    slope, curve = held * (numbers - near), np.diag(held)
    for rows in parts:
        errors, lost = both(numbers, rows.features, rows.lost)
        wanted = np.log1p(np.maximum(0.0, rows.points))
        apart = rows.centred(np.logaddexp(errors, lost) - wanted)
        share = 1 / (1 + np.exp(np.clip(lost - errors, -50, 50)))  # of what errors cost
        table = np.column_stack([share, share[:, None] * rows.features, 1 - share, (1 - share) * rows.lost])
        table = np.column_stack([rows.centred(column) for column in table.T])
        weighted = table * (rows.counts / total)[:, None]
        off += float((rows.counts / total * apart**2).sum())
        slope = slope + weighted.T @ apart
        curve = curve + weighted.T @ table
    return off, slope, curve


def both(numbers: Any, features: Any, lost: Any) -> tuple[Any, Any]:
    """The logarithms of the two parts of what is deducted."""
    return numbers[0] + features @ numbers[1:-2], numbers[-2] + numbers[-1] * lost


def level(numbers: Any, parts: Sequence[Known]) -> float:
    """What to add to both biases, so that the estimate is, on the average, what people deducted."""
    import numpy as np

    said = np.concatenate([np.exp(np.logaddexp(*both(numbers, rows.features, rows.lost))) for rows in parts])
    points = np.concatenate([rows.points for rows in parts])
    return float(np.log(max(points.mean(), 1e-3) / said.mean()))


def numbers_of(weights: Joined) -> Any:
    """Bias, weights of FEATURES, lost bias, lost."""
    import numpy as np

    named = [weights.weights.get(name, 0.0) for name in FEATURES]
    return np.array([weights.bias, *named, weights.lost_bias, weights.lost])


def totals(weights: Joined, features: Any, lost: Any) -> Any:
    """The logarithm of what is deducted for every row: the higher, the more."""
    import numpy as np

    return np.logaddexp(*both(numbers_of(weights), features, lost))
