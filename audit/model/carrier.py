"""What carries a place of a view to the file."""

from typing import NamedTuple

from audit.model.offset_map import OffsetMap


class Carrier(NamedTuple):
    """A text that stands by itself in a view, from `start` on, with its map to the file and its notation."""

    start: int
    text: str
    map: OffsetMap
    notation: str
