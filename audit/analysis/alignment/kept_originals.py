"""Originals that a page kept beside their translation, as pages do with what somebody said."""

from collections.abc import Sequence

import msgspec

from audit.analysis.alignment.nouns import Alignment, Bead, Stretch
from audit.analysis.alignment.page_parts import MARKUP, SILENT, PageParts

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
        copies = beads[place:end]
        before, after = _reach(found, -1, source, target), _reach(beads[end:], 1, source, target)
        if _fits(copies, before, target, alignment.ratio):
            del found[len(found) - len(before) :]
            found += _translated(copies, before, target)
        elif _fits(copies, after, target, alignment.ratio):
            found += _translated(copies, after, target)
            end += len(after)
        else:
            found += copies
        place = end
    return found


def _reach(beads: Sequence[Bead], way: int, source: PageParts, target: PageParts) -> Sequence[Bead]:
    """The beads next to a copy that were added, with lines of markup between."""
    count = 0
    for bead in beads[::way]:
        if not _is_added(bead, target) and not _is_line(bead, source, target):
            break
        count += 1
    return beads[len(beads) - count :] if way < 0 else beads[:count]


def _translated(copies: Sequence[Bead], beads: Sequence[Bead], target: PageParts) -> list[Bead]:
    """The added beads among `beads` as what became of the copied sources; the others as they are."""
    joined = msgspec.structs.replace(
        copies[0],
        source=tuple(stretch for bead in copies for stretch in bead.source),
        target=tuple(stretch for bead in beads if _is_added(bead, target) for stretch in bead.target),
        sureness=DOUBTFUL,
    )
    return [joined, *(bead for bead in beads if not _is_added(bead, target))]


def _is_line(bead: Bead, source: PageParts, target: PageParts) -> bool:
    """True for a line of markup of one side."""
    if bead.source and bead.target:
        return False
    parts, stretches = (source, bead.source) if bead.source else (target, bead.target)
    return all(parts.segments[stretch.segment].path == MARKUP for stretch in stretches)


def _fits(copies: Sequence[Bead], beads: Sequence[Bead], target: PageParts, ratio: float) -> bool:
    expected = sum(_length(bead.source) for bead in copies) * ratio
    length = sum(_length(bead.target) for bead in beads if _is_added(bead, target))
    return SHORTEST * expected <= length <= LONGEST * expected


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
