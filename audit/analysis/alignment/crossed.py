"""Sentences of a block whose figures only agree together: one of them went from a sentence to its neighbour."""

from collections import Counter
from collections.abc import Sequence

from audit.analysis.alignment.anchors import numbers_of
from audit.analysis.alignment.nouns import Bead, Stretch
from audit.analysis.alignment.one_sided import joined
from audit.analysis.alignment.page_parts import SILENT, PageParts

MOST = 4  # sentences of either side that are joined


def with_crossed_joined(beads: Sequence[Bead], source: PageParts, target: PageParts) -> list[Bead]:
    """The beads, those of one block joined whose figures agree together and not alone."""
    found: list[Bead] = []
    for bead in beads:
        # Nearly always the numbers of a pair agree, so that it is asked first.
        if not found or found[-1].block != bead.block:
            found.append(bead)
        elif _crossed(found[-1], bead, source, target):
            found[-1] = joined((found[-1], bead))
        else:
            found.append(bead)
    return found


def _crossed(one: Bead, other: Bead, source: PageParts, target: PageParts) -> bool:
    if one.block != other.block or not (one.source and one.target and other.source and other.target):
        return False
    if max(len(one.source + other.source), len(one.target + other.target)) > MOST:
        return False
    lacking, surplus = _differences(one, source, target)
    if not lacking and not surplus:
        return False
    other_lacking, other_surplus = _differences(other, source, target)
    return bool(lacking & other_surplus or surplus & other_lacking)


def _differences(bead: Bead, source: PageParts, target: PageParts) -> tuple[Counter[str], Counter[str]]:
    """The numbers that a target lacks, and those that its source lacks."""
    theirs, mine = _numbers(bead.source, source), _numbers(bead.target, target)
    return theirs - mine, mine - theirs


def _numbers(stretches: Sequence[Stretch], parts: PageParts) -> Counter[str]:
    found: Counter[str] = Counter()
    for stretch in stretches:
        segment = parts.segments[stretch.segment]
        if segment.path not in SILENT:
            found.update(numbers_of(segment.text[stretch.start : stretch.end]))
    return found
