"""The placeholders and tags of both sides of every unit that has any, and which of them answer each other."""

import re
from collections import defaultdict
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.placeholders import Placeholder, placeholders

MOST = 600  # pieces of code in a unit that are compared one by one
_MARK = re.compile(r"[%{<\\]|&[#A-Za-z]|\$[({A-Za-z]|(?<!\w):[A-Za-z_]|@[:.]")


# strftime: letters that printf does not have, and those that both have.
_TIME_CODE = re.compile(r"%[-_0^#EO]{0,2}(?:([BYHMbymIjklGuUVWwZzhPRTnD])|[aAcdeFgpSsxXC])")


class Anchor(NamedTuple):
    """Two stretches that answer each other."""

    source_start: int
    source_end: int
    start: int
    end: int


class PairCode(NamedTuple):
    """The code of one pair, in the order of each text; `anchors` in that of the source."""

    source: list[Placeholder]
    target: list[Placeholder]
    anchors: list[Anchor]


def code_of_pairs(view: PairView) -> dict[int, PairCode]:
    """The code of each pair that has some, by index. Remembered."""
    return view.remember("code of pairs", lambda: _read(view))


def _read(view: PairView) -> dict[int, PairCode]:
    marked = dict.fromkeys(view.pair_at(match.start()) for match in _MARK.finditer(view.text))
    marked |= dict.fromkeys(view.pair_at_source(match.start()) for match in _MARK.finditer(view.source_text))
    found = {}
    for index in sorted(marked):
        pair = view.pairs[index]
        if _is_time_format(pair.source.text):
            continue
        source = placeholders(pair.source.text, pair.family)
        target = placeholders(pair.target.text, pair.family)
        if (source or target) and len(source) + len(target) <= MOST:
            found[index] = PairCode(source, target, _anchors(source, target))
    return found


def _is_time_format(text: str) -> bool:
    """True for a format of date and time, whose parts each language puts in its own order and leaves out."""
    codes = _TIME_CODE.findall(text) if text.count("%") > 1 else []
    return len(codes) > 1 and any(codes) and len(codes) == text.count("%") - text.count("%%") * 2


def _anchors(source: list[Placeholder], target: list[Placeholder]) -> list[Anchor]:
    """The first of a name answers the first, the second the second."""
    waiting: dict[tuple[str, str, str], list[Placeholder]] = defaultdict(list)
    for item in reversed(target):
        waiting[item.kind, item.name, item.form].append(item)
    found = []
    for item in source:
        same = waiting[item.kind, item.name, item.form]
        if same:
            other = same.pop()
            found.append(Anchor(item.start, item.end, other.start, other.end))
    return found


def expected_place(start: int, end: int, text: str, anchors: list[Anchor]) -> tuple[int, int]:
    """The stretch of a target where what stands at `[start, end)` of its source is to be expected.

    Right at what it hangs on in the source; else between what answers its neighbours, where it has two and these have
    kept their order; else anywhere. Blanks at its edges are left out.
    """
    before = [anchor for anchor in anchors if anchor.source_end <= start]
    after = [anchor for anchor in anchors if anchor.source_start >= end]
    if before and before[-1].source_end == start:
        return before[-1].end, before[-1].end
    if after and after[0].source_start == end:
        return after[0].start, after[0].start
    low, high = 0, len(text)
    if before and after and before[-1].end <= after[0].start:
        low, high = before[-1].end, after[0].start
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high
