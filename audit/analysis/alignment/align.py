"""The front of the room: two texts in, beads and blocks out."""

from collections.abc import Sequence

from audit.analysis.alignment.anchors import all_anchors
from audit.analysis.alignment.block_beads import block_beads
from audit.analysis.alignment.calibration import calibrated
from audit.analysis.alignment.costs import Costs, Similarity
from audit.analysis.alignment.evidence import Evidence
from audit.analysis.alignment.lengths import Lengths, first_ratio, learnt, length_of
from audit.analysis.alignment.lexicon import learnt_anchors
from audit.analysis.alignment.moved import with_moved
from audit.analysis.alignment.nouns import Alignment, Bead, Stretch
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece, pieces_of
from audit.analysis.alignment.programme import best_steps
from audit.analysis.alignment.sides import Look, Side
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.windows import along, first_window
from audit.language.profile import LanguageProfile
from audit.model.recent import Recent
from audit.model.segment import Segment

SURE = 2.0  # the score of pairs from which the ratio of lengths is learnt


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    source_language: LanguageProfile | None = None,
    target_language: LanguageProfile | None = None,
    *,
    source_file: str = "",
    target_file: str = "",
    similarity: Similarity | None = None,
) -> Alignment:
    """Which stretches of the target belong to which of the source. Never fails, whatever the texts.

    Both sides are segments in the order of their files; those of `page_parts` hold code and markup, which help much.
    The languages may be unknown. `source_file` and `target_file` are the decoded files the segments were read from:
    with them inline code and the levels of headings are seen. `similarity` says of two lists of sentences how much
    they mean the same, from 0 to 1.
    """
    theirs, anchors = _SOURCES.of(
        (source, source_language, source_file),
        sum([len(segment.text) for segment in source]),
        lambda: _cut_and_anchored(source, source_language, source_file),
    )
    mine = pieces_of(target, target_language, target_file)
    own_anchors = all_anchors(mine, target, target_file, target_language)
    evidence = Evidence(anchors, own_anchors)
    lengths = Lengths(first_ratio(theirs, mine, source_language, target_language))
    numbers: dict[Look, int] = {}
    kinds: list[str] = []
    sides = Side(theirs, source_language, numbers, kinds), Side(mine, target_language, numbers, kinds)
    costs = Costs(*sides, evidence, lengths, similarity)
    window = first_window(evidence, theirs, mine)
    steps = best_steps(costs, window, roughly=True)
    pairs = [
        (length_of(theirs[step.i].text), length_of(mine[step.j].text))
        for step in steps
        if step.a == step.b == 1
        and step.score >= SURE
        and theirs[step.i].kind.name not in SILENT
        and theirs[step.i].text != mine[step.j].text
    ]
    lengths = learnt(pairs, lengths)
    beads = [
        (range(step.i, step.i + step.a), range(step.j, step.j + step.b))
        for step in steps
        if step.a and step.b and step.score > 0
    ]
    evidence = evidence.with_learnt(*learnt_anchors(beads, theirs, mine, anchors, own_anchors))
    costs = Costs(*sides, evidence, lengths, similarity)
    steps = with_moved(best_steps(costs, along(steps, len(theirs), len(mine))), costs)
    steps = calibrated(steps, costs)
    return _alignment(steps, theirs, mine, lengths.ratio)


def _cut_and_anchored(
    segments: Sequence[Segment], language: LanguageProfile | None, file: str
) -> tuple[list[Piece], list[tuple[str, ...]]]:
    pieces = pieces_of(segments, language, file)
    return pieces, all_anchors(pieces, segments, file, language)


_SOURCES = Recent[tuple[list[Piece], list[tuple[str, ...]]]](4)


def _alignment(
    steps: Sequence[Step], source: Sequence[Piece], target: Sequence[Piece], ratio: float
) -> Alignment:
    blocks, numbers = block_beads(steps, source, target)
    beads = [
        Bead(
            tuple(place for piece in source[step.i : step.i + step.a] for place in piece.stretches),
            tuple(place for piece in target[step.j : step.j + step.b] for place in piece.stretches),
            step.sureness,
            number,
            step.moved,
            None if step.a else _place(source, step.i),
            None if step.b else _place(target, step.j),
        )
        for step, number in zip(steps, numbers, strict=True)
    ]
    return Alignment(tuple(beads), tuple(blocks), ratio)


def _place(side: Sequence[Piece], number: int) -> Stretch | None:
    """Where something would stand between two sentences of a side: behind the one before it."""
    if not side:
        return None
    if number == 0:
        first = side[0].stretch
        return Stretch(first.segment, first.start, first.start)
    before = side[number - 1].stretches[-1]
    return Stretch(before.segment, before.end, before.end)
