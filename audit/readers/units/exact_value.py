"""Builds the exact value of a side together with its way to the file."""

from audit.model.offset_map import OffsetMap, Piece
from audit.model.side import Side


class ExactValue:
    """Text and pieces of one side, grown from left to right.

    Places count code points of the decoded file and must not decrease from call to call.
    """

    __slots__ = ("_length", "_parts", "_pieces", "_seam")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._seam: tuple[int, int] | None = None

    def add(self, text: str, start: int) -> None:
        """A stretch that stands in the file as it is."""
        if text:
            self._put(text, start, start + len(text))

    def add_escape(self, text: str, start: int, end: int) -> None:
        """Text that the file writes as `[start, end)`: it moves as a whole."""
        self._put(text, start, end)

    def add_seam(self, start: int, end: int) -> None:
        """A stretch that shows as nothing and may go when the text around it is written anew.

        The end of one string literal and the begin of the next, or a continued line. It counts only between two
        stretches of text.
        """
        if self._pieces and start < end:
            self._seam = (self._seam[0] if self._seam else start, end)

    def finish(
        self, place: int, notation: str, language: str | None = None, plural: str | None = None
    ) -> Side:
        """The side. One without text stands at `place`."""
        way = OffsetMap(tuple(self._pieces)) if self._pieces else OffsetMap.point(place)
        return Side("".join(self._parts), way, language, notation, plural)

    def _put(self, text: str, start: int, end: int) -> None:
        if self._seam is not None:
            self._pieces.append(Piece(self._length, self._length, *self._seam))
            self._seam = None
        self._parts.append(text)
        grown = self._length + len(text)
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.linear and last.file_end == start and end - start == len(text):
            self._pieces[-1] = Piece(last.text_start, grown, last.file_start, end)
        else:
            self._pieces.append(Piece(self._length, grown, start, end))
        self._length = grown
