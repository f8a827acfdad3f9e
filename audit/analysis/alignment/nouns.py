"""What an alignment is made of."""

from typing import NamedTuple

import msgspec


class Stretch(NamedTuple):
    """The code points `[start, end)` of the text of one segment; `segment` counts those that were given."""

    segment: int
    start: int
    end: int


class Bead(msgspec.Struct, frozen=True):
    """Stretches of the source, and those of the target that say the same.

    An empty side: left out, or added. It then has the place where it would stand: a stretch without length in
    `source_place` or `target_place`, None only where that side has no text at all. `sureness` is from 0 to 1: how
    probable it is that this and nothing else belongs together. `moved`: it stands elsewhere in the order of the
    target. `block` counts the pairs of blocks, see `Alignment.blocks`.
    """

    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    sureness: float
    block: int
    moved: bool = False
    source_place: Stretch | None = None
    target_place: Stretch | None = None


class BlockBead(msgspec.Struct, frozen=True):
    """Blocks of the source (headings, paragraphs, items, cells: indexes of segments), and those of the target that they
    became. An empty side: left out as a whole, or added."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    sureness: float
    moved: bool = False


class Alignment(msgspec.Struct, frozen=True):
    """All of both sides, once, in the order of the source; what was added stands where it is in the target.

    `ratio` is the length of the target as a share of that of the source, as these two have it.
    """

    beads: tuple[Bead, ...]
    blocks: tuple[BlockBead, ...]
    ratio: float
