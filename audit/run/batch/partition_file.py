"""The file that a worker leaves behind: everything the report needs of one partition.

    AUDITBATCH2  length of the head (8 bytes)  head (msgpack)  section  section …

Written under another name and renamed, so a file that is there is whole; a file cut short by a broken disk is
noticed by its length, other damage by the sections' checksums. Sections are read one at a time.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from audit.files.whole_file import write_own

MAGIC = b"AUDITBATCH2"
LENGTH = 8


class Page(msgspec.Struct, frozen=True, array_like=True):
    """A page beside the file: its name, its bytes, and the second it was written (not finer: copies of a
    folder often keep no more). Another page of that name, left by another run, is told by these."""

    name: str
    size: int
    second: int

    def is_there(self, folder: Path) -> bool:
        """True when the page in the folder is this one."""
        try:
            return page_in(folder, self.name) == self
        except OSError:
            return False


def page_in(folder: Path, name: str) -> Page:
    """The page of that name. Raises OSError when there is none."""
    state = os.stat(folder / name)
    return Page(name, state.st_size, int(state.st_mtime))


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Names, lengths and checksums (CRC-32) of the sections, in order, and the pages that belong to them."""

    sections: tuple[tuple[str, int, int], ...]
    pages: tuple[Page, ...]


class DamagedError(ValueError):
    """A partition file is not what was written."""


class PartitionFile:
    """One partition file, open for reading section by section."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when there is no such file and DamagedError when it is not whole."""
        self.path = path
        with path.open("rb") as file:
            begin = file.read(len(MAGIC) + LENGTH)
            if len(begin) < len(MAGIC) + LENGTH or not begin.startswith(MAGIC):
                raise DamagedError(f"{path}: no partition file")
            size = int.from_bytes(begin[len(MAGIC) :], "big")
            whole = os.fstat(file.fileno()).st_size
            if size > whole:
                raise DamagedError(f"{path}: cut short")
            self.head = msgspec.msgpack.decode(file.read(size), type=Head)
        place = len(MAGIC) + LENGTH + size
        self._places: dict[str, tuple[int, int, int]] = {}
        for name, length, checksum in self.head.sections:
            self._places[name] = (place, length, checksum)
            place += length
        if place != whole:
            raise DamagedError(f"{path}: {whole} bytes instead of {place}")

    def section(self, name: str) -> bytes:
        """The bytes of one section. Raises DamagedError when they are not those that were written."""
        place, length, checksum = self._places[name]
        with self.path.open("rb") as file:
            file.seek(place)
            data = file.read(length)
        if crc32(data) != checksum:
            raise DamagedError(f"{self.path}: damaged")
        return data

    def values(self, name: str) -> Any:
        """A section that holds values."""
        return msgspec.msgpack.decode(self.section(name))


def write_partition(path: Path, sections: Mapping[str, bytes], pages: Iterable[Page]) -> None:
    """Write a partition file whole. Raises UsageError when the folder cannot be written."""
    head = msgspec.msgpack.encode(
        Head(tuple((name, len(data), crc32(data)) for name, data in sections.items()), tuple(pages))
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_own(path, b"".join((MAGIC, len(head).to_bytes(LENGTH, "big"), head, *sections.values())))


def is_whole(path: Path, pages_folder: Path | None = None) -> bool:
    """True when the file is there, whole, and (where a folder is given) its pages are too."""
    try:
        head = PartitionFile(path).head
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return pages_folder is None or all(page.is_there(pages_folder) for page in head.pages)
