"""What is asked of the sentences of one side while beads are scored: one list for each question."""

from collections.abc import Mapping, Sequence
from copy import copy
from itertools import accumulate
from math import inf, log
from typing import NamedTuple

from audit.analysis.alignment.lengths import length_of
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.language.end_marks import MarkKind, mark_kinds
from audit.language.profile import LanguageProfile

LONGEST = 4  # sentences of a bead on one side
ACROSS = -3.0  # sentences of two blocks became one
MOST_ACROSS = 2  # of these in a bead


MARKS = (None, *MarkKind)


class Look(NamedTuple):
    """What sentences are apart from their length and their anchors: many have the same."""

    kind: str
    detail: str
    first: bool
    last: bool
    mark: MarkKind | None


class Group(NamedTuple):
    """Some sentences in a row.

    `join` is what it costs to take them as one, `lack` what it costs where none of their anchors is found.
    """

    look: int
    length: float
    logarithm: float
    join: float
    lack: float
    is_wordless: bool  # some of it is


class Side:
    """The sentences of one side. `looks` numbers what is in `numbers`; both sides share it, and `kinds`."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        language: LanguageProfile | None,
        numbers: dict[Look, int],
        kinds: list[str],
    ) -> None:
        self.pieces, self.numbers, self.kinds = pieces, numbers, kinds
        marks = mark_kinds(language.tag if language is not None else "any")
        self.marks = [_mark(piece, marks) for piece in pieces]
        self.looks = [
            self._number(Look(*piece.kind, piece.first, piece.last, mark))
            for piece, mark in zip(pieces, self.marks, strict=True)
        ]
        self.lengths = [length_of(piece.text) for piece in pieces]
        self.logs = list(map(log, self.lengths))
        self.sums = list(accumulate(self.lengths, initial=0.0))
        self.anchors: Sequence[tuple[str, ...]] = [()] * len(pieces)
        self.lacks: Sequence[float] = [0.0] * len(pieces)
        self.wordless = {place for place, piece in enumerate(pieces) if not any(map(str.isalnum, piece.text))}
        self.blocks = _in_blocks(pieces)
        self.joins = _joins(pieces)
        self.joinable = [
            max(
                count
                for count in range(1, LONGEST + 1)
                if count == 1 or self.joins[count][place] >= MOST_ACROSS * ACROSS
            )
            for place in range(len(pieces))
        ]
        self._groups: dict[tuple[int, int], Group] = {}
        self._together: dict[tuple[int, int], frozenset[str]] = {}
        self._starts, self._ends = _looks_of_ends(pieces, self.marks, kinds)

    def with_anchors(self, anchors: Sequence[tuple[str, ...]], lacks: Sequence[float]) -> "Side":
        """The same side with its anchors, and what each sentence costs where none of them is found."""
        found = copy(self)
        found.anchors, found.lacks, found._groups = anchors, lacks, {}
        found._together = {}
        return found

    def group(self, place: int, count: int) -> Group:
        """Some sentences from a place on."""
        found = self._groups.get((place, count))
        if found is None:
            end = place + count
            length = self.sums[end] - self.sums[place]
            found = self._groups[place, count] = Group(
                self._starts[place] | self._ends[end - 1],
                length,
                log(length),
                self.joins[count][place] if count <= LONGEST else 0.0,
                sum(self.lacks[place:end]),
                not self.wordless.isdisjoint(range(place, end)),
            )
        return found

    def together(self, place: int, count: int) -> frozenset[str]:
        """The anchors of some sentences."""
        found = self._together.get((place, count))
        if found is None:
            found = frozenset().union(*self.anchors[place : place + count])
            self._together[place, count] = found
        return found

    def forget(self) -> None:
        """Let go of what was only remembered for a part of the table."""
        self._groups.clear()
        self._together.clear()

    def _number(self, look: Look) -> int:
        return self.numbers.setdefault(look, len(self.numbers))


def _looks_of_ends(
    pieces: Sequence[Piece], marks: Sequence[MarkKind | None], kinds: list[str]
) -> tuple[list[int], list[int]]:
    """What each sentence adds to the look of a group that it begins, and to that of one that it ends."""
    numbers = {kind: number for number, kind in enumerate(kinds)}
    starts = []
    for piece in pieces:
        kind = piece.kind.name
        if kind not in numbers:
            numbers[kind] = len(kinds)
            kinds.append(kind)
        starts.append(numbers[kind] << 6 | piece.first << 5)
    ends = [
        piece.last << 4 | (0 if mark is None else MARKS.index(mark))
        for piece, mark in zip(pieces, marks, strict=True)
    ]
    return starts, ends


def look_of_group(number: int, kinds: Sequence[str]) -> Look:
    """What a group looks like that has this number."""
    return Look(kinds[number >> 6], "", bool(number & 32), bool(number & 16), MARKS[number & 15])


def _joins(pieces: Sequence[Piece]) -> list[list[float]]:
    size = len(pieces)
    found = [[0.0] * size for _ in range(LONGEST + 1)]
    for place, piece in enumerate(pieces):
        cost = -inf if piece.kind.name in SILENT else 0.0
        for count in range(2, LONGEST + 1):
            number = place + count - 1
            if number >= size:
                cost = -inf
            elif cost > -inf and pieces[number].first:
                cost = cost + ACROSS if pieces[number].kind.name == piece.kind.name else -inf
            found[count][place] = cost
    return found


def _in_blocks(pieces: Sequence[Piece]) -> list[int]:
    """How many sentences the block has that begins at each place; 0 where none begins, or one of code."""
    found = [0] * len(pieces)
    count = 0
    for place in range(len(pieces) - 1, -1, -1):
        count += 1
        if pieces[place].first:
            found[place] = 0 if pieces[place].kind.name in SILENT else count
            count = 0
    return found


def _mark(piece: Piece, marks: Mapping[str, MarkKind]) -> MarkKind | None:
    """What the last mark of a sentence says, behind what closes."""
    return marks.get(piece.text.rstrip("\"'”’»)]*_」』 \u00a0")[-1:])
