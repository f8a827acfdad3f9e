"""How likely it is that some sentences of the source became some of the target: a logarithm, against chance."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from math import inf, log

from audit.analysis.alignment.evidence import Evidence
from audit.analysis.alignment.lengths import Lengths, length_of
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.language.end_marks import MarkKind, mark_kinds
from audit.language.profile import LanguageProfile

# Sentences of the source, sentences of the target, and how usual that is.
SHAPES = (
    (1, 2, log(0.022)),
    (2, 1, log(0.022)),
    (2, 2, log(0.002)),
    (1, 3, log(0.003)),
    (3, 1, log(0.003)),
    (2, 3, log(0.0005)),
    (3, 2, log(0.0005)),
    (1, 4, log(0.0007)),
    (4, 1, log(0.0007)),
)
ONE_TO_ONE = log(0.9)
WHOLE_BLOCKS = log(0.0003)
LONGEST, MOST_IN_BLOCK = 4, 30
LEFT_OUT = log(0.032)  # the first sentence of a stretch that has nothing on the other side …
LEFT_OUT_TOO = log(0.25)  # … and those that follow it in the same block …
NEXT_BLOCK = log(0.2)  # … or begin the next one
PART_OF_BLOCK = -0.5  # a part of a block is left out less often than all of it
SAME_KIND, OTHER_KIND = 0.95, -3.0
NEARBY = 0.4
OTHER_DETAIL = -1.0
BOTH_EDGES, ONE_EDGE = 0.15, -1.0
UNLIKE = 2.5  # times as long or short as expected: several sentences are not
SIGNS_ALONE = -2.5
ACROSS = -3.0  # sentences of two blocks became one
OTHER_MARK = -0.8
TELLING = {None: 0.4, MarkKind.QUESTION: 1.2, MarkKind.EXCLAMATION: 0.8, MarkKind.COLON: 0.9}
SAME_MARK = 0.1
SAME_TEXT = 1.5
FEWEST, FEWEST_OF_MANY = -9.0, -9.0  # a bead that scores less is not looked at
SIMILAR = 6.0  # what a model's similarity of 1 is worth against one of 0

Similarity = Callable[[Sequence[str], Sequence[str]], float]


class Costs:
    """Scores of beads of one pair of documents."""

    def __init__(
        self,
        source: Sequence[Piece],
        target: Sequence[Piece],
        evidence: Evidence,
        lengths: Lengths,
        source_language: LanguageProfile | None,
        target_language: LanguageProfile | None,
        similarity: Similarity | None = None,
    ) -> None:
        self.source, self.target, self._evidence, self._fit = source, target, evidence, lengths.fit
        self._similarity = similarity
        self._longest, self._shortest = lengths.ratio * UNLIKE, lengths.ratio / UNLIKE
        self._theirs = _Side(source, evidence.source, evidence.lack_source, source_language)
        self._mine = _Side(target, evidence.target, evidence.lack_target, target_language)
        kinds = Counter(piece.kind.name for piece in (*source, *target))
        total = len(source) + len(target)
        # What stands side by side is of one kind more often than chance has it.
        self._same_kind = {
            kind: NEARBY * log(SAME_KIND * total / count) if count < total else 0.0
            for kind, count in kinds.items()
        }
        self.anchors = evidence.source, evidence.target
        self.all_anchors = evidence.everything
        self.worth = evidence.worth
        self.left_out = _left_out(source)
        self.added = _left_out(target)

    def one(self, i: int, j: int) -> float:
        """The score of a pair of sentences."""
        theirs, mine = self._theirs, self._mine
        one, other = theirs.kinds[i], mine.kinds[j]
        if one == other:
            score = ONE_TO_ONE + self._same_kind[one]
            if theirs.details[i] != mine.details[j]:
                score += OTHER_DETAIL
        elif one in SILENT or other in SILENT:
            return -inf
        else:
            score = ONE_TO_ONE + OTHER_KIND
        if one not in SILENT:
            score += self._fit(theirs.lengths[i], mine.lengths[j])
        both = theirs.anchors[i] & mine.anchors[j]
        if both:
            worth = self._evidence.worth
            for token in both:
                score += worth[token]
        score -= theirs.lacks[i] + mine.lacks[j]
        score += _edges(theirs.first[i], mine.first[j]) + _edges(theirs.last[i], mine.last[j])
        score += TELLING.get(theirs.marks[i], SAME_MARK) if theirs.marks[i] is mine.marks[j] else OTHER_MARK
        if self.source[i].text == self.target[j].text:
            score += SAME_TEXT
        if self._similarity is not None and one not in SILENT:
            score += SIMILAR * (self._similarity((self.source[i].text,), (self.target[j].text,)) - 0.5)
        return score

    def shapes(self, i: int, j: int, roughly: bool) -> Sequence[tuple[int, int, float]]:
        """Beads of several sentences that may begin at a place; `roughly`: the usual ones only.

        Two blocks may belong together as wholes, however they are cut: some languages hardly mark sentences.
        """
        most, own_most = self._theirs.joinable[i], self._mine.joinable[j]
        shapes = _shapes(min(most, 2), min(own_most, 2), True) if roughly else _shapes(most, own_most, False)
        a, b = self._theirs.blocks[i], self._mine.blocks[j]
        if not a or not b or max(a, b) <= LONGEST or max(a, b) > MOST_IN_BLOCK:
            return shapes
        return (*shapes, (a, b, WHOLE_BLOCKS))

    def some(self, i: int, a: int, j: int, b: int, usual: float, whole: bool = False) -> float:
        """The score of several sentences of the one side or of both; -inf for what nobody would think of.

        `whole`: they are whole blocks, or to be taken so.
        """
        theirs, mine = self._theirs, self._mine
        score = usual
        if not whole and usual != WHOLE_BLOCKS:
            score += theirs.joins[a][i] + mine.joins[b][j]
        if score < FEWEST_OF_MANY:
            return -inf
        one, other = theirs.kinds[i], mine.kinds[j]
        score += self._same_kind[one] if one == other else OTHER_KIND
        score += _edges(theirs.first[i], mine.first[j]) + _edges(theirs.last[i + a - 1], mine.last[j + b - 1])
        long, own_long = theirs.sums[i + a] - theirs.sums[i], mine.sums[j + b] - mine.sums[j]
        if own_long > self._longest * long or own_long < self._shortest * long:
            return -inf
        score += self._fit(long, own_long)
        if score < FEWEST_OF_MANY:
            return -inf  # anchors that say so much are in one of the pairs already
        score += self._evidence.shared(theirs.anchors[i : i + a], mine.anchors[j : j + b])
        score -= sum(theirs.lacks[i : i + a]) + sum(mine.lacks[j : j + b])
        score += _wordless(theirs, i, a, mine, j, b) + _wordless(mine, j, b, theirs, i, a)
        one_mark, other_mark = theirs.marks[i + a - 1], mine.marks[j + b - 1]
        score += TELLING.get(one_mark, SAME_MARK) if one_mark is other_mark else OTHER_MARK
        if self._similarity is not None:
            texts = (
                [piece.text for piece in self.source[i : i + a]],
                [piece.text for piece in self.target[j : j + b]],
            )
            score += SIMILAR * (self._similarity(*texts) - 0.5)
        return score


@cache
def _shapes(most: int, own_most: int, roughly: bool) -> tuple[tuple[int, int, float], ...]:
    """The shapes of at most so many sentences."""
    return tuple(
        shape
        for shape in SHAPES
        if shape[0] <= most and shape[1] <= own_most and not (roughly and shape[0] == shape[1])
    )


class _Side:
    """What is asked of the sentences of one side, one list for each question."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        anchors: Sequence[frozenset[str]],
        lacks: Sequence[float],
        language: LanguageProfile | None,
    ) -> None:
        self.kinds = [piece.kind.name for piece in pieces]
        self.details = [piece.kind.detail for piece in pieces]
        self.first = [piece.first for piece in pieces]
        self.last = [piece.last for piece in pieces]
        self.lengths = [length_of(piece.text) for piece in pieces]
        self.sums = list(accumulate(self.lengths, initial=0.0))
        self.marks = [_mark(piece, language) for piece in pieces]
        self.anchors, self.lacks = anchors, lacks
        self.wordless = [not any(map(str.isalnum, piece.text)) for piece in pieces]
        self.blocks = _in_blocks(pieces)
        self.joins = [_joins(pieces, count) for count in range(LONGEST + 1)]
        self.joinable = [
            max(
                count
                for count in range(1, LONGEST + 1)
                if count == 1 or self.joins[count][place] >= 2 * ACROSS
            )
            for place in range(len(pieces))
        ]


def _wordless(side: _Side, start: int, count: int, other: _Side, begin: int, number: int) -> float:
    """What it costs to take a picture or a row of signs together with the words beside it, where the other side has none."""
    cost = 0.0
    for place in range(start, start + count):
        if side.wordless[place] and all(
            side.anchors[place].isdisjoint(other.anchors[there]) for there in range(begin, begin + number)
        ):
            cost += SIGNS_ALONE
    return cost


def _joins(pieces: Sequence[Piece], count: int) -> list[float]:
    """What it costs to take `count` sentences from each place on as one."""
    found = []
    for place in range(len(pieces)):
        cost = 0.0
        for following in pieces[place + 1 : place + count]:
            if following.first:
                cost += ACROSS
                if following.kind.name != pieces[place].kind.name:
                    cost = -inf
        if place + count > len(pieces) or (count > 1 and pieces[place].kind.name in SILENT):
            cost = -inf
        found.append(cost)
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


def _left_out(side: Sequence[Piece]) -> list[tuple[float, float]]:
    """For each sentence the score of having nothing on the other side, and that where the one before it has nothing."""
    return [
        (LEFT_OUT, NEXT_BLOCK) if piece.first else (LEFT_OUT + PART_OF_BLOCK, LEFT_OUT_TOO) for piece in side
    ]


def _edges(one: bool, other: bool) -> float:
    """What it says that a bead begins or ends where a block does."""
    if one != other:
        return ONE_EDGE
    return BOTH_EDGES if one else 0.0


def _mark(piece: Piece, language: LanguageProfile | None) -> MarkKind | None:
    """What the last mark of a sentence says, behind what closes."""
    text = piece.text.rstrip("\"'”’»)]*_」』 \u00a0")
    return mark_kinds(language.tag if language is not None else "any").get(text[-1:])
