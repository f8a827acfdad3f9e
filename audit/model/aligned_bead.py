"""Parts of two files that belong together."""

from typing import NamedTuple

import msgspec


class FileSpan(NamedTuple):
    """The code points `[start, end)` of a decoded file."""

    start: int
    end: int


class AlignedBead(msgspec.Struct, frozen=True):
    """Stretches of the source file and those of the target file that say the same, in code points of the decoded files.

    An empty side: left out, or added. `sureness` is from 0 to 1; `moved` says that it stands elsewhere in the order of
    the target. `source_place` and `target_place` say where an empty side would stand.
    """

    source: tuple[FileSpan, ...]
    target: tuple[FileSpan, ...]
    sureness: float
    moved: bool = False
    source_place: FileSpan | None = None
    target_place: FileSpan | None = None
