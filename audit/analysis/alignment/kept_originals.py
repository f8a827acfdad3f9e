"""Originals that a page kept beside their translation, as pages do with what somebody said."""

from collections.abc import Sequence

import msgspec

from audit.analysis.alignment.nouns import Alignment, Bead, Stretch
from audit.analysis.alignment.page_parts import SILENT, PageParts

LEAST_WORDS = 4  # of an original: names and labels are the same in every language
SHORTEST, LONGEST = 0.5, 2.0  # of a translation, as a share of the length to be expected
DOUBTFUL = 0.59  # which sentence became which nobody has looked at


def without_kept_originals(alignment: Alignment, source: PageParts, target: PageParts) -> list[Bead]:
    """The beads, where the source stands in the page as it is, and beside it what the source does not have: the
    translation, which takes the place of the original."""
    beads = list(alignment.beads)
    found: list[Bead] = []
    place = 0
    while place < len(beads):
        if not _is_copy(beads[place], source, target):
            found.append(beads[place])
            place += 1
            continue
        end = place
        while end < len(beads) and _is_copy(beads[end], source, target):
            end += 1
        before = len(found)
        while before and _is_added(found[before - 1], target):
            before -= 1
        after = end
        while after < len(beads) and _is_added(beads[after], target):
            after += 1
        copies = beads[place:end]
        for added in (found[before:], beads[end:after]):
            if added and _fits(copies, added, alignment.ratio):
                joined = msgspec.structs.replace(
                    copies[0],
                    source=tuple(stretch for bead in copies for stretch in bead.source),
                    target=tuple(stretch for bead in added for stretch in bead.target),
                    sureness=DOUBTFUL,
                )
                if added[0] is beads[min(end, len(beads) - 1)]:
                    end = after
                else:
                    del found[before:]
                found.append(joined)
                break
        else:
            found += copies
        place = end
    return found


def _fits(copies: Sequence[Bead], added: Sequence[Bead], ratio: float) -> bool:
    expected = sum(_length(bead.source) for bead in copies) * ratio
    return SHORTEST * expected <= sum(_length(bead.target) for bead in added) <= LONGEST * expected


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(stretch.end - stretch.start for stretch in stretches)


def _is_copy(bead: Bead, source: PageParts, target: PageParts) -> bool:
    if len(bead.source) != 1 or len(bead.target) != 1:
        return False
    one, other = bead.source[0], bead.target[0]
    theirs, mine = source.segments[one.segment], target.segments[other.segment]
    text = theirs.text[one.start : one.end]
    return (
        theirs.path not in SILENT
        and text == mine.text[other.start : other.end]
        and len(text.split()) >= LEAST_WORDS
    )


def _is_added(bead: Bead, target: PageParts) -> bool:
    return not bead.source and all(
        target.segments[stretch.segment].path not in SILENT for stretch in bead.target
    )
