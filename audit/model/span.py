"""A stretch of a text."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open stretch `[start, end)` counted in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start
