"""Lists of contents that announce parts of a page which do not follow.

Most entries of such a list are headings further down, in the same order. One that is none counts where the place of its
part is known and nothing stands there: between the parts before and behind it, or at the end, there is no other heading of
that rank which may be the part under another name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from audit.analysis.page_anchors import letters
from audit.analysis.text_view import TextView
from audit.model.notation import Notation
from audit.model.role import Role

FEWEST, FEWEST_KNOWN = 4, 3  # entries of a list; those that are headings
SHORTEST = 3  # letters of a name
LONGEST = 120  # code points of an entry
LOWEST = 6  # the rank of a heading
AHEAD = 400  # code points before a heading in which its tag opens
SILENT = frozenset({Role.ATTRIBUTE, Role.METADATA})
LISTED = frozenset({Role.ITEM, Role.NAVIGATION})
_TAG = re.compile(r"<h([1-6])\b[^<>]{0,300}>(?:[^<>]{0,40}<[^<>]{0,300}>){0,4}\s*\Z", re.I)
_HASHES = re.compile(r"(?:^|\n)[ >]{0,9}(#{1,6})[ \t]+[^\n]{0,40}\Z")


class MissingPart(NamedTuple):
    """The entry at `[start, end)` of the view announces a part that is not there. `last`: nothing that the list announces
    further down is there."""

    start: int
    end: int
    last: bool


class _Heading(NamedTuple):
    name: str
    rank: int  # 1 to 6; 0 where that is not plain


class _Entry(NamedTuple):
    segment: int
    name: str
    depth: tuple[int, int]  # how far it is set in
    heading: int | None  # the number of the heading of that name


def missing_parts(view: TextView) -> Iterator[MissingPart]:
    """What is announced and not there, in order."""
    headings = [
        (index, segment)
        for index, segment in enumerate(view.segments)
        if segment.role is Role.HEADLINE and segment.role_known
    ]
    if len(headings) < FEWEST_KNOWN:
        return
    named = [_Heading(letters(segment.text), _rank(view, index)) for index, segment in headings]
    places = [index for index, _ in headings]
    for run in _lists(view):
        yield from _missing(view, run, named, bisect_right(places, run[-1]))


def _lists(view: TextView) -> Iterator[list[int]]:
    """The segments of lists of names, in which nothing is said."""
    run: list[int] = []
    for index, segment in enumerate(view.segments):
        if segment.role in SILENT:
            continue
        if segment.role in LISTED and len(segment.text) <= LONGEST and _is_name(view, index):
            run.append(index)
            continue
        if len(run) >= FEWEST:
            yield run
        run = []
    if len(run) >= FEWEST:
        yield run


def _is_name(view: TextView, index: int) -> bool:
    """True for a link alone, or words without the mark of a sentence."""
    segment = view.segments[index]
    text = segment.text.strip()
    if len(segment.links) > 1 or text[-1:] in view.language.sentence_ends + ":：;":
        return False
    return not segment.links or segment.links[0].end - segment.links[0].start >= len(text) - 3


def _missing(view: TextView, run: list[int], headings: list[_Heading], behind: int) -> Iterator[MissingPart]:
    numbers: dict[str, int] = {}
    for number in range(len(headings) - 1, behind - 1, -1):
        if len(headings[number].name) >= SHORTEST:
            numbers[headings[number].name] = number
    entries = [
        _Entry(index, name := letters(view.segments[index].text), _depth(view, index), numbers.get(name))
        for index in run
    ]
    known = [entry for entry in entries if entry.heading is not None]
    order = [entry.heading for entry in known if entry.heading is not None]
    if len(known) < FEWEST_KNOWN or 2 * len(known) < len(entries) or any(a >= b for a, b in pairwise(order)):
        return
    ranks: dict[tuple[int, int], int] = {}
    for entry in known:
        ranks[entry.depth] = max(ranks.get(entry.depth, 0), headings[entry.heading or 0].rank)
    if 0 in ranks.values():
        return
    # How many headings of each rank or a higher one stand before each heading.
    higher = [
        list(accumulate((heading.rank <= rank for heading in headings), initial=0))
        for rank in range(LOWEST + 1)
    ]
    ahead = len(order)
    last: int | None = None
    for entry in entries:
        if entry.heading is not None:
            last, ahead = entry.heading, ahead - 1
            continue
        following = order[-ahead] if ahead else len(headings)
        others = higher[ranks.get(entry.depth, LOWEST)]
        if last is not None and len(entry.name) >= SHORTEST and others[following] == others[last + 1]:
            yield MissingPart(*view.bounds(entry.segment), not ahead)


def _depth(view: TextView, index: int) -> tuple[int, int]:
    """How far an entry is set in: in how many lists of HTML it stands, and its column in Markdown."""
    start = view.file_starts[index]
    segment = view.segments[index]
    if segment.notation != Notation.MARKDOWN:
        return segment.path.count("li"), 0
    line = view.file_text[max(view.file_text.rfind("\n", 0, start) + 1, start - AHEAD) : start]
    return 0, len(line) - len(line.lstrip(" \t>"))


def _rank(view: TextView, index: int) -> int:
    """The rank of a heading, as its marks or its tag say."""
    start = view.file_starts[index]
    before = view.file_text[max(0, start - AHEAD) : start]
    hashes = _HASHES.search(before)
    if hashes is not None:
        return len(hashes.group(1))
    tag = _TAG.search(before)
    return int(tag.group(1)) if tag is not None else 0
