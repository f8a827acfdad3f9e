"""Edits on one text: putting them in, following places through them, adding several rounds up."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import accumulate

from audit.model.fix import Edit, Fix
from audit.model.span import Span


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made. They are sorted and do not overlap."""
    parts, place = [], 0
    for edit in edits:
        parts += [text[place : edit.start], edit.replacement]
        place = edit.end
    return "".join([*parts, text[place:]])


def undone(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits of the new text that give `text` back."""
    shift = Shift(edits)
    spans = ((edit, shift.span(edit.start, edit.end)) for edit in edits)
    return tuple(Edit(span.start, span.end, text[edit.start : edit.end]) for edit, span in spans)


class Shift:
    """Where places of a text come to stand once sorted edits are made, in code points."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._moved = [0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in edits)]

    def span(self, start: int, end: int) -> Span:
        """The stretch after the edits; a border inside an edit moves to that edit's border."""
        number = bisect_right(self._starts, start)
        left = start + self._moved[number]
        if number and start < self._edits[number - 1].end:
            left = self._edits[number - 1].start + self._moved[number - 1]
        number = bisect_left(self._starts, end)
        right = end + self._moved[number]
        if number and end < self._edits[number - 1].end:
            edit = self._edits[number - 1]
            right = edit.start + self._moved[number - 1] + len(edit.replacement)
        return Span(left, max(left, right))


class Territory:
    """Stretches of a text that edits have taken. Edits that touch count as overlapping: which of two
    insertions at one place comes first would be a guess."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def free(self, fix: Fix) -> bool:
        """True when no edit of the fix overlaps or touches one that was taken."""
        for edit in fix.edits:
            place = bisect_right(self._taken, (edit.end, edit.end))
            if place < len(self._taken) and self._taken[place][0] <= edit.end:
                return False
            if place and self._taken[place - 1][1] >= edit.start:
                return False
        return True

    def take(self, fix: Fix) -> None:
        """From now on these stretches are taken."""
        for edit in fix.edits:
            insort(self._taken, (edit.start, edit.end))


Piece = tuple[int, int] | str  # a stretch kept from the original, or new text


class Patchwork:
    """A text that is edited in rounds, and which of it is still the original."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self._pieces: list[Piece] = [(0, len(text))]

    def apply(self, edits: Sequence[Edit]) -> None:
        """One more round: sorted edits that do not overlap, in places of the text as it is now."""
        self.text = apply_edits(self.text, edits)
        old, pieces, at = _Pieces(self._pieces), list[Piece](), 0
        for edit in edits:
            pieces += old.next(edit.start - at)
            old.next(edit.end - edit.start)
            pieces.append(edit.replacement)
            at = edit.end
        self._pieces = [*pieces, *old.rest()]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All rounds as one: sorted edits of the original, none of which writes what stood there."""
        edits, at, new = [], 0, ""
        length = len(self.original)
        for piece in [*self._pieces, (length, length)]:
            if isinstance(piece, str):
                new += piece
                continue
            if new != self.original[at : piece[0]]:
                edits.append(Edit(at, piece[0], new))
            at, new = piece[1], ""
        return tuple(edits)


class _Pieces:
    """Hands pieces out from the front, cutting the last one where needed."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._left = list(pieces)[::-1]

    def next(self, length: int) -> list[Piece]:
        """Pieces of `length` code points together."""
        taken = []
        while length and self._left:
            piece = self._left.pop()
            size = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
            if size > length:
                self._left.append(_cut(piece, length, size))
                piece, size = _cut(piece, 0, length), length
            taken.append(piece)
            length -= size
        return taken

    def rest(self) -> list[Piece]:
        """All that is left."""
        return self._left[::-1]


def _cut(piece: Piece, start: int, end: int) -> Piece:
    return piece[start:end] if isinstance(piece, str) else (piece[0] + start, piece[0] + end)
