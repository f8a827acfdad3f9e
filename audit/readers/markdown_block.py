"""A block of Markdown: what it is and which lines of the file it takes."""

from enum import Enum
from typing import NamedTuple

from audit.readers.open_fences import OpenFence

# A stretch `[start, end)` of one line of the file.
Stretch = tuple[int, int]


class BlockKind(Enum):
    """What a block is. Code, rules, directives and comments yield no block, save what was lost of code."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "table cell"
    HTML = "html"
    COMPONENT = "component"  # tags of components and shortcodes: only their attributes may be text
    TERM = "term"  # what a definition list explains
    TITLE = "admonition title"
    LOST = "code"  # letters of a code block that were lost: nothing else of it is text


class Block(NamedTuple):
    """A leaf block: its lines without container marks, and whether it lies in a list or a quotation.

    `classes` are the class names of the HTML element with Markdown in it that the block lies in.
    """

    kind: BlockKind
    lines: list[Stretch]
    in_item: bool
    in_quote: bool
    classes: str = ""


class Blocks(NamedTuple):
    """The blocks of a text. `expressions`: braces hold code in it, as in MDX. `understood` is False where
    something stays open to the end, or where a line of a paragraph looks like code. `open_fences`
    were never closed."""

    blocks: list[Block]
    expressions: bool
    understood: bool
    open_fences: tuple[OpenFence, ...] = ()
