"""What stands on one side only, joined where it has one cause: a passage left out, or added, is one, however long."""

from collections.abc import Iterator, Sequence

import msgspec

from audit.analysis.alignment.nouns import Bead
from audit.analysis.alignment.page_parts import MARKUP, PageParts

DOUBTFUL = 0.4  # a pair of which less is sure parts nothing: it may be chance
SURE = 0.6  # beads below it belong to a passage only between others


def one_sided(beads: Sequence[Bead], source: PageParts, target: PageParts) -> Iterator[Bead]:
    """Passages of one side as single beads, in the order of `beads`. Lines of markup are no passages, nor do they end
    one."""
    run: list[Bead] = []
    for bead in beads:
        if _is_markup(bead, source, target):
            continue
        if bead.source and bead.target:
            if bead.sureness >= DOUBTFUL:
                yield from _passages(run)
                run = []
            continue
        if run and bool(run[0].source) != bool(bead.source):
            yield from _passages(run)
            run = []
        run.append(bead)
    yield from _passages(run, True)


def _passages(run: list[Bead], final: bool = False) -> Iterator[Bead]:
    """A run as one bead; what is doubtful at its ends stands by itself. Behind a `final` one nothing comes."""
    first, last = 0, len(run)
    while first < last and run[first].sureness < SURE:
        first += 1
    while not final and last > first and run[last - 1].sureness < SURE:
        last -= 1
    yield from run[:first]
    if first < last:
        yield joined(run[first:last])
    yield from run[last:]


def joined(beads: Sequence[Bead]) -> Bead:
    """Beads side by side as one; it is as sure as they are, by their number of stretches."""
    weights = [len(bead.source) + len(bead.target) for bead in beads]
    sure = sum(bead.sureness * weight for bead, weight in zip(beads, weights, strict=True)) / sum(weights)
    source = tuple(stretch for bead in beads for stretch in bead.source)
    target = tuple(stretch for bead in beads for stretch in bead.target)
    return msgspec.structs.replace(
        beads[0],
        source=source,
        target=target,
        sureness=sure,
        source_place=None if source else beads[0].source_place,
        target_place=None if target else beads[0].target_place,
    )


def _is_markup(bead: Bead, source: PageParts, target: PageParts) -> bool:
    return all(source.segments[stretch.segment].path == MARKUP for stretch in bead.source) and all(
        target.segments[stretch.segment].path == MARKUP for stretch in bead.target
    )
