"""List items and table cells of which several became one."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pages.blocks import kinds, pair_of_block

SURE = 0.9
KINDS = frozenset({"item", "cell"})


class Merged(NamedTuple):
    """`items` of the source are `became` on the page. Not `sure` where several stayed, for the parts between may have
    moved, and where what is shown reaches over more than the one.
    """

    pair: int
    kind: str
    items: int
    became: int
    sure: bool


def merged(view: PageView) -> Iterator[Merged]:
    """Where the page has fewer items, or cells, than the source for the same text."""
    theirs, mine = kinds(view)
    for block in view.alignment.blocks:
        if not 0 < len(block.target) < len(block.source) or block.sureness < SURE:
            continue
        names = {theirs[part][0] for part in block.source} | {mine[part][0] for part in block.target}
        pair = pair_of_block(view, block.target[0])
        if len(names) == 1 and names <= KINDS and pair is not None:
            shown = {stretch.segment for stretch in view.beads[pair].target}
            sure = len(block.target) == len(shown) == 1
            yield Merged(pair, names.pop(), len(block.source), len(block.target), sure)
