"""The difference of two files as a unified diff of their bytes, for `git apply` and `patch`.

The edits are known, so nothing has to be searched for: lines outside them are the same. Lines end where
`patch` ends them, at the byte 0A; a carriage return belongs to the line. What a line holds is written as it
stands in the file, whatever its encoding.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from audit.model.fix import Edit

CONTEXT = 3  # lines around a change
NO_NEWLINE = b"\n\\ No newline at end of file\n"


class ByteEdit(msgspec.Struct, frozen=True):
    """Replace the bytes `[start, end)` of a file by `replacement`."""

    start: int
    end: int
    replacement: bytes


def byte_edits(text: str, edits: Sequence[Edit], encoding: str, new: bytes) -> list[ByteEdit]:
    """The edits of a text as edits of its file, whose new bytes are `new`."""
    parts, made, place, at = list[bytes](), list[ByteEdit](), 0, 0
    try:
        for edit in edits:
            kept = text[place : edit.start].encode(encoding, "surrogateescape")
            replaced = text[edit.start : edit.end].encode(encoding, "surrogateescape")
            replacement = edit.replacement.encode(encoding, "surrogateescape")
            at += len(kept)
            made.append(ByteEdit(at, at + len(replaced), replacement))
            at += len(replaced)
            parts += [kept, replacement]
            place = edit.end
        parts.append(text[place:].encode(encoding, "surrogateescape"))
    except UnicodeEncodeError:
        parts = []
    if b"".join(parts) == new:
        return made
    # An encoding with states (ISO-2022-JP): stretches encoded apart are not the stretches of the file.
    return [whole_edit(text.encode(encoding, "surrogateescape"), new)]


def whole_edit(old: bytes, new: bytes) -> ByteEdit:
    """One edit of everything between the bytes that begin and end both files."""
    start = common_length(old, new)
    end = common_length(old[start:][::-1], new[start:][::-1])
    return ByteEdit(start, len(old) - end, new[start : len(new) - end])


def common_length(one: bytes, other: bytes) -> int:
    """How many bytes both begin with, by halving: comparing slices is fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class _Change(msgspec.Struct):
    """Old lines `[first, last)` become `new`."""

    first: int
    last: int
    new: list[bytes]


def unified_diff(old: bytes, edits: Sequence[ByteEdit], name: str) -> bytes:
    """The diff of one file; b"" when the edits change nothing. `name` is its path with "/"."""
    lines = _lines(old)
    changes = list(_changes(old, lines, edits))
    if not changes:
        return b""
    out = [b"--- " + _quoted("a/" + name) + b"\n", b"+++ " + _quoted("b/" + name) + b"\n"]
    shift = 0
    for hunk in _hunks(changes):
        first = max(hunk[0].first - CONTEXT, 0)
        last = min(hunk[-1].last + CONTEXT, len(lines))
        body, place, added, removed = list[bytes](), first, 0, 0
        for change in hunk:
            body += [_line(b" ", line) for line in lines[place : change.first]]
            body += [_line(b"-", line) for line in lines[change.first : change.last]]
            body += [_line(b"+", line) for line in change.new]
            removed += change.last - change.first
            added += len(change.new)
            place = change.last
        body += [_line(b" ", line) for line in lines[place:last]]
        length = last - first
        out.append(
            f"@@ -{_range(first, length)} +{_range(first + shift, length - removed + added)} @@\n".encode()
        )
        out += body
        shift += added - removed
    return b"".join(out)


def _lines(data: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _range(first: int, length: int) -> str:
    """`start,length` as diff counts: from 1, and an empty range stands after the line before it."""
    if length == 1:
        return str(first + 1)
    return f"{first + 1 if length else first},{length}"


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + NO_NEWLINE


def _changes(old: bytes, lines: Sequence[bytes], edits: Iterable[ByteEdit]) -> Iterator[_Change]:
    """The lines that the edits touch, with what stands there afterwards; neighbours are one change."""
    from bisect import bisect_right
    from itertools import accumulate

    starts = [0, *accumulate(map(len, lines))]  # the last one is the end of the file
    groups: list[list[ByteEdit]] = []
    ends: list[tuple[int, int]] = []
    for edit in edits:
        first = min(bisect_right(starts, edit.start) - 1, max(len(lines) - 1, 0))
        # The line that the edit's end stands in is touched too: what is left of it joins what is new.
        last = min(max(bisect_right(starts, edit.end) - 1, first) + 1, len(lines))
        if ends and first <= ends[-1][1]:
            groups[-1].append(edit)
            ends[-1] = (ends[-1][0], max(last, ends[-1][1]))
        else:
            groups.append([edit])
            ends.append((first, last))
    for group, (first, last) in zip(groups, ends, strict=True):
        new, place = b"", starts[first]
        for edit in group:
            new += old[place : edit.start] + edit.replacement
            place = edit.end
        fresh = _lines(new + old[place : starts[last]])
        change = _Change(first, last, fresh)
        # Whole lines that stay the same at either end are context.
        while change.first < change.last and change.new and lines[change.first] == change.new[0]:
            change.first += 1
            change.new = change.new[1:]
        while change.first < change.last and change.new and lines[change.last - 1] == change.new[-1]:
            change.last -= 1
            change.new = change.new[:-1]
        if change.first < change.last or change.new:
            yield change


def _hunks(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes whose context meets share a hunk."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _quoted(name: str) -> bytes:
    """A path as `git` writes it into a diff: quoted where it could be misread."""
    raw = name.encode("utf-8", "surrogateescape")
    if any(byte < 0x20 or byte in b'"\\\x7f' for byte in raw):
        return b'"' + b"".join(_escaped(byte) for byte in raw) + b'"'
    # Without the tab, `patch` would end the name at its first blank.
    return raw + b"\t" if b" " in raw else raw


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])
