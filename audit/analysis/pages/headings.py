"""Headings that stand on another level than those of the source."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pages.blocks import kinds, pair_of_block

SURE = 0.8
FEWEST = 3  # headings that all moved by as much: a page that begins one level deeper


class Heading(NamedTuple):
    pair: int
    source_level: str
    level: str


def changed_levels(view: PageView) -> Iterator[Heading]:
    """Headings whose level differs, less what all of the page differ by."""
    theirs, mine = kinds(view)
    found: list[tuple[int, Heading]] = []
    shifts: Counter[int] = Counter()
    for block in view.alignment.blocks:
        if len(block.source) != 1 or len(block.target) != 1 or block.sureness < SURE:
            continue
        (one, level), (other, own) = theirs[block.source[0]], mine[block.target[0]]
        if one != "heading" or other != "heading" or not level or not own:
            continue
        shift = int(own) - int(level)
        shifts[shift] += 1
        pair = pair_of_block(view, block.target[0])
        if pair is not None:
            found.append((shift, Heading(pair, level, own)))
    if not shifts:
        return
    usual, count = shifts.most_common(1)[0]
    if count < FEWEST or count * 2 <= sum(shifts.values()):
        usual = 0
    yield from (heading for shift, heading in found if shift not in (0, usual))
