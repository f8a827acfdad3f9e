"""Cuts Markdown (CommonMark, GFM tables, the common extensions) into blocks, each a list of line stretches.

This is own code because what is wanted is the exact place of every character of every line, with quote
marks, bullets and indentation taken off: the Python parsers give line numbers at best, and a native
grammar would be a second parser to load for a job of two pages. It looks at each line once.
"""

import re
from enum import Enum
from typing import NamedTuple

from audit.readers import markdown_dialects as dialects
from audit.readers.markdown_block import Block, BlockKind, Blocks, Stretch
from audit.readers.markdown_html import ANY_TAG, HTML_STARTS
from audit.readers.markdown_parts import NamedParts, inner_matter
from audit.readers.markdown_tags import TagLines
from audit.readers.open_fences import FENCE, OpenFence, is_bare, opens_code, text_after_open_fence

_DEEPEST = 60  # containers in containers; what is nested deeper is text


class _Container(NamedTuple):
    """A block quotation (`indent` is -1), or a list item, footnote or admonition with its indentation."""

    indent: int
    is_item: bool


_QUOTE = _Container(-1, False)

_LOST = re.compile("\N{REPLACEMENT CHARACTER}+")
_BULLET = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]|$)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,99}\]:[ \t]*")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[^\n\"]*(?:\"([^\"\n]*)\")?[ \t]*$")
_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MATH = re.compile(r"\$\$")
_MATH_LINE = re.compile(r"\$\$[ \t]*$")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*$")
_INTERRUPTING = {
    "#": (_HEADING,),
    "`": (FENCE,),
    "~": (FENCE,),
    "_": (_RULE,),
    ":": (dialects.CONTAINER,),
    "/": (dialects.CONTAINER,),
    "=": (dialects.TAB,),
    "$": (_MATH_LINE,),
    "{": (dialects.DIRECTIVE, dialects.TEMPLATE_LINE),
    "[": (dialects.DIRECTIVE, _NOTE),
    "\\": (dialects.DIRECTIVE,),
    "!": (_ADMONITION,),
    "?": (_ADMONITION,),
}
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_CELL = re.compile(r"(?:[^|\\]++|\\.?)*+")


class _Leaf(Enum):
    """The leaf block that the next line may go on with."""

    NONE = 0
    PARAGRAPH = 1
    FENCE = 2
    HTML = 3
    TABLE = 4
    MATH = 5
    SKIPPED = 6  # a tag or an expression of several lines


def markdown_blocks(text: str, start: int, end: int) -> Blocks:
    """The blocks of `text[start:end]` in file order; offsets count code points of `text`."""
    scanner = _Blocks(text)
    for match in _LINE.finditer(text, start, end):
        if match.start() < match.end():  # the last line may end the text
            scanner.line(*match.span(1))
    open_to_the_end = scanner.leaf in (_Leaf.FENCE, _Leaf.MATH)
    if scanner.leaf is _Leaf.FENCE:
        scanner.open_fences.append(OpenFence(scanner.fence_at, end, scanner.bare))
    scanner.close_leaf()
    tags = scanner.tags
    return Blocks(
        scanner.blocks, tags.expressions, tags.understood and not open_to_the_end, tuple(scanner.open_fences)
    )


class _Blocks:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.containers: list[_Container] = []
        self.leaf = _Leaf.NONE
        self.lines: list[Stretch] = []
        self.fence = ""
        self.fence_at, self.looked_from = 0, 0  # its content, what was not looked at
        self.of_code = self.bare = False
        self.open_fences: list[OpenFence] = []
        self.html_end: re.Pattern[str] | None = None
        self.columns = 0
        self.skipped = 0  # where what is skipped ends
        self.tags = TagLines(text)
        self.damaged = _LOST.search(text) is not None
        self.parts = NamedParts(text)
        self.empty_item = 0  # the depth of a list item that began with a blank line, on the line after it

    def line(self, start: int, end: int) -> None:
        """Take in the line `[start, end)` (without its line break)."""
        text = self.text
        position, matched = start, 0
        column = 0  # the column at `position`, for tabs
        for container in self.containers:
            after, indent = self._indent(position, end, column)
            if container.indent < 0:
                if indent > 3 or not text.startswith(">", after, end):
                    break
                position, column = after + 1, column + indent + 1
                if text.startswith((" ", "\t"), position, end):
                    position, column = position + 1, column + 1
            elif after == end:
                pass  # a blank line belongs to whatever is open
            elif indent >= container.indent:
                position, column = self._skip(position, end, column, container.indent)
            else:
                break
            matched += 1
        after, indent = self._indent(position, end, column)
        empty_item, self.empty_item = self.empty_item, 0
        if after == end and matched == empty_item > 0:
            matched -= 1  # two blank lines are no item
        if matched < len(self.containers):
            if (
                self.leaf is _Leaf.PARAGRAPH
                and after < end
                and not self._starts_block(after, end, indent, True)
            ):
                self.lines.append((after, end))  # a paragraph goes on without its marks
                return
            self.close_leaf()
            del self.containers[matched:]
        if self._goes_on(position, after, end, indent):
            return
        self._start(position, end, column)

    def close_leaf(self) -> None:
        """End the open leaf block."""
        lines, self.lines = self.lines, []
        leaf, self.leaf = self.leaf, _Leaf.NONE
        if lines and leaf is _Leaf.PARAGRAPH:
            if dialects.MODULE.match(self.text, lines[0][0], lines[-1][1]):
                self.tags.expressions = True
                return
            if self.tags.understood:
                self.tags.understood = not dialects.holds_code(self.text, lines)
            self._add(BlockKind.PARAGRAPH, lines)
        elif lines and leaf is _Leaf.HTML:
            if self.tags.understood:
                self.tags.understood = not dialects.chooses(self.text, lines)
            self._add(BlockKind.HTML, lines)

    def _add(self, kind: BlockKind, lines: list[Stretch]) -> None:
        in_item = any(container.is_item for container in self.containers)
        self.blocks.append(Block(kind, lines, in_item, _QUOTE in self.containers, self.tags.classes))
        self.tags.leave(lines[0][0], lines[-1][1])

    def _goes_on(self, position: int, after: int, end: int, indent: int) -> bool:
        """Add the line to the open leaf if it belongs to it."""
        text = self.text
        match self.leaf:
            case _Leaf.FENCE:
                closes = indent <= 3 and text.startswith(self.fence, after, end)
                if closes and not text[after:end].strip(" \t" + self.fence[0]):
                    self.close_leaf()
                elif closes and (self.of_code or self.bare) and opens_code(text, after, end):
                    # Code that turned to text before the next code begins was never closed.
                    looked_from, self.looked_from = self.looked_from, after
                    if text_after_open_fence(text, looked_from, after, bare=self.bare) is not None:
                        self.open_fences.append(OpenFence(self.fence_at, after, self.bare))
                        self.close_leaf()
                        return False
                elif self.damaged:
                    for lost in _LOST.finditer(text, after, end):
                        self._add(BlockKind.LOST, [lost.span()])
                return True
            case _Leaf.MATH:
                if _MATH.search(text, after, end):
                    self.close_leaf()
                return True
            case _Leaf.SKIPPED:
                if end >= self.skipped:
                    self.close_leaf()
                return True
            case _Leaf.HTML:
                if self.html_end is None and after == end:
                    self.close_leaf()
                    return True
                self.lines.append((position, end))
                if self.html_end is not None and self.html_end.search(text, after, end):
                    self.close_leaf()
                return True
            case _Leaf.TABLE:
                if after < end and indent <= 3 and not self._starts_block(after, end, indent, True):
                    self._row(after, end)
                    return True
                self.close_leaf()
                return False
            case _Leaf.PARAGRAPH:
                return self._paragraph_goes_on(after, end, indent)
            case _Leaf.NONE:
                return False

    def _paragraph_goes_on(self, after: int, end: int, indent: int) -> bool:
        text = self.text
        if after == end:
            self.close_leaf()
            return False
        # Whatever ends a paragraph begins with a sign or a figure.
        if not text[after].isalpha() and (indent <= 3 or self.tags.loose):
            if _SETEXT.match(text, after, end):
                lines, self.lines = self.lines, []
                self.close_leaf()
                self._add(BlockKind.HEADING, lines)
                return True
            if _DELIMITER_ROW.match(text, after, end) and self._table(after, end):
                return True
            if dialects.DEFINED.match(text, after, end):
                lines, self.lines = self.lines, []
                self.close_leaf()
                self._add(BlockKind.TERM, lines)
                return False
            if self._starts_block(after, end, indent):
                self.close_leaf()
                return False
        self.lines.append((after, end))
        return True

    def _starts_block(self, after: int, end: int, indent: int, any_bullet: bool = False) -> bool:
        """True when the line interrupts a paragraph; `any_bullet` when it may be the next item of a list."""
        text = self.text
        if (indent > 3 and not self.tags.loose) or after == end:
            return False
        first = text[after]
        if first == ">":
            return True
        if first in "-+*0123456789" and not self.tags.in_line:
            if _RULE.match(text, after, end) or self.parts.has_edge(after, end):
                return True
            bullet = _BULLET.match(text, after, end)
            if bullet is None or any_bullet:
                return bullet is not None
            return bool(text[bullet.end() : end].strip(" \t")) and (
                first in "-+*" or bullet.group()[:-1] == "1"
            )
        if first == "<":
            if self.tags.find(after, end) is not None or dialects.DIRECTIVE.match(text, after, end):
                return True
            return any(begin.match(text, after, end) for begin, _ in HTML_STARTS[:ANY_TAG])
        return any(pattern.match(text, after, end) for pattern in _INTERRUPTING.get(first, ()))

    def _start(self, position: int, end: int, column: int) -> None:
        """Open containers and a leaf at `position`."""
        text = self.text
        while True:
            after, indent = self._indent(position, end, column)
            if after == end:
                return
            if indent > 3 and not self.tags.loose:
                return  # indented code
            first = text[after]
            if first.isalpha():  # everything but a paragraph begins with a sign or a figure
                self.leaf, self.lines = _Leaf.PARAGRAPH, [(after, end)]
                return
            deep = len(self.containers) >= _DEEPEST
            if first == ">" and not deep:
                self.containers.append(_QUOTE)
                position, column = after + 1, column + indent + 1
                if text.startswith((" ", "\t"), position, end):
                    position, column = position + 1, column + 1
                continue
            if first in "-*_" and _RULE.match(text, after, end):
                matter = inner_matter(text, after) if not self.containers else None
                for title in matter.titles if matter else ():
                    self._add(BlockKind.TITLE, [title])
                if matter:
                    self._skip_to(matter.end, end)
                return
            bullet = None
            if not deep and first in "-+*0123456789" and not self.tags.in_line:
                bullet = _BULLET.match(text, after, end) or dialects.ESCAPED_NUMBER.match(text, after, end)
            elif not deep and first == ":" and self.blocks and self.blocks[-1].kind is BlockKind.TERM:
                bullet = dialects.DEFINED.match(text, after, end)
            if bullet is not None:
                position, column = self._open_item(bullet, end, column + indent, indent)
                continue
            note = _NOTE.match(text, after, end) if not deep and first == "[" else None
            if note is not None:
                self.containers.append(_Container(4, False))
                position, column = note.end(), column + indent + note.end() - note.start()
                continue
            self._start_leaf(position, after, end)
            return

    def _open_item(self, bullet: re.Match[str], end: int, column: int, indent: int) -> tuple[int, int]:
        """Open a list item whose bullet stands `indent` columns in; returns where its content begins."""
        width = bullet.end() - bullet.start()
        after, padding = self._indent(bullet.end(), end, column + width)
        blank = after == end
        if blank or padding > 4:
            padding = 1
        self.containers.append(_Container(indent + width + padding, True))
        if blank:
            self.empty_item = len(self.containers)
        return (end, column) if blank else self._skip(bullet.end(), end, column + width, padding)

    def _start_leaf(self, position: int, after: int, end: int) -> None:
        text = self.text
        heading = _HEADING.match(text, after, end)
        if heading is not None:
            more = text.find("#", heading.end(), end) >= 0
            closing = _HEADING_END.search(text, heading.end(), end) if more else None
            self._add(BlockKind.HEADING, [(heading.end(), closing.start() if closing else end)])
            return
        fence = FENCE.match(text, after, end)
        if fence is not None:
            self.leaf, self.fence = _Leaf.FENCE, fence.group(1) or fence.group(3)
            self.fence_at = self.looked_from = end
            self.of_code, self.bare = opens_code(text, after, end), is_bare(text, after, end)
            return
        admonition = _ADMONITION.match(text, after, end) or dialects.TAB.match(text, after, end)
        if admonition is not None:
            if admonition.group(1):
                self._add(BlockKind.TITLE, [admonition.span(1)])
            self.containers.append(_Container(4, False))
            return
        container = dialects.CONTAINER.match(text, after, end)
        if container is not None:
            title = dialects.container_title(text, container)
            if title is not None:
                self._add(BlockKind.TITLE, [title])
            return
        if dialects.DIRECTIVE.match(text, after, end) or self.parts.has_edge(after, end):
            return
        if (inside := self.parts.inside(after, end)) is not None:
            self._add(BlockKind.PARAGRAPH, [inside])
            return
        taken = self.tags.braces(after, end) if text[after] == "{" else None
        if taken is not None:
            if taken.end > after:
                self._add(BlockKind.COMPONENT, [(after, taken.end)])
            self._skip_to(taken.stop, end)
            return
        if text.startswith("$$", after, end) and not _MATH.search(text, after + 2, end):
            self.leaf = _Leaf.MATH
            return
        if text[after] == "<":
            stop = self.tags.find(after, end)
            if stop is not None:
                kind = BlockKind.COMPONENT if self.tags.is_component(after, end) else BlockKind.HTML
                self._add(kind, [(after, stop)])
                self.tags.enter(after, stop)
                self._skip_to(stop, end)
                return
            for begin, finish in HTML_STARTS:
                match = begin.match(text, after, end)
                if match is not None:
                    self.leaf, self.html_end, self.lines = _Leaf.HTML, finish, [(position, end)]
                    if finish is not None and finish.search(text, match.end(), end):
                        self.close_leaf()
                    return
        self.leaf, self.lines = _Leaf.PARAGRAPH, [(after, end)]

    def _skip_to(self, stop: int, end: int) -> None:
        """Leave out the following lines up to `stop`; this one ends at `end`."""
        if stop > end:
            self.leaf, self.skipped = _Leaf.SKIPPED, stop

    # Tables

    def _table(self, after: int, end: int) -> bool:
        """Begin a table if the paragraph's last line is a header row for this delimiter row."""
        header = self.lines[-1]
        cells = self._cells(*header)
        if "|" not in self.text[header[0] : header[1]] or len(cells) != len(self._cells(after, end)):
            return False
        self.lines.pop()
        self.close_leaf()
        self.leaf, self.columns = _Leaf.TABLE, len(cells)
        for cell in cells:
            self._add(BlockKind.CELL, [cell])
        return True

    def _row(self, start: int, end: int) -> None:
        for cell in self._cells(start, end)[: self.columns]:
            self._add(BlockKind.CELL, [cell])

    def _cells(self, start: int, end: int) -> list[Stretch]:
        text = self.text
        end = start + len(text[start:end].rstrip(" \t"))
        if text.startswith("|", start, end):
            start += 1
        cells = []
        while start < end:
            match = _CELL.match(text, start, end)
            stop = match.end() if match else end
            cells.append((start, stop))
            start = stop + 1
        return cells

    # Indentation

    def _indent(self, position: int, end: int, column: int) -> tuple[int, int]:
        """Where the blanks from `position` on end, and how many columns they span."""
        text, begin = self.text, column
        if position < end and text[position] not in " \t":
            return position, 0
        while position < end:
            if text[position] == " ":
                column += 1
            elif text[position] == "\t":
                column += 4 - column % 4
            else:
                break
            position += 1
        return position, column - begin

    def _skip(self, position: int, end: int, column: int, columns: int) -> tuple[int, int]:
        """Take off so many columns of blanks (a tab that reaches further is taken whole)."""
        goal = column + columns
        while position < end and column < goal and self.text[position] in " \t":
            column += 4 - column % 4 if self.text[position] == "\t" else 1
            position += 1
        return position, column
