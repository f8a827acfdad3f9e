"""How much a rate changed, and how sure that is."""

from collections.abc import Callable
from math import exp, inf, lgamma, log, log1p
from statistics import NormalDist

EXACT_UP_TO = 500  # events; above, the normal approximation of the log ratio is within 1 %


def rate_ratio_interval(
    before: int, exposure_before: float, after: int, exposure_after: float, level: float
) -> tuple[float, float]:
    """The interval of (after / exposure_after) ÷ (before / exposure_before) for two Poisson counts.

    Exact (conditional, Clopper–Pearson) up to `EXACT_UP_TO` events in all; (0, inf) when there is none.
    Exposures are positive.
    """
    total = before + after
    if total == 0:
        return 0.0, inf
    tail = (1 - level) / 2
    unit = exposure_before / exposure_after
    if total > EXACT_UP_TO and before and after:
        width = NormalDist().inv_cdf(1 - tail) * (1 / before + 1 / after) ** 0.5
        return after / before * unit * exp(-width), after / before * unit * exp(width)
    # Given the total, `after` is binomial; its share p means a ratio of p / (1 − p).
    low = 0.0 if after == 0 else _share(lambda p: at_least(after, total, p) - tail)
    high = 1.0 if before == 0 else _share(lambda p: tail - at_most(after, total, p))
    return odds(low) * unit, odds(high) * unit


def odds(share: float) -> float:
    """p / (1 − p)."""
    return inf if share >= 1 else share / (1 - share)


def at_most(count: int, total: int, share: float) -> float:
    """P(X <= count) for X ~ Binomial(total, share), 0 < share < 1."""
    yes, no = log(share), log1p(-share)
    head = lgamma(total + 1)
    return sum(
        exp(head - lgamma(k + 1) - lgamma(total - k + 1) + k * yes + (total - k) * no)
        for k in range(count + 1)
    )


def at_least(count: int, total: int, share: float) -> float:
    """P(X >= count)."""
    return at_most(total - count, total, 1 - share)


def _share(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
