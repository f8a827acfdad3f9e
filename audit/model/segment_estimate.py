"""What a professional would deduct for each stretch of a document."""

from collections.abc import Callable
from functools import cached_property

import msgspec


class SegmentEstimate(msgspec.Struct, frozen=True):
    """A stretch: a unit, or a paragraph beside what it translates.

    `segments` are those of the document that it is made of, in order; none where a paragraph was left out. `value` is the
    expected penalty in points, negated.
    """

    segments: tuple[int, ...]
    value: float


class Reason(msgspec.Struct, frozen=True):
    """What weighs most in an estimate, for people; "" where nothing does. `sure`: a model says so, not a cheap sign."""

    says: str = ""
    sure: bool = False


class Estimates:
    """The estimates of all stretches, made when somebody looks: a run that prints findings has no use for them."""

    def __init__(
        self,
        make: Callable[[], tuple[SegmentEstimate, ...]] = tuple,
        why: Callable[[int], Reason] = lambda _: Reason(),
    ) -> None:
        self._make, self._why = make, why

    @cached_property
    def all(self) -> tuple[SegmentEstimate, ...]:
        """In the order of the document, what was left out last."""
        return self._make()

    def reason(self, place: int) -> Reason:
        """What weighs most in the estimate at a place of `all`."""
        return self._why(place)

    def by_segment(self) -> dict[int, float]:
        """By segment; the estimate of a stretch of several segments stands at its first, so that they add up."""
        return {one.segments[0]: one.value for one in self.all if one.segments}

    def __eq__(self, other: object) -> bool:
        # They follow from the document and the settings, as everything else in a result does.
        return isinstance(other, Estimates)

    __hash__ = None  # type: ignore[assignment]


NONE = Estimates()
