"""What kind of block a segment is, as far as both sides of a translation share it."""

import re
from functools import cache
from typing import NamedTuple

from audit.analysis.alignment.page_parts import MARKUP, SILENT
from audit.model.role import Role
from audit.model.segment import Segment

_LEVEL = re.compile(r"(?:^|/)h([1-6])(?:\[|$|/)")
_NUMBERS = re.compile(r"\[\d+\]")
TITLE = "admonition title"
OTHER_ROLES = {Role.BODY: "text", Role.ITEM: "item", Role.HEADLINE: "heading"}


class BlockKind(NamedTuple):
    """`name` is what the block is; `detail` tells more of it: the level of a heading, the element path."""

    name: str
    detail: str = ""


def kind_of(segment: Segment, file: str) -> BlockKind:
    """The kind of a segment; `file` is the text of its file, where that is known."""
    if segment.path in SILENT:
        return BlockKind(segment.path)
    path = _without_numbers(segment.path)
    if path == TITLE:
        return BlockKind(
            MARKUP
        )  # the line of a box, which has a title on one side perhaps and none on the other
    name = OTHER_ROLES.get(segment.role, str(segment.role.value))
    if segment.role is Role.HEADLINE:
        level = _LEVEL.search(path)
        return BlockKind("heading", level[1] if level else _marks_before(segment, file))
    if "cell" in path or path.endswith(("/td", "/th")):
        name = "cell"
    elif path.startswith("front matter"):
        return BlockKind("metadata", path)
    return BlockKind(name, path)


@cache
def _without_numbers(path: str) -> str:
    return _NUMBERS.sub("", path)


def _marks_before(segment: Segment, file: str) -> str:
    """The level of a heading in Markdown, by the marks in front of it; empty where it has none."""
    pieces = segment.map.pieces
    if not file or not pieces:
        return ""
    start = pieces[0].file_start
    line = file[max(file.rfind("\n", 0, start) + 1, start - 12) : start].strip(" >*_[`")
    marks = len(line) - len(line.lstrip("#"))
    return str(marks) if marks else ""
