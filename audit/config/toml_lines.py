"""On which line of a TOML file a key stands. The standard parser does not say, and people need to know."""

import re
from functools import cache

KeyPath = tuple[str | int, ...]
KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""


@cache
def _header() -> re.Pattern[str]:
    return re.compile(rf"\s*(\[\[?)\s*({KEY}(?:\s*\.\s*{KEY})*)\s*\]")


@cache
def _assignment() -> re.Pattern[str]:
    return re.compile(rf"\s*({KEY}(?:\s*\.\s*{KEY})*)\s*=")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Key paths of a valid TOML text → line, counted from 1.

    Tables of an array carry their number: `("path", 0, "match")`. Keys inside inline tables are not
    listed; ask for the line of the longest known beginning of their path (`line_of`).
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not depth and not quote:
            if header := _header().match(line):
                table = _resolved(_keys(header[2]), counts)
                if header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                found.setdefault(table, number)
                continue
            if assignment := _assignment().match(line):
                found.setdefault((*table, *_keys(assignment[1])), number)
        depth, quote = _state_after(line, depth, quote)
    return found


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a key, or of the nearest thing around it; 1 when nothing is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _keys(dotted: str) -> KeyPath:
    return tuple(key.strip("\"'") for key in re.findall(KEY, dotted))


def _resolved(path: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """A header's path with the number of the current table of every array on its way."""
    out: KeyPath = ()
    for place, key in enumerate(path):
        out = (*out, key)
        if out in counts and place < len(path) - 1:
            out = (*out, counts[out])
    return out


def _state_after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Bracket depth and open multi-line quotation mark at the end of a line."""
    place = 0
    while place < len(line):
        rest = line[place : place + 3]
        if quote:
            if quote[0] == '"' and rest[0] == "\\":
                place += 2
            elif line.startswith(quote, place):
                place, quote = place + len(quote), ""
            else:
                place += 1
        elif rest in ('"""', "'''"):
            place, quote = place + 3, rest
        elif rest[0] in "\"'":
            place, quote = place + 1, rest[0]
        elif rest[0] == "#":
            break
        else:
            depth += (rest[0] in "[{") - (rest[0] in "]}")
            place += 1
    return depth, quote if len(quote) == 3 else ""
