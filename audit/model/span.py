"""A stretch of a text."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open stretch `[start, end)` counted in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
