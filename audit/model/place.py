"""Where something stands, in this file or in another."""

import msgspec


class Place(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The stretch `[start, end)` of a decoded file; `line` and `column` of its start count from 1, in code points.

    `path` names the file as reports call it; None is the document's own.
    """

    path: str | None
    start: int
    end: int
    line: int = 0
    column: int = 0
