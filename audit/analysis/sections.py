"""The sections of a Markdown text: which segments begin one, and whether two of them stand side by side."""

import re
from functools import cache

from audit.analysis.text_view import TextView
from audit.model.notation import Notation
from audit.model.role import Role

# Code points of the file between a heading and its first paragraph: line breaks, the mark of a quotation.
WALL = 12


@cache
def marks() -> re.Pattern[str]:
    """The marks at the start of a heading; a comment in code looks the same."""
    return re.compile(r"^[ >]{0,9}(#{1,6})[ \t]", re.MULTILINE)


def is_section_again(view: TextView, first: int, second: int) -> bool:
    """True when segments `first` and `second`, which say the same, begin two sections of one heading, and these
    stand side by side: what every chapter has anew stands under other headings that are higher."""
    before, after = _section_start(view, first), _section_start(view, second)
    if before is None or after is None or _named(view, first - 1) != _named(view, second - 1):
        return False
    chapter = view.remember("chapters", lambda: _chapters(view.file_text)).get(after)
    return chapter is not None and chapter <= before


def _chapters(text: str) -> dict[int, int]:
    """Where the line of each heading begins, and that of the nearest higher one before it; -1 for none."""
    chapters: dict[int, int] = {}
    above: list[tuple[int, int]] = []  # depth and place of the headings a new one may stand under
    for match in marks().finditer(text):
        depth = len(match.group(1))
        while above and above[-1][0] >= depth:
            above.pop()
        chapters[match.start()] = above[-1][1] if above else -1
        above.append((depth, match.start()))
    return chapters


def _section_start(view: TextView, index: int) -> int | None:
    """Where the line of the heading begins that a segment stands under; None where none stands right above."""
    if index < 1:
        return None
    heading, segment = view.segments[index - 1], view.segments[index]
    if heading.role is not Role.HEADLINE or heading.notation != Notation.MARKDOWN:
        return None
    start, end = heading.map.pieces[0].file_start, heading.map.pieces[-1].file_end
    if segment.map.pieces[0].file_start - end > WALL:
        return None
    return max(view.file_text.rfind("\n", 0, start), view.file_text.rfind("\r", 0, start)) + 1


def _named(view: TextView, index: int) -> str:
    """The heading without marks that stand in it by mistake."""
    return view.segments[index].text.strip("# ").casefold()
