"""A ZIP archive with other content in some of its members: no other byte of a member changes."""

import struct
import zlib
from collections.abc import Mapping

from audit.readers.office.zip_members import DEFLATED, END, ENTRY, HEADER, Archive, Member

_LEVEL = 6
_SIZES_FOLLOW = 0x8  # the sizes stand behind the data, not in the header
_ZIP64 = 1  # a field with sizes of its own


def rewritten(archive: Archive, contents: Mapping[str, bytes]) -> bytes:
    """The archive's bytes with these contents.

    Order, names, times, kinds of packing and further fields stay; members that are not named are copied as they lie.
    """
    data = archive.data
    out = bytearray(data[: min((member.header for member in archive.members), default=0)])
    places: dict[str, int] = {}
    packed: dict[str, bytes] = {}
    for member in sorted(archive.members, key=lambda member: member.header):
        places[member.name] = len(out)
        content = contents.get(member.name)
        if content is None:
            out += data[member.header : member.until]
        else:
            packed[member.name] = _packed(content, member)
            out += _header(data, member, content, packed[member.name]) + packed[member.name]
    directory = len(out)
    for member in archive.members:
        out += _entry(data, member, places[member.name], contents.get(member.name), packed.get(member.name))
    end = bytearray(data[archive.directory_end :])
    struct.pack_into("<2L", end, END.size - 10, len(out) - directory, directory)
    return bytes(out + end)


def _packed(content: bytes, member: Member) -> bytes:
    if member.method != DEFLATED:
        return content
    pack = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pack.compress(content) + pack.flush()


def _header(data: bytes, member: Member, content: bytes, packed: bytes) -> bytes:
    """The header before a changed member, with its sizes in it."""
    fields = list(HEADER.unpack_from(data, member.header))
    named = member.header + HEADER.size
    name, extra = data[named : named + fields[9]], _without_sizes(data[named + fields[9] : member.start])
    fields[2] &= ~_SIZES_FOLLOW
    fields[6:9] = zlib.crc32(content), len(packed), len(content)
    fields[10] = len(extra)
    return HEADER.pack(*fields) + name + extra


def _entry(data: bytes, member: Member, place: int, content: bytes | None, packed: bytes | None) -> bytes:
    """The member's line in the directory."""
    fields = list(ENTRY.unpack_from(data, member.entry))
    fields[16] = place
    if content is not None and packed is not None:
        fields[3] &= ~_SIZES_FOLLOW
        fields[7:10] = zlib.crc32(content), len(packed), len(content)
    return ENTRY.pack(*fields) + data[member.entry + ENTRY.size : member.entry_end]


def _without_sizes(extra: bytes) -> bytes:
    """The further fields of a header without the one that repeats the sizes."""
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind != _ZIP64:
            kept += extra[place : place + 4 + length]
        place += 4 + length
    return kept + extra[place:]
