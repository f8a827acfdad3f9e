"""A file within a file: one member of an archive whose text is read."""

import msgspec


class Part(msgspec.Struct, frozen=True):
    """The code points `[start, end)` of a document's text are the member `name`, decoded with `encoding`.

    A member with a byte-order mark holds it in its text, so that encoding gives its bytes back.
    """

    name: str
    start: int
    end: int
    encoding: str = "utf-8"
