"""A link in a segment's text."""

import msgspec


class Link(msgspec.Struct, frozen=True, gc=False):
    """The stretch `[start, end)` of a segment's text leads to `address`, as the file writes it."""

    start: int
    end: int
    address: str
