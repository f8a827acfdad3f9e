"""Code fences called Markdown that a whole document stands in, as language models hand over a page or each of
its parts: they should not be there, and every fence inside them would be taken for the other side of its block."""

import re
from typing import NamedTuple

_NAMES = frozenset({"markdown", "md", "mdx"})
_FENCE = re.compile(r"^ {0,3}(?:(`{3,}+)([^`\r\n]*+)|(~{3,}+)([^\r\n]*+))\r?$", re.MULTILINE)
_BLANK = "\ufeff \t\r\n"
_BEGINS_WITH_FENCE = re.compile(rf"[{_BLANK}]*+(?:```|~~~)")
_MOST = 2000  # fences of a document that somebody wrote


class _Fence(NamedTuple):
    start: int
    end: int
    after: int  # where the next line begins
    marks: str
    name: str  # what it calls its content; "" may open or close

    @property
    def is_markdown(self) -> bool:
        return self.name.lower() in _NAMES

    def closes(self, opening: "_Fence") -> bool:
        return not self.name and self.marks.startswith(opening.marks)


class Wrapped(NamedTuple):
    """The fences around the parts of a document, and the stretches between them, in file order."""

    fences: list[tuple[int, int]]
    stretches: list[tuple[int, int]]


def wrapped(text: str, start: int, *, headed: bool) -> Wrapped | None:
    """The fences that wrap the document `text[start:]`; None where there are none.

    It begins with a fence called Markdown, and either that one lasts to the end or another follows: `headed`
    says that front matter stands before, and then a fence that ends early is an example.
    """
    if not _BEGINS_WITH_FENCE.match(text, start):
        return None
    fences = _fences(text, start)
    if not 0 < len(fences) <= _MOST or not fences[0].is_markdown:
        return None
    if text[start : fences[0].start].strip(_BLANK):
        return None
    last = len(text.rstrip())
    found: list[_Fence] = []
    count = position = 0
    while position < len(fences):
        opening = fences[position]
        if not opening.is_markdown:
            position = _after_block(fences, position)
            continue
        position, closing = _part(fences, position, last)
        count += 1
        found += [opening] if closing is None else [opening, closing]
        if closing is None:
            break
    whole = count == 1 and (len(found) == 1 or found[1].end == last)
    if not whole and (headed or count == 1):
        return None
    edges = [start, *(edge for fence in found for edge in (fence.start, fence.after)), len(text)]
    stretches = [(first, stop) for first, stop in zip(edges[::2], edges[1::2], strict=True) if first < stop]
    return Wrapped([(fence.start, fence.end) for fence in found], stretches)


def _fences(text: str, start: int) -> list[_Fence]:
    fences = []
    for match in _FENCE.finditer(text, start):
        group = 1 if match.group(1) else 3
        end = match.start() + len(match.group().rstrip())
        after = min(match.end() + 1, len(text))
        name = match.group(group + 1).strip()
        fences.append(_Fence(match.start(group), end, after, match.group(group), name))
    return fences


def _after_block(fences: list[_Fence], position: int) -> int:
    """The number of the fence after the code block that fence `position` opens."""
    opening = fences[position]
    for number in range(position + 1, len(fences)):
        if fences[number].closes(opening):
            return number + 1
    return len(fences)


def _part(fences: list[_Fence], position: int, last: int) -> tuple[int, _Fence | None]:
    """The part that fence `position` opens: the number of the fence after it, and the fence that closes it.

    Fences without a name come in pairs inside a part, so that an odd one ends it: the last of them where the
    part's text ends with it, else the first.
    """
    opening = fences[position]
    bare: list[int] = []
    number = position + 1
    while number < len(fences):
        fence = fences[number]
        if fence.is_markdown and len(bare) % 2:
            break
        if fence.closes(opening):
            bare.append(number)
            number += 1
        else:
            number = _after_block(fences, number)
    if not len(bare) % 2:
        return len(fences), None
    closing = bare[-1] if number == len(fences) and fences[bare[-1]].end == last else bare[0]
    return closing + 1, fences[closing]
