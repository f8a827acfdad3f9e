"""Where the marks of an emphasis must stand to be read as such, and the edits that put them there.

CommonMark reads `**` as the start of an emphasis only before something that is no blank, and where a mark such as a bracket
follows, only behind a blank or another mark; as its end the other way round. Where words are not parted by blanks, an
emphasis that begins or ends with a bracket or a full stop therefore stays as it was written.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import category

from audit.model.fix import Edit, Fix, Safety

PAIRS = dict(zip("([{（［｛「『【《〈“‘„«", ")]}）］｝」』】》〉”’“»", strict=True)) | {'"': '"', "'": "'"}
ENDS = ":：。．.!?！？、，,;；…।؟،"  # may as well stand behind the emphasis
BRACKETS = {")": "(", "）": "（"}  # hold a gloss, which need not be stressed with the word
LONGEST_GLOSS = 60  # code points


class Marks(NamedTuple):
    """The two runs of asterisks in the file: `[start, inner)` opens, `[outer, end)` closes."""

    start: int
    inner: int
    outer: int
    end: int


class Surroundings(NamedTuple):
    """What of the language counts: words are parted by blanks; the words on both sides are words of their own."""

    spaced: bool
    word_before: bool
    word_after: bool


@cache
def whole_link() -> re.Pattern[str]:
    """A link and nothing else; its words."""
    return re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,400}\)\Z")


def emphasis_repair(text: str, marks: Marks, around: Surroundings) -> Fix | None:
    """The marks moved to the next place where both are read; None where there is none that keeps the sense."""
    body = text[marks.inner : marks.outer]
    before = text[marks.start - 1] if marks.start else "\n"
    after = text[marks.end] if marks.end < len(text) else "\n"
    first, last = len(body) - len(body.lstrip(" ")), len(body.rstrip(" "))
    # A blank inside that parts two words goes outside; any other goes.
    opening = " " if first and before.isalnum() and around.spaced else ""
    closing = " " if last < len(body) and after.isalnum() and around.spaced else ""
    core = body[first:last]
    for left, right, parts in _ways(core, (before, after), around):
        if opening or closing:
            parts = (opening, closing)
        if _opens(parts[0] or before, core[left:], core[:left]) and _closes(
            parts[1] or after, core[:right], core[right:]
        ):
            whole = parts[0] + core[:left] + text[marks.start : marks.inner]
            stop = text[marks.outer : marks.end] + core[right:] + parts[1]
            edits = [
                _changed(marks.start, text[marks.start : marks.inner + first + left], whole),
                _changed(marks.inner + first + right, text[marks.inner + first + right : marks.end], stop),
            ]
            return Fix(tuple(edit for edit in edits if edit is not None), Safety.SUGGESTED)
    return None


def _ways(
    core: str, sides: tuple[str, str], around: Surroundings
) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """Places in the stressed words between which they may be stressed, and what is put outside, the best first."""
    size = len(core)
    yield 0, size, ("", "")
    opened = _opens(sides[0], core, "")
    closed = _closes(sides[1], core, "")
    if around.spaced and (opened or around.word_before) and (closed or around.word_after):
        yield 0, size, ("" if opened else " ", "" if closed else " ")
    link = whole_link().match(core)
    if link is not None:
        yield link.start(1), link.end(1), ("", "")
    if size > 2 and PAIRS.get(core[0]) == core[-1] and not {core[0], core[-1]} & set(core[1:-1]):
        yield 1, size - 1, ("", "")
    if closed:
        return
    kept = len(core.rstrip(ENDS))
    if 0 < kept < size:
        yield 0, kept, ("", "")
    start = core.rfind(BRACKETS.get(core[-1:], "\n"))
    if (
        start > 0
        and size - start <= LONGEST_GLOSS
        and not set(core[start + 1 : -1]) & {core[start], core[-1]}
    ):
        name = core[:start].rstrip(" ")
        yield 0, len(name), ("", "")


def _opens(before: str, inside: str, moved: str) -> bool:
    """True where marks before `inside` and behind `moved`, or behind `before`, can open an emphasis."""
    outer = (before + moved)[-1]
    return bool(inside) and not inside[0].isspace() and (not _is_mark(inside[0]) or not _is_letter(outer))


def _closes(after: str, inside: str, moved: str) -> bool:
    """The same at the end."""
    outer = (moved + after)[0]
    return bool(inside) and not inside[-1].isspace() and (not _is_mark(inside[-1]) or not _is_letter(outer))


def _is_mark(char: str) -> bool:
    return category(char)[0] in "PS"


def _is_letter(char: str) -> bool:
    """True for what is neither blank nor mark."""
    return not char.isspace() and not _is_mark(char)


def _changed(start: int, old: str, new: str) -> Edit | None:
    """An edit of what differs, without what both begin and end with."""
    if old == new:
        return None
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    return Edit(start + left, start + len(old) - right, new[left : len(new) - right])
