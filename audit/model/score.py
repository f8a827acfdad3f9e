"""A score, with everything that could change it."""

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """`undecided`: too few words to say, and the interval straddles the mark."""

    PASS = "pass"
    FAIL = "fail"
    UNDECIDED = "undecided"


class Score(msgspec.Struct, frozen=True):
    """MQM score of one text (scoring model: linear, calibrated).

    `value`: calibrated overall quality score, 0–100 (clamped). `raw`: 100·(1 − penalty/words), not clamped.
    `penalty`: absolute penalty total. `words`: evaluation word count. `errors`: findings that cost points, unlisted
    ones among them.
    `interval`: 95 % interval of `value` from the exact Poisson interval of the error count.
    `reason`: one sentence for people, why the verdict is what it is. `estimate`: expected human penalty,
    negated, when a calibrated model is at hand. `signature`: tool, profile, checks and data behind it.
    `threshold`: the value that just passes. `scale`: points of `value` that one penalty point costs.
    `costs`: penalty points of each listed finding, in the order of the findings.
    """

    value: float
    raw: float
    verdict: Verdict
    penalty: float
    words: int
    errors: int
    interval: tuple[float, float]
    reason: str
    signature: str
    estimate: float | None = None
    threshold: float = 0.0
    scale: float = 0.0
    costs: tuple[float, ...] = ()

    @property
    def passed(self) -> bool:
        """True unless the verdict is `fail`."""
        return self.verdict is not Verdict.FAIL
