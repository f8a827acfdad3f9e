"""How likely it is that some sentences of the source became some of the target: a logarithm, against chance."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from math import inf, log

from audit.analysis.alignment.evidence import Evidence
from audit.analysis.alignment.lengths import Lengths
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.settled import Settled
from audit.analysis.alignment.sides import LONGEST, Look, Side, look_of_group
from audit.language.end_marks import MarkKind

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
MOST_IN_BLOCK = 30
LEFT_OUT = log(0.032)  # the first sentence of a stretch that has nothing on the other side …
LEFT_OUT_TOO = log(0.25)  # … and those that follow it in the same block …
NEXT_BLOCK = log(0.2)  # … or begin the next one
REPLACED = 1.0  # for the first that was added where something was left out
PART_OF_BLOCK = -0.5  # a part of a block is left out less often than all of it
SAME_KIND, OTHER_KIND = 0.95, -3.0
NEARBY = 0.4
OTHER_DETAIL = -1.0
BOTH_EDGES, ONE_EDGE = 0.15, -1.0
UNLIKE = 2.5  # times as long or short as expected: several sentences are not …
RARE, UNLIKE_OF_RARE = log(0.01), 2.0  # … and beads that are so rare are so less often
SIGNS_ALONE = -2.5
OTHER_MARK = -0.8
TELLING = {None: 0.4, MarkKind.QUESTION: 1.2, MarkKind.EXCLAMATION: 0.8, MarkKind.COLON: 0.9}
SAME_MARK = 0.1
SAME_TEXT = 1.5
FEWEST = -9.0  # a bead that scores less is not looked at
SIMILAR = 6.0  # what a model's similarity of 1 is worth against one of 0

Similarity = Callable[[Sequence[str], Sequence[str]], float]
Edge = tuple[int, int, float]


class Costs:
    """Scores of beads of one pair of documents."""

    def __init__(
        self,
        theirs: Side,
        mine: Side,
        evidence: Evidence,
        lengths: Lengths,
        similarity: Similarity | None = None,
    ) -> None:
        source, target = theirs.pieces, mine.pieces
        self.source, self.target = source, target
        self._lengths, self._similarity = lengths, similarity
        self._longest, self._shortest = lengths.ratio * UNLIKE, lengths.ratio / UNLIKE
        self._theirs = theirs.with_anchors(evidence.source, evidence.lack_source)
        self._mine = mine.with_anchors(evidence.target, evidence.lack_target)
        kinds = Counter(piece.kind.name for piece in (*source, *target))
        total = len(source) + len(target)
        # What stands side by side is of one kind more often than chance has it.
        self._same_kind = {
            kind: NEARBY * log(SAME_KIND * total / count) if count < total else 0.0
            for kind, count in kinds.items()
        }
        self._by_looks: dict[int, dict[int, float]] = defaultdict(dict)
        self._of_groups: dict[int, dict[int, float]] = defaultdict(dict)
        self._my_texts = [piece.text for piece in target]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, tokens in enumerate(evidence.target):
            for token in tokens:
                self._places[token].append(place)
        self.anchors = evidence.source, evidence.target
        self.all_anchors = evidence.everything
        self.worth = evidence.worth
        self.left_out = _left_out(source)
        self.added = _left_out(target)

    def one(self, i: int, j: int) -> float:
        """The score of a pair of sentences."""
        return self.ones(i, j, j + 1)[0]

    def ones(self, i: int, start: int, end: int) -> list[float]:
        """The scores of a sentence of the source with each of some in a row of the target."""
        mine = self._mine
        silent = self.source[i].kind.name in SILENT
        by_looks = self._by_looks[self._theirs.looks[i]]
        fit = self._lengths.fit_of(self._theirs.lengths[i])
        lack, text = self._theirs.lacks[i], self.source[i].text
        found = []
        for look, length, logarithm, own_lack, own_text in zip(
            mine.looks[start:end],
            mine.lengths[start:end],
            mine.logs[start:end],
            mine.lacks[start:end],
            self._my_texts[start:end],
            strict=True,
        ):
            score = by_looks.get(look)
            if score is None:
                score = by_looks[look] = self._of_looks(self._theirs.looks[i], look)
            if score > -inf:
                score -= lack + own_lack
                if not silent:
                    score += fit(length, logarithm)
                if own_text == text:
                    score += SAME_TEXT
            found.append(score)
        worth, places = self.worth, self._places
        for token in self._theirs.anchors[i]:
            others = places.get(token)
            if others is not None:
                value = worth[token]
                for number in range(bisect_left(others, start) if others[0] < start else 0, len(others)):
                    if others[number] >= end:
                        break
                    found[others[number] - start] += value
        if self._similarity is not None and not silent:
            for j in range(start, end):
                if found[j - start] > -inf:
                    alike = self._similarity((text,), (self.target[j].text,))
                    found[j - start] += SIMILAR * (alike - 0.5)
        return found

    def _of_looks(self, one: int, other: int) -> float:
        """What the looks of two sentences say."""
        looks = list(self._theirs.numbers)
        look, own = looks[one], looks[other]
        score = ONE_TO_ONE
        if look.kind == own.kind:
            score += self._same_kind[look.kind]
            if look.detail != own.detail:
                score += OTHER_DETAIL
        elif look.kind in SILENT or own.kind in SILENT:
            return -inf
        else:
            score += OTHER_KIND
        return score + _edges(look.first, own.first) + _edges(look.last, own.last) + _marks(look, own)

    def _of_group_looks(self, one: int, other: int) -> float:
        """What the looks of two groups of sentences say."""
        kinds = self._theirs.kinds
        look, own = look_of_group(one, kinds), look_of_group(other, kinds)
        score = self._same_kind[look.kind] if look.kind == own.kind else OTHER_KIND
        return score + _edges(look.first, own.first) + _edges(look.last, own.last) + _marks(look, own)

    def several(
        self, i: int, start: int, end: int, bottom: int, high: Sequence[int], roughly: bool, settled: Settled
    ) -> list[tuple[int, Edge]]:
        """Beads of several sentences that begin at a sentence of the source and at one of some of the target, and where.

        They end at the row `bottom` at most, within `high[n]` behind `n` sentences. `roughly`: the usual ones only. Two
        blocks may belong together as wholes, however they are cut: some languages hardly mark sentences. What takes a
        settled pair apart, or holds nothing but such, is not looked at.
        """
        theirs, mine = self._theirs, self._mine
        end = min(end, len(self.target))
        most = min(theirs.joinable[i], 2) if roughly else theirs.joinable[i]
        block = theirs.blocks[i]
        whole = bool(block) and i + block <= bottom
        if settled.leaves_nothing(i, start, end):
            most = 0
        if not most and not whole:
            return []
        joinable, blocks = mine.joinable, mine.blocks
        sums, own_sums = theirs.sums, mine.sums
        ratio, before = self._lengths.ratio, sums[i]
        their_joins, joins = [join[i] for join in theirs.joins], mine.joins
        found = []
        first, last = settled.reach(i, start, end)
        for j in range(start, end):
            if most and first <= j <= last:
                own_most = min(joinable[j], 2) if roughly else joinable[j]
                own_before = own_sums[j]
                for a, b, usual in _shapes(most, own_most, roughly):
                    if i + a > bottom or j + b > high[i + a]:
                        continue
                    if usual + their_joins[a] + joins[b][j] < FEWEST or not settled.allows(i, a, j, b):
                        continue
                    long, own_long = (sums[i + a] - before) * ratio, own_sums[j + b] - own_before
                    unlike = UNLIKE if usual > RARE else UNLIKE_OF_RARE
                    if own_long <= unlike * long and long <= unlike * own_long:
                        score = self.some(i, a, j, b, usual)
                        if score > FEWEST:
                            found.append((j, (a, b, score)))
            own_block = blocks[j]
            if (
                whole
                and own_block
                and LONGEST < max(block, own_block) <= MOST_IN_BLOCK
                and j + own_block <= high[i + block]
                and settled.allows(i, block, j, own_block)
            ):
                score = self.some(i, block, j, own_block, WHOLE_BLOCKS, whole=True)
                if score > FEWEST:
                    found.append((j, (block, own_block, score)))
        return found

    def some(self, i: int, a: int, j: int, b: int, usual: float, whole: bool = False) -> float:
        """The score of several sentences of the one side or of both; -inf for what nobody would think of.

        `whole`: they are whole blocks, or to be taken so.
        """
        theirs, mine = self._theirs.group(i, a), self._mine.group(j, b)
        if not self._shortest * theirs.length <= mine.length <= self._longest * theirs.length:
            return -inf
        score = usual
        if not whole:
            score += theirs.join + mine.join
            if score < FEWEST:
                return -inf
        by_looks = self._of_groups[theirs.look]
        looks = by_looks.get(mine.look)
        if looks is None:
            looks = by_looks[mine.look] = self._of_group_looks(theirs.look, mine.look)
        score += looks + self._lengths.fit_of(theirs.length)(mine.length, mine.logarithm)
        if score < FEWEST:
            return -inf  # anchors that say so much are in one of the pairs already
        anchors, own_anchors = self._theirs.together(i, a), self._mine.together(j, b)
        both = anchors & own_anchors
        if both:
            score += sum(sorted(map(self.worth.__getitem__, both)))
        score -= theirs.lack + mine.lack
        if theirs.is_wordless:
            score += _wordless(self._theirs, i, a, own_anchors)
        if mine.is_wordless:
            score += _wordless(self._mine, j, b, anchors)
        if self._similarity is not None:
            texts = (
                [piece.text for piece in self.source[i : i + a]],
                [piece.text for piece in self.target[j : j + b]],
            )
            score += SIMILAR * (self._similarity(*texts) - 0.5)
        return score

    def shared(self, i: int, a: int, j: int, b: int) -> float:
        """What the anchors are worth that some sentences of both sides share."""
        theirs, mine = self._theirs.anchors, self._mine.anchors
        own = set(mine[j]) if b == 1 else set().union(*mine[j : j + b])
        tokens = theirs[i] if a == 1 else set().union(*theirs[i : i + a])
        return sum([self.worth[token] for token in tokens if token in own])

    def forget(self) -> None:
        """Let go of what was only remembered for a part of the table."""
        self._theirs.forget()
        self._mine.forget()


@cache
def _shapes(most: int, own_most: int, roughly: bool) -> tuple[Edge, ...]:
    """The shapes of at most so many sentences."""
    return tuple(
        shape
        for shape in SHAPES
        if shape[0] <= most and shape[1] <= own_most and not (roughly and shape[0] == shape[1])
    )


def _wordless(side: Side, start: int, count: int, others: frozenset[str]) -> float:
    """What it costs to take a picture or a row of signs together with the words beside it, where the other side has none."""
    return SIGNS_ALONE * sum(
        place in side.wordless and others.isdisjoint(side.anchors[place])
        for place in range(start, start + count)
    )


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


def _marks(one: Look, other: Look) -> float:
    """What the marks at the end of a bead say."""
    return TELLING.get(one.mark, SAME_MARK) if one.mark is other.mark else OTHER_MARK
