"""The pieces that the lines of a Markdown block are cut into, and their way back to the file."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from audit.readers.markdown_block import Stretch
from audit.readers.scan_html import add_html
from audit.readers.text_builder import TextBuilder


class Lines:
    """The lines of a block as one text joined by line feeds, and the way back to the file."""

    __slots__ = ("_files", "_starts", "file_text", "text")

    def __init__(self, file_text: str, lines: list[Stretch]) -> None:
        self.file_text = file_text
        self.text = "\n".join([file_text[start:end] for start, end in lines])
        self._files = [start for start, _ in lines]
        self._starts = [0]
        for start, end in lines[:-1]:
            self._starts.append(self._starts[-1] + end - start + 1)

    def file(self, offset: int) -> int:
        """The file offset of a character of `text`."""
        if len(self._files) == 1:
            return self._files[0] + offset
        line = bisect_right(self._starts, offset) - 1
        return self._files[line] + offset - self._starts[line]

    def file_end(self, offset: int) -> int:
        """The file offset right after the character before `offset`."""
        return self.file(offset - 1) + 1 if offset else self.file(0)


class NodeKind(Enum):
    """What a stretch of the joined lines is."""

    TEXT = 0
    REFERENCE = 1  # a character reference
    ESCAPED = 2  # a backslash and the character meant
    SPACE = 3  # a line break
    WORD = 4  # stands for a word: code, formula, address
    PICTURE = 5
    LEFT_OUT = 6


class Node:
    """A stretch `[start, end)` of the joined lines.

    A run of emphasis marks is text that loses the marks that were used (`length` counts those it had);
    `italics` says how many stretches in italics begin at it, less those that end.
    """

    __slots__ = ("can_close", "can_open", "end", "italics", "kind", "length", "start")

    def __init__(self, kind: NodeKind, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.length = end - start
        self.can_open = self.can_close = False
        self.italics = 0


class Linked(NamedTuple):
    """The text `[start, end)` of a link in the joined lines, and where it leads."""

    start: int
    end: int
    address: str


def add_nodes(builder: TextBuilder, lines: Lines, nodes: list[Node], links: Sequence[Linked] = ()) -> None:
    """Add the text of nodes to a segment. `links` stand in the order of the text."""
    italics = 0
    coming = iter(links)
    link = next(coming, None)
    opened = 0
    for node in nodes:
        while link is not None and node.start >= link.end:
            builder.link(opened, link.address)
            link = next(coming, None)
        if link is not None and node.start <= link.start:
            opened = builder.length
        italics += node.italics
        if node.start >= node.end:
            continue
        before = builder.length
        start, end = lines.file(node.start), lines.file_end(node.end)
        match node.kind:
            case NodeKind.TEXT:
                builder.add(lines.file_text, start, end)
            case NodeKind.REFERENCE:
                add_html(builder, lines.file_text, start, end)
            case NodeKind.ESCAPED:
                builder.add_atomic(lines.file_text[end - 1], start, end)
            case NodeKind.SPACE:
                # A line break reaches over the quote marks and indentation of the next line.
                builder.add_space(
                    start, lines.file(node.end) if node.end < len(lines.text) else end, breaks=True
                )
            case NodeKind.WORD:
                builder.add_object(start, end)
            case NodeKind.PICTURE:
                builder.add_object(start, end, picture=True)
            case NodeKind.LEFT_OUT:
                pass
        if italics:
            builder.cite(before)
    if link is not None:
        builder.link(opened, link.address)


class InlineAttribute(NamedTuple):
    """Text beside the line: the `alt` of an image with its address, the `title` of a link or image."""

    name: str
    nodes: list[Node]
    address: str = ""  # of the image


class Inline(NamedTuple):
    """What the joined lines hold: nodes in order, attributes, the places of HTML start tags and of comments,
    whether there are expressions of a program among them, and the links."""

    nodes: list[Node]
    attributes: list[InlineAttribute]
    tags: list[Stretch]
    comments: list[Stretch]
    code: bool
    links: list[Linked]
