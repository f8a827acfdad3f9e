"""Where the lines of a file begin."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from audit.model.document import Document
from audit.model.segment import Segment

LINE_FEED = re.compile(r"\n")
LINE_BREAK = re.compile(r"\r\n|[\r\n]")


NESTED = 64  # paragraphs looked back over for the one that goes on behind a note in it


def line_index(document: Document) -> "LineIndex":
    """The index of a document: lines are those of its file, or the paragraphs of an archive, which has none."""
    return ParagraphIndex(document) if document.archive is not None else LineIndex(document.text)


class LineIndex:
    """Line and column of file offsets, counted from 1 in code points. A byte-order mark has no column."""

    def __init__(self, text: str) -> None:
        self._mark = text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
        self._length = len(text)
        # Numbers in a row: a large file has more lines than there is room for objects.
        breaks = LINE_BREAK if "\r" in text else LINE_FEED
        self._starts: Sequence[int] = array(
            "Q", chain((0,), (match.end() for match in breaks.finditer(text)))
        )

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code point."""
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        return line + 1, column - (self._mark and line == 0 and column > 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Start of a line and start of the next; the last line ends one after the text."""
        return self._starts[line - 1], self._starts[line] if line < len(self._starts) else self._length + 1


class ParagraphIndex(LineIndex):
    """Number of the paragraph and place in its text, counted from 1, for a document whose file has no lines."""

    def __init__(self, document: Document) -> None:
        self._segments = document.segments
        self._length = len(document.text)
        self._starts = [segment.map.to_file(0, 0).start for segment in document.segments] or [0]

    def place(self, offset: int) -> tuple[int, int]:
        """(paragraph, column) of a code point of the document's text."""
        last = max(bisect_right(self._starts, offset) - 1, 0)
        for number in range(last, max(last - NESTED, -1), -1):
            column = _column(self._segments[number], offset) if self._segments else None
            if column is not None:
                return number + 1, column + 1
        return last + 1, 1


def _column(segment: Segment, offset: int) -> int | None:
    """The place in the text of a segment; None where it does not reach."""
    for piece in segment.map.pieces:
        if piece.file_start <= offset <= piece.file_end:
            inside = offset - piece.file_start
            return piece.text_start + (
                inside if piece.linear else (piece.text_end - piece.text_start) * bool(inside)
            )
    return None
