"""Where the lines of a file begin."""

import re
from bisect import bisect_right
from itertools import accumulate

LINE_BREAK = re.compile(r"\r\n|[\r\n]")


class LineIndex:
    """Line and column of file offsets, counted from 1 in code points. A byte-order mark has no column."""

    def __init__(self, text: str) -> None:
        self._mark = text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
        self._length = len(text)
        if "\r" in text:
            self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        else:
            self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code point."""
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        return line + 1, column - (self._mark and line == 0 and column > 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Start of a line and start of the next; the last line ends one after the text."""
        return self._starts[line - 1], self._starts[line] if line < len(self._starts) else self._length + 1
