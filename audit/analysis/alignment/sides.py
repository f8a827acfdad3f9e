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
    anchors: frozenset[str]
    is_wordless: bool  # some of it is


class Side:
    """The sentences of one side. `looks` numbers what is in `numbers`, which both sides share."""

    def __init__(
        self, pieces: Sequence[Piece], language: LanguageProfile | None, numbers: dict[Look, int]
    ) -> None:
        self.pieces, self.numbers = pieces, numbers
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

    def with_anchors(self, anchors: Sequence[tuple[str, ...]], lacks: Sequence[float]) -> "Side":
        """The same side with its anchors, and what each sentence costs where none of them is found."""
        found = copy(self)
        found.anchors, found.lacks, found._groups = anchors, lacks, {}
        return found

    def group(self, place: int, count: int) -> Group:
        """Some sentences from a place on."""
        found = self._groups.get((place, count))
        if found is None:
            end = place + count
            length = self.sums[end] - self.sums[place]
            one, other = self.pieces[place], self.pieces[end - 1]
            found = self._groups[place, count] = Group(
                self._number(Look(one.kind.name, "", one.first, other.last, self.marks[end - 1])),
                length,
                log(length),
                self.joins[count][place] if count <= LONGEST else 0.0,
                sum(self.lacks[place:end]),
                frozenset().union(*self.anchors[place:end]),
                not self.wordless.isdisjoint(range(place, end)),
            )
        return found

    def forget(self) -> None:
        """Let go of what was only remembered for a part of the table."""
        self._groups.clear()

    def _number(self, look: Look) -> int:
        return self.numbers.setdefault(look, len(self.numbers))


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
