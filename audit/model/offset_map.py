"""The only way from a segment's text to the file it came from, and back.

A segment's text is seldom a slice of its file: entities are decoded, tags fall out, white space is
folded. Each reader therefore writes down, piece by piece, where every stretch of the text came from.
A piece is *linear* when text and file stretch have the same length (offsets count through it) and
*atomic* otherwise (an entity, an escape, a folded run of spaces: it moves as a whole). An atomic piece without text
between two others is a seam: it shows as nothing, and may go when the text around it is written anew.
"""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from audit.model.span import Span


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Text code points `[text_start, text_end)` came from file code points `[file_start, file_end)`."""

    text_start: int
    text_end: int
    file_start: int
    file_end: int

    @property
    def linear(self) -> bool:
        return self.text_end - self.text_start == self.file_end - self.file_start


class OffsetMap(msgspec.Struct, eq=False, gc=False):
    """Maps code points of one segment's text to code points of the decoded file.

    Most texts are plain slices of their file: of these only the place is kept. A file has as many maps as it has texts,
    twice over, so that neither they nor their pieces are looked at for cycles.
    """

    _pieces: tuple[Piece, ...] | None
    _start: int = 0  # of a plain slice
    _length: int = 0
    _begins: list[int] | None = None  # made when first asked for: most maps never are

    def __post_init__(self) -> None:
        pieces = self._pieces
        if pieces is not None:
            if type(pieces) is not tuple:  # any row of pieces will do
                self._pieces = pieces = tuple(pieces)
            if len(pieces) == 1 and pieces[0].text_start == 0 and pieces[0].linear:
                self._pieces, self._start, self._length = None, pieces[0].file_start, pieces[0].text_end

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces, in order."""
        if self._pieces is None:
            return (Piece(0, self._length, self._start, self._start + self._length),)
        return self._pieces

    @property
    def _starts(self) -> list[int]:
        """Where each piece starts in the text."""
        if self._begins is None:
            self._begins = [piece.text_start for piece in self.pieces]
        return self._begins

    @property
    def slice_start(self) -> int | None:
        """Where the text stands in the file, if it is a plain slice of it."""
        return self._start if self._pieces is None else None

    @classmethod
    def verbatim(cls, file_start: int, length: int) -> "OffsetMap":
        """The map of a text that is a plain slice of the file."""
        return cls(None, file_start, length)

    @classmethod
    def point(cls, file_start: int) -> "OffsetMap":
        """The map of a text of no length, which would stand at `file_start`."""
        return cls(None, file_start)

    def through(self, outer: "OffsetMap") -> "OffsetMap":
        """This map of a text into another text, carried on by that text's own map into the file.

        What is atomic on either way is atomic on the whole way.
        """
        pieces: list[Piece] = []
        for piece in self.pieces:
            if not piece.linear or piece.file_start == piece.file_end:
                place = outer.to_file(piece.file_start, piece.file_end)
                pieces.append(Piece(piece.text_start, piece.text_end, place.start, place.end))
                continue
            shift = piece.text_start - piece.file_start
            for step in outer.between(piece.file_start, piece.file_end):
                pieces.append(
                    Piece(step.text_start + shift, step.text_end + shift, step.file_start, step.file_end)
                )
        return OffsetMap(tuple(pieces))

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of text `[start, end)`, linear ones cut to it; of those without text the ones inside."""
        for piece in self.pieces[max(bisect_right(self._starts, start) - 1, 0) :]:
            if piece.text_start >= end:
                return
            if piece.text_start == piece.text_end:  # what shows as nothing, between two stretches of text
                if start < piece.text_start:
                    yield piece
                continue
            head, tail = max(start - piece.text_start, 0), max(piece.text_end - end, 0)
            if head + tail >= piece.text_end - piece.text_start:
                continue
            if piece.linear:
                yield Piece(
                    piece.text_start + head,
                    piece.text_end - tail,
                    piece.file_start + head,
                    piece.file_end - tail,
                )
            else:
                yield piece

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    def __repr__(self) -> str:
        return f"OffsetMap({list(self.pieces)!r})"

    @property
    def length(self) -> int:
        """Code points of the text."""
        if self._pieces is None:
            return self._length
        return self.pieces[-1].text_end if self.pieces else 0

    @property
    def file_end(self) -> int:
        """Where the last code point of the text ends in the file: the end of its `to_file`, for less."""
        if self._pieces is None:
            return self._start + self._length
        length = self.length
        for piece in reversed(self.pieces):
            if piece.text_start < length:
                return piece.file_start + length - piece.text_start if piece.linear else piece.file_end
        return self.pieces[-1].file_end if self.pieces else 0

    def to_file(self, start: int, end: int) -> Span:
        """The file stretch that shows as text `[start, end)`; grows to whole atomic pieces.

        An empty stretch (a place to insert at) maps to an empty stretch.
        Raises ValueError when the stretch lies outside the text.
        """
        if not 0 <= start <= end <= self.length:
            raise ValueError(f"[{start}, {end}) lies outside a text of {self.length} code points")
        if self._pieces is None:
            return Span(self._start + start, self._start + end)
        if not self.pieces:
            return Span(0, 0)
        if start == end:
            place = self._point(start)
            return Span(place, place)
        first = self.pieces[bisect_right(self._starts, start) - 1]
        last = self.pieces[bisect_right(self._starts, end - 1) - 1]
        file_start = first.file_start + (start - first.text_start if first.linear else 0)
        file_end = last.file_start + (end - last.text_start) if last.linear else last.file_end
        return Span(file_start, file_end)

    def to_text(self, file_offset: int) -> int | None:
        """The text offset shown for a file offset, or None when that code point does not show."""
        for piece in self.pieces:
            if piece.file_start <= file_offset < piece.file_end:
                return piece.text_start + (file_offset - piece.file_start if piece.linear else 0)
        return None

    def text_of(self, file_start: int, file_end: int) -> Span:
        """The text that shows for the file stretch `[file_start, file_end)`; the other way of `to_file`.

        Grows to whole atomic pieces; what lies outside the text is cut off. An empty stretch gives an empty one.
        """
        if self._pieces is None and self._start <= file_start <= file_end <= self._start + self._length:
            return Span(file_start - self._start, file_end - self._start)
        if file_start == file_end:
            before = 0
            for piece in self.pieces:
                if piece.file_start <= file_start < piece.file_end:
                    place = piece.text_start + (file_start - piece.file_start if piece.linear else 0)
                    return Span(place, place)
                if piece.file_end <= file_start:
                    before = piece.text_end
            return Span(before, before)
        shown = [
            piece for piece in self.pieces if piece.file_start < file_end and piece.file_end > file_start
        ]
        if not shown:
            return Span(self.length, self.length)
        first, last = shown[0], shown[-1]
        start = first.text_start + (max(file_start - first.file_start, 0) if first.linear else 0)
        end = last.text_end - (max(last.file_end - file_end, 0) if last.linear else 0)
        return Span(start, end)

    def unbroken(self, start: int, end: int) -> bool:
        """True when the file stretch of `[start, end)` holds nothing but that text (no tags between).

        Only then may an edit replace it: replacing a broken stretch would delete markup.
        """
        if start >= end or self._pieces is None:
            return True
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        return all(
            self.pieces[i].file_end == self.pieces[i + 1].file_start
            and self.pieces[i].text_end == self.pieces[i + 1].text_start
            for i in range(first, last)
        )

    def cuts(self, start: int, end: int) -> bool:
        """True when `[start, end)` begins or ends within a piece that moves as a whole.

        An edit of it would take the rest of the piece along.
        """
        return any(
            not piece.linear and piece.text_start < offset < piece.text_end
            for offset in (start, end)
            for piece in self.pieces[max(bisect_right(self._starts, offset) - 1, 0) :][:1]
        )

    def _point(self, offset: int) -> int:
        if offset == self.length:
            # The end of the text belongs to its last piece, not to whatever follows in the file.
            return self.pieces[-1].file_end
        piece = self.pieces[bisect_right(self._starts, offset) - 1]
        return piece.file_start + (offset - piece.text_start if piece.linear else 0)
