"""How likely it is that some sentences of the source became some of the target: a logarithm, against chance."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from audit.analysis.alignment.evidence import Evidence
from audit.analysis.alignment.lengths import Lengths, length_of
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.language.end_marks import MarkKind, mark_kinds
from audit.language.profile import LanguageProfile

# Sentences of the source, sentences of the target, and how usual that is.
SHAPES = (
    (1, 1, log(0.9)),
    (1, 2, log(0.03)),
    (2, 1, log(0.03)),
    (2, 2, log(0.002)),
    (1, 3, log(0.003)),
    (3, 1, log(0.003)),
    (2, 3, log(0.0005)),
    (3, 2, log(0.0005)),
    (1, 4, log(0.0007)),
    (4, 1, log(0.0007)),
)
LEFT_OUT = log(0.012)  # the first sentence of a stretch that has nothing on the other side …
LEFT_OUT_TOO = log(0.25)  # … and those that follow it in the same block …
NEXT_BLOCK = log(0.2)  # … or begin the next one
PART_OF_BLOCK = -0.7  # a part of a block is left out less often than all of it
SAME_KIND, OTHER_KIND, NEVER = 0.95, -3.0, -12.0
OTHER_DETAIL = -1.0
BOTH_EDGES, ONE_EDGE = 0.35, -1.6
ACROSS = -3.0  # sentences of two blocks became one
SAME_MARK, OTHER_MARK = 0.4, -0.8
TELLING = {MarkKind.QUESTION: 1.2, MarkKind.EXCLAMATION: 0.8, MarkKind.COLON: 0.9}
SAME_TEXT = 1.5
FEWEST = -9.0  # a bead that scores less is not looked at
UNLIKELY = -7.0  # nor are lengths that fit so badly
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
        self.source, self.target, self.evidence, self._fit = source, target, evidence, lengths.fit
        self.similarity = similarity
        self.lengths = [length_of(piece.text) for piece in source]
        self.own_lengths = [length_of(piece.text) for piece in target]
        self._marks = [_mark(piece, source_language) for piece in source]
        self._own_marks = [_mark(piece, target_language) for piece in target]
        kinds = Counter(piece.kind.name for piece in (*source, *target))
        total = len(source) + len(target)
        self._same_kind = {kind: log(SAME_KIND * total / count) for kind, count in kinds.items()}
        self._pairs: dict[tuple[int, int], float] = {}

    def bead(self, i: int, a: int, j: int, b: int) -> float:
        """The score of the bead of `a` sentences from `i` on and `b` from `j` on, without how usual its shape is."""
        kinds = self._kinds(i, a, j, b)
        if kinds <= NEVER:
            return kinds
        source, target = self.source, self.target
        silent = source[i].kind.name in SILENT
        if a == b == 1:
            lengths = self.lengths[i], self.own_lengths[j]
        else:
            lengths = sum(self.lengths[i : i + a]), sum(self.own_lengths[j : j + b])
        score = kinds
        if not silent:
            score += self._fit(*lengths)
            if score < UNLIKELY:
                return score
        score += self._anchors(i, a, j, b)
        starts = source[i].first, target[j].first
        ends = source[i + a - 1].last, target[j + b - 1].last
        for one, other in (starts, ends):
            if one and other:
                score += BOTH_EDGES
            elif one or other:
                score += ONE_EDGE
        one_mark, other_mark = self._marks[i + a - 1], self._own_marks[j + b - 1]
        if one_mark is other_mark:
            score += SAME_MARK if one_mark is None else TELLING.get(one_mark, 0.1)
        else:
            score += OTHER_MARK
        if a == b == 1 and source[i].text == target[j].text:
            score += SAME_TEXT
        if self.similarity is not None and not silent:
            texts = [piece.text for piece in source[i : i + a]], [piece.text for piece in target[j : j + b]]
            score += SIMILAR * (self.similarity(*texts) - 0.5)
        return score

    def _anchors(self, i: int, a: int, j: int, b: int) -> float:
        evidence = self.evidence
        if a == b == 1:
            both = evidence.source[i] & evidence.target[j]
            found = sum(map(evidence.worth.__getitem__, both)) if both else 0.0
            return found - evidence.lack_source[i] - evidence.lack_target[j]
        found = evidence.shared(evidence.source[i : i + a], evidence.target[j : j + b])
        return found - sum(evidence.lack_source[i : i + a]) - sum(evidence.lack_target[j : j + b])

    def _kinds(self, i: int, a: int, j: int, b: int) -> float:
        one, other = self.source[i].kind, self.target[j].kind
        if one.name == other.name:
            score = self._same_kind[one.name] + (OTHER_DETAIL if one.detail != other.detail else 0.0)
        elif one.name in SILENT or other.name in SILENT:
            return NEVER
        else:
            score = OTHER_KIND
        for side, start, count in ((self.source, i, a), (self.target, j, b)):
            for place in range(start + 1, start + count):
                if side[place].first:
                    if side[place].kind.name != side[start].kind.name or side[start].kind.name in SILENT:
                        return NEVER
                    score += ACROSS
        return score

    def left_out(self, side: Sequence[Piece], place: int, goes_on: bool) -> float:
        """The score of a sentence without anything on the other side; `goes_on`: so was the one before it."""
        piece = side[place]
        if not goes_on:
            return LEFT_OUT + (0.0 if piece.first else PART_OF_BLOCK)
        return NEXT_BLOCK if piece.first else LEFT_OUT_TOO


def _mark(piece: Piece, language: LanguageProfile | None) -> MarkKind | None:
    """What the last mark of a sentence says, behind what closes."""
    text = piece.text.rstrip("\"'”’»)]*_」』 \u00a0")
    return mark_kinds(language.tag if language is not None else "any").get(text[-1:])
