"""One sign of good or bad translation: a name, a number for a stretch, and what an editor reads of it."""

from collections.abc import Callable
from typing import NamedTuple

from audit.score.estimate.translated import Translated

Measure = Callable[[Translated], float]


class Sign(NamedTuple):
    """`measure` gives 0 where there is nothing to see. `says` is what it measures, for tables.

    What is `against` a translation can only raise what is deducted: its weight is never below 0.
    """

    name: str
    says: str
    measure: Measure
    against: bool = False


def sign(says: str, *, against: bool = False) -> Callable[[Measure], Sign]:
    """Turn a function into a sign, named like it."""

    def make(measure: Measure) -> Sign:
        return Sign(measure.__name__, says, measure, against)

    return make
