"""Places as editors count them: lines from 0, and columns in the units that client and server agreed on."""

import re
from bisect import bisect_right

from lsprotocol import types

# The only line ends of the protocol; other separators are characters of a line.
LINE_END = re.compile(r"\r\n|[\r\n]")


class Places:
    """Code points of a text ↔ positions of the protocol. Linear in the text once, then by line."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def of(self, text: str) -> "Places":
        """Places of another text, in the same units."""
        return self if text == self._text else Places(text, self._encoding)

    def position(self, offset: int) -> types.Position:
        """The position of a code point."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self._text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """The range of a stretch."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The code point at a position; one beyond the end of its line is that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        last = position.line + 1 == len(self._starts)
        end = len(self._text) if last else self._starts[position.line + 1]
        line = self._text[start:end]
        if not last:
            line = line[: -len("\r\n")] if line.endswith("\r\n") else line[:-1]
        if line.isascii() or self._encoding == types.PositionEncodingKind.Utf32:
            return start + min(position.character, len(line))
        units = 0
        for number, character in enumerate(line):
            if units >= position.character:
                return start + number
            units += self._units(character)
        return start + len(line)

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
