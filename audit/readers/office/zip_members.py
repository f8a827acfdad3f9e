"""The members of a ZIP archive, read with care: every archive may be hostile.

Not `zipfile`: the places of headers and data are needed to write an archive in which one member changes and no other
byte does, and every byte that is unpacked has to be counted before it is there.
"""

import re
import struct
import zlib
from functools import cached_property
from itertools import zip_longest

import msgspec

from audit.model.errors import UnreadableError

STORED, DEFLATED = 0, 8
MOST_MEMBERS = 10_000
LARGEST_PART = 32 * 1024 * 1024  # bytes of one member that is read
LARGEST_READ = 64 * 1024 * 1024  # bytes of all members that are read
LARGEST_WHOLE = 1024 * 1024 * 1024  # bytes that all members say they have
# A member of this size is no text if it is packed so well: XML comes to 100.
SUSPICIOUS, MOST_PACKED = 4 * 1024 * 1024, 250

END = struct.Struct("<4s4H2LH")
ENTRY = struct.Struct("<4s6H3L5H2L")
HEADER = struct.Struct("<4s5H3L2H")
_END_MARK, _ENTRY_MARK, _HEADER_MARK, _ZIP64_MARK = b"PK\5\6", b"PK\1\2", b"PK\3\4", b"PK\6\7"
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_ODD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|\A/|\A[A-Za-z]:|(?:\A|/)\.\.(?:/|\Z)|\A\Z")
_AGAIN = "open it in the program that made it and save it again"


class Member(msgspec.Struct, frozen=True):
    """A member: its entry in the directory at `[entry, entry_end)`, its header at `header`, its packed bytes at
    `[start, end)`; `size` and `checksum` are those of the unpacked ones, `until` is where the next member begins."""

    name: str
    entry: int
    entry_end: int
    header: int
    start: int
    end: int
    until: int
    method: int
    size: int
    checksum: int


class Archive:
    """An archive as it lies in memory. Raises UnreadableError for one that is damaged or not what it says.

    `path` is for messages.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path
        self.directory, self.directory_end, count = self._find_directory()
        self.members = self._read_directory(count)
        self._read = 0

    @cached_property
    def by_name(self) -> dict[str, Member]:
        return {member.name: member for member in self.members}

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a member that is there."""
        member = self.by_name[name]
        self._read += member.size
        if member.size > LARGEST_PART or self._read > LARGEST_READ:
            raise self.refusal(
                f"{name} is {member.size:,} bytes long when unpacked, too much to read; split the document"
            )
        packed = self.data[member.start : member.end]
        if member.method == STORED:
            content = packed
        elif member.method == DEFLATED:
            content = self._inflated(packed, member)
        else:
            raise self.refusal(f"{name} is packed in a way that office documents do not use; {_AGAIN}")
        if len(content) != member.size or zlib.crc32(content) != member.checksum:
            raise self.refusal(f"{name} is damaged or longer than it says; {_AGAIN}")
        return content

    def refusal(self, why: str) -> UnreadableError:
        return UnreadableError(f"{self.path}: {why}")

    def _inflated(self, packed: bytes, member: Member) -> bytes:
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpack.decompress(packed, member.size + 1)  # what it really holds, whatever it says
        except zlib.error:
            raise self.refusal(f"{member.name} is damaged; {_AGAIN}") from None
        if not unpack.eof and len(content) <= member.size:
            raise self.refusal(f"{member.name} ends too early; {_AGAIN}")
        return content

    # The directory

    def _find_directory(self) -> tuple[int, int, int]:
        """(start, end, number of entries)."""
        data = self.data
        place = len(data)
        while True:
            place = data.rfind(_END_MARK, max(len(data) - END.size - _LONGEST_COMMENT, 0), place)
            if place < 0:
                raise self.refusal(f"is no sound ZIP archive: its end is missing; {_AGAIN}")
            if place + END.size <= len(data):
                _, disk, first_disk, here, count, size, start, comment = END.unpack_from(data, place)
                if place + END.size + comment == len(data):
                    break
        zip64 = (
            0xFFFF in (here, count)
            or 0xFFFFFFFF in (size, start)
            or data[place - 20 : place - 16] == _ZIP64_MARK
        )
        if zip64 or disk or first_disk or here != count:
            raise self.refusal(f"is an archive of several files or of the kind for more than 4 GB; {_AGAIN}")
        if start + size != place:
            raise self.refusal(f"is damaged: bytes stand before or amid the archive; {_AGAIN}")
        if count > MOST_MEMBERS:
            raise self.refusal(f"holds {count:,} members, more than {MOST_MEMBERS:,}; {_AGAIN}")
        return start, place, count

    def _read_directory(self, count: int) -> tuple[Member, ...]:
        found: list[Member] = []
        names: set[str] = set()
        place = self.directory
        for _ in range(count):
            member = self._member(place)
            if member.name in names:
                raise self.refusal(f"holds {member.name} twice: which one counts is a guess; {_AGAIN}")
            names.add(member.name)
            found.append(member)
            place = member.entry_end
        if place != self.directory_end:
            raise self.refusal(f"is damaged: its list of members is not as long as it says; {_AGAIN}")
        if sum(member.size for member in found) > LARGEST_WHOLE:
            raise self.refusal(f"would unpack to more than {LARGEST_WHOLE:,} bytes; {_AGAIN}")
        return self._apart(found)

    def _member(self, place: int) -> Member:
        data = self.data
        if place + ENTRY.size > self.directory_end or data[place : place + 4] != _ENTRY_MARK:
            raise self.refusal(f"is damaged: its list of members cannot be read; {_AGAIN}")
        fields = ENTRY.unpack_from(data, place)
        flags, method, checksum, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
        lengths, header = fields[10:13], fields[16]
        raw = data[place + ENTRY.size : place + ENTRY.size + lengths[0]]
        name = self._name(raw, flags)
        if flags & _ENCRYPTED:
            raise self.refusal(f"{name} is encrypted; save the document without a password")
        if 0xFFFFFFFF in (packed, size, header):
            raise self.refusal(f"{name} is packed as if it had more than 4 GB; {_AGAIN}")
        if size > SUSPICIOUS and size > packed * MOST_PACKED:
            raise self.refusal(
                f"{name} would unpack from {packed:,} to {size:,} bytes, as a zip bomb does; "
                "do not open it, ask where it came from"
            )
        if header + HEADER.size > self.directory or data[header : header + 4] != _HEADER_MARK:
            raise self.refusal(f"{name} is not where the archive says; {_AGAIN}")
        local = HEADER.unpack_from(data, header)
        named = header + HEADER.size
        start = named + local[9] + local[10]
        if data[named : named + local[9]] != raw or local[3] != method or (local[2] ^ flags) & _ENCRYPTED:
            raise self.refusal(f"{name} says two different things of itself; {_AGAIN}")
        end = start + packed
        if end > self.directory:
            raise self.refusal(f"{name} is not all there; {_AGAIN}")
        entry_end = place + ENTRY.size + sum(lengths)
        return Member(name, place, entry_end, header, start, end, end, method, size, checksum)

    def _name(self, raw: bytes, flags: int) -> str:
        try:
            name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
        except UnicodeDecodeError:
            raise self.refusal(f"holds a member whose name is not UTF-8; {_AGAIN}") from None
        if _ODD_NAME.search(name):
            raise self.refusal(
                f"holds a member named {name!a}, which leads out of the archive; "
                "do not open it, ask where it came from"
            )
        return name

    def _apart(self, found: list[Member]) -> tuple[Member, ...]:
        """The members, none of which shares bytes with another, each with the place where the next begins."""
        until: dict[int, int] = {}
        ordered = sorted(found, key=lambda member: member.header)
        for member, following in zip_longest(ordered, ordered[1:]):
            until[member.entry] = self.directory if following is None else following.header
            if member.end > until[member.entry]:
                raise self.refusal(
                    f"{member.name} shares bytes with another member, as a zip bomb does; {_AGAIN}"
                )
        return tuple(msgspec.structs.replace(member, until=until[member.entry]) for member in found)
