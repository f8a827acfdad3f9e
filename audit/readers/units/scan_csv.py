"""Tables of text as rows of cells with places: commas, semicolons, tabs or vertical lines between them."""

import re
from collections.abc import Iterator
from functools import cache

from audit.model.notation import Notation
from audit.model.offset_map import Piece
from audit.readers.units.csv_notations import BARE, QUOTED, SEPARATORS
from audit.readers.units.key_tree import Leaf

UNCLOSED = "a quotation mark is never closed, and everything behind it is one cell; close it, or double it within a text"


@cache
def _cell(separator: str) -> re.Pattern[str]:
    # 1 a cell in quotation marks, 2 its last one, 3 what stands behind it, 4 a cell without, 5 what ends it
    return re.compile(
        rf'(?:"((?:[^"]++|"")*+)("?)([^{separator}\r\n]*+)|([^{separator}\r\n]*+))({separator}|\r\n|[\r\n]|\Z)'
    )


def separator_of(text: str) -> str:
    """What stands between the cells: the separator that the first line has most of, outside quotation marks."""
    head = re.sub(r'"[^"]*+"', "", text[: _line_end(text)])
    return max(SEPARATORS, key=head.count)


def _line_end(text: str) -> int:
    start = 0
    while (found := re.compile(r"[\r\n]").search(text, start)) is not None:
        if text.count('"', 0, found.start()) % 2 == 0 and found.start() > 0:
            return found.start()
        start = found.end()
        if start > 10_000:  # a header is shorter
            break
    return min(len(text), 10_000)


def rows_of(
    text: str, separator: str, faults: list[tuple[int, int, str]]
) -> Iterator[tuple[int, list[Leaf]]]:
    """Start of a row and its cells, for all rows that are not blank."""
    match_cell = _cell(re.escape(separator)).match
    at = 1 if text.startswith("\ufeff") else 0
    begin, cells = at, list[Leaf]()
    bare = BARE[separator]
    while at < len(text) or cells:
        cell = match_cell(text, at)
        if cell is None:  # cannot be: every text matches
            return
        if cell[1] is None:
            cells.append(Leaf(cell[4], *cell.span(4), bare))
        else:
            cells.append(_quoted(cell))
            if not cell[2]:
                faults.append((cell.start(1) - 1, len(text), UNCLOSED))
        at = cell.end()
        if cell[5] == separator:
            continue
        if len(cells) > 1 or cells[0].text:
            yield begin, cells
        begin, cells = at, []


def _quoted(cell: "re.Match[str]") -> Leaf:
    raw, behind = cell[1], cell[3]
    start, end = cell.span(1)
    if behind:  # `"a" b`: programs differ
        return Leaf(
            raw.replace('""', '"') + behind,
            start,
            cell.end(3),
            Notation.READ_ONLY,
            (Piece(0, len(raw.replace('""', '"')) + len(behind), start, cell.end(3)),),
        )
    if '""' not in raw:
        return Leaf(raw, start, end, QUOTED)
    pieces: list[Piece] = []
    parts: list[str] = []
    size = done = 0
    while (found := raw.find('""', done)) >= 0:
        if found > done:
            parts.append(raw[done:found])
            pieces.append(Piece(size, size + found - done, start + done, start + found))
            size += found - done
        parts.append('"')
        pieces.append(Piece(size, size + 1, start + found, start + found + 2))
        size, done = size + 1, found + 2
    if done < len(raw):
        parts.append(raw[done:])
        pieces.append(Piece(size, size + len(raw) - done, start + done, end))
    return Leaf("".join(parts), start, end, QUOTED, tuple(pieces))
