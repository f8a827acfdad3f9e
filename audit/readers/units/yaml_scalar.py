"""Scalars of YAML: from the value that a parser gives to the way of every code point to the file.

The value is decoded once more, with places. Where that comes out otherwise than the parser's (odd white space), the
text is right all the same, stands for its whole stretch, and cannot be written.
"""

import re
from collections.abc import Callable
from typing import Any

from audit.model.notation import Notation
from audit.model.offset_map import Piece
from audit.readers.units.key_tree import Leaf
from audit.readers.units.yaml_notations import (
    DOUBLE,
    DOUBLE_FOLDED,
    FOLDED,
    FOLDED_STRIPPED,
    LITERAL,
    LITERAL_INDENTED,
    LITERAL_INDENTED_STRIPPED,
    LITERAL_STRIPPED,
    PLAIN,
    PLAIN_FOLDED,
    PLAIN_STRICT,
    SINGLE,
    SINGLE_FOLDED,
)

_PROPERTIES = re.compile(r"(?:[&!][^\s]*+[ \t\n\r]++)*+")  # anchor and tag stand before
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = re.compile(r"[|>][-+0-9]*+[ \t]*+(?:#[^\n\r]*+)?(?:\r\n|[\r\n])?")
_SAYS_INDENT = re.compile(r"\|[-+]?[1-9]")
_KEEPS_BREAKS = re.compile(r"\|[1-9]?\+")
_SET_IN = re.compile(r"\n[ \t]")
_BLANK = " \t"
_Line = Callable[[Any, str, int, int], None]


def scalar(text: str, start: int, end: int, value: str, style: str, flow: bool) -> Leaf:
    """The leaf of a scalar that stands in `[start, end)` with its anchor and tag. `flow`: within brackets."""
    if properties := _PROPERTIES.match(text, start, end):
        start = properties.end()
    way = _Way()
    if style in ("'", '"'):
        start, end = start + 1, end - 1
        folded = _BREAK.search(text, start, end) is not None
        if style == "'":
            notation = SINGLE_FOLDED if folded else SINGLE
            _lines(way, text, start, end, _single)
        else:
            notation = DOUBLE_FOLDED if folded else DOUBLE
            _lines(way, text, start, end, _double)
    elif style in ("|", ">"):
        if value.endswith("\n"):
            notation = LITERAL if style == "|" else FOLDED
        else:
            notation = LITERAL_STRIPPED if style == "|" else FOLDED_STRIPPED
        indented = style == "|" and _SAYS_INDENT.match(text, start, end) is not None
        if indented:
            notation = LITERAL_INDENTED if value.endswith("\n") else LITERAL_INDENTED_STRIPPED
        # Where blanks and breaks at the start of lines mean something, an edit could change what they mean.
        if (
            not value.partition("\n")[0].strip()
            or (value[0] in _BLANK and not indented)
            # Where all breaks at the end are kept, a line that an edit empties counts as one more.
            or (indented and _KEEPS_BREAKS.match(text, start, end))
            or (style == ">" and _SET_IN.search(value))
        ):
            notation = Notation.READ_ONLY
        _block(way, text, start, end, value, style == ">")
    else:
        folded = _BREAK.search(text, start, end) is not None
        if folded:  # within brackets over several lines: nobody writes so
            notation = Notation.READ_ONLY if flow else PLAIN_FOLDED
        else:
            notation = PLAIN_STRICT if flow else PLAIN
        _lines(way, text, start, end, _plain)
    if way.text() != value:
        return Leaf(value, start, end, Notation.READ_ONLY, (Piece(0, len(value), start, end),))
    if len(way.pieces) == 1 and way.pieces[0].linear:
        return Leaf(value, way.pieces[0].file_start, way.pieces[0].file_end, notation)
    return Leaf(value, start, end, notation, tuple(way.pieces) or (Piece(0, 0, start, start),))


class _Way:
    """A text and its pieces, grown from left to right."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.pieces: list[Piece] = []

    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        self._parts.append(text)
        self.pieces.append(Piece(self._size, self._size + len(text), start, end))
        self._size += len(text)


def _plain(way: _Way, text: str, start: int, end: int) -> None:
    way.add(text[start:end], start, end)


def _single(way: _Way, text: str, start: int, end: int) -> None:
    while (quote := text.find("''", start, end)) >= 0:
        way.add(text[start:quote], start, quote)
        way.add("'", quote, quote + 2)
        start = quote + 2
    way.add(text[start:end], start, end)


def _double(way: _Way, text: str, start: int, end: int) -> None:
    for match in _ESCAPE.finditer(text, start, end):
        way.add(text[start : match.start()], start, match.start())
        code = match[1] or match[2] or match[3]
        number = int(code, 16) if code else -1
        if number < 0:
            shown = _SHORT.get(match[4], "")
        elif number > 0x10FFFF:
            shown = ""
        else:  # half a character, which PyYAML without its library in C takes, shows as none
            shown = "\N{REPLACEMENT CHARACTER}" if 0xD800 <= number < 0xE000 else chr(number)
        way.add(shown, match.start(), match.end())
        start = match.end()
    way.add(text[start:end], start, end)


def _lines(way: _Way, text: str, start: int, end: int, line_of: _Line) -> None:
    """A scalar whose line breaks are folded: one is a space, more are one break less."""
    begin, gap = start, 0  # where the gap before the next line begins, and its breaks
    joined = False
    first = True
    place = start
    while True:
        found = _BREAK.search(text, place, end)
        stop = found.start() if found else end
        left, right = place, stop
        if not first:
            while left < right and text[left] in _BLANK:
                left += 1
        escaped = False
        if found:
            while right > left and text[right - 1] in _BLANK:
                right -= 1
            if line_of is _double and (stop - left) and _odd_backslashes(text, left, right):
                if right < stop:
                    right += 1  # a blank that a backslash keeps
                else:
                    right, escaped = right - 1, True
        if first or left < right or not found:
            if not first:
                shown = "\n" * (gap - 1) if gap > 1 else "" if joined else " "
                way.add(shown, begin, left)
            line_of(way, text, left, right)
            begin, gap, joined = right, 0, escaped
        elif escaped:  # a backslash alone on its line
            way.add("\n" * (gap - 1) if gap > 1 else "" if joined else " ", begin, left)
            begin, gap, joined = left, 0, True
        if not found:
            return
        gap += 1
        place = found.end()
        first = False


def _odd_backslashes(text: str, start: int, end: int) -> bool:
    count = 0
    while end - count > start and text[end - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _block(way: _Way, text: str, start: int, end: int, value: str, folded: bool) -> None:
    """A literal or folded block. The break at its end is that of the file, and has no stretch of its own."""
    header = _HEADER.match(text, start, end)
    if header is None:
        return
    lines = _block_lines(text, header.end(), end)
    indent = _indent_of(text, lines, value)
    content = [(min(left + indent, right), right) for left, right in lines]
    while content and content[-1][0] == content[-1][1]:
        content.pop()
    _fill(way, text, content, folded)
    begin = content[-1][1] if content else header.end()
    shown = way.text()
    if value.startswith(shown) and not value[len(shown) :].strip("\n"):
        way.add(value[len(shown) :], begin, begin)


def _fill(way: _Way, text: str, content: list[tuple[int, int]], folded: bool) -> None:
    """The lines of a block. The breaks around blank lines are one piece, since nothing can be written between."""
    begin, gap = (content[0][0] if content else 0), 0
    before_is_normal = False
    for number, (left, right) in enumerate(content):
        if left == right:
            gap += 1
            continue
        normal = text[left] not in _BLANK
        if number and begin < left:
            if folded and normal and before_is_normal:
                way.add("\n" * gap or " ", begin, left)
            else:
                way.add("\n" * (gap + bool(way.pieces)), begin, left)
        way.add(text[left:right], left, right)
        begin, gap, before_is_normal = right, 0, normal


def _block_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start < end:
        found = _BREAK.search(text, start, end)
        lines.append((start, found.start() if found else end))
        if not found:
            break
        start = found.end()
    return lines


def _indent_of(text: str, lines: list[tuple[int, int]], value: str) -> int:
    """Blanks that the first line with text has more than its text."""
    shown = value.lstrip("\n")
    for left, right in lines:
        line = text[left:right]
        if line.strip(" "):
            return len(line) - len(line.lstrip(" ")) - (len(shown) - len(shown.lstrip(" ")))
    return 0
