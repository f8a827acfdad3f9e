"""The file that a worker leaves behind: everything the report needs of one partition.

    AUDITBATCH1  length of the head (8 bytes)  head (msgpack)  section  section …

Written under another name and renamed, so a file that is there is whole; a file cut short by a broken disk is
noticed by its length. Sections are read one at a time.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from audit.run.whole_file import write_whole

MAGIC = b"AUDITBATCH1"
LENGTH = 8


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Names and lengths of the sections, in order, and the names of the pages that belong to them."""

    sections: tuple[tuple[str, int], ...]
    pages: tuple[str, ...]


class PartitionFile:
    """One partition file, open for reading section by section."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when there is no such file and ValueError when it is not whole."""
        self.path = path
        with path.open("rb") as file:
            begin = file.read(len(MAGIC) + LENGTH)
            if len(begin) < len(MAGIC) + LENGTH or not begin.startswith(MAGIC):
                raise ValueError(f"{path}: no partition file")
            size = int.from_bytes(begin[len(MAGIC) :], "big")
            whole = os.fstat(file.fileno()).st_size
            if size > whole:
                raise ValueError(f"{path}: cut short")
            self.head = msgspec.msgpack.decode(file.read(size), type=Head)
        place = len(MAGIC) + LENGTH + size
        self._places: dict[str, tuple[int, int]] = {}
        for name, length in self.head.sections:
            self._places[name] = (place, length)
            place += length
        if place != whole:
            raise ValueError(f"{path}: {whole} bytes instead of {place}")

    def section(self, name: str) -> bytes:
        """The bytes of one section."""
        place, length = self._places[name]
        with self.path.open("rb") as file:
            file.seek(place)
            return file.read(length)

    def values(self, name: str) -> Any:
        """A section that holds values."""
        return msgspec.msgpack.decode(self.section(name))


def write_partition(path: Path, sections: Mapping[str, bytes], pages: tuple[str, ...]) -> None:
    """Write a partition file whole. Raises UsageError when the folder cannot be written."""
    head = msgspec.msgpack.encode(Head(tuple((name, len(data)) for name, data in sections.items()), pages))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, b"".join((MAGIC, len(head).to_bytes(LENGTH, "big"), head, *sections.values())))


def is_whole(path: Path, pages_folder: Path | None = None) -> bool:
    """True when the file is there, whole, and (where a folder is given) its pages are too."""
    try:
        head = PartitionFile(path).head
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return pages_folder is None or all(os.path.exists(pages_folder / page) for page in head.pages)
