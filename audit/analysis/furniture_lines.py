"""Lines that a site printed around its article and that were copied along: by what they say and how they are built.

Only short lines of plain text and Markdown are looked at: on a page of its own such a line is in its place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.furniture_frames import buttons, furniture_frames, homes, leads
from audit.language.page_words import control, furniture, is_navigation
from audit.language.phrases import fold
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment

PASTED = frozenset({Notation.PLAIN, Notation.MARKDOWN})
LONGEST = 160  # code points of such a line
PART_WORDS = 6  # words of one button in a row
LABEL = 60  # code points of a label at the start of a line
ROW = 3  # so many buttons without a mark between them are a row
ROW_MARKS, TRAIL_MARKS = frozenset("|·•"), frozenset("»›→>/\\")
STEPS = 3  # so many steps are a trail of breadcrumbs
COVERED = 0.6  # of a line belongs to a frame that tells what the line is
SENTENCE_END = re.compile(r"[.!?…。！？।]\W{0,3}\Z")
# A line says one thing, however many sentences it has: "Found a mistake? Press Ctrl+Enter".
SENTENCE_MARKS = "?!？！。"


CREDIT = "credit"  # the kind of frame that tells who made a picture


class FurnitureLine(NamedTuple):
    """A line of furniture, the number of its segment in the view; `credit`: it names who made a picture."""

    segment: int
    start: int
    end: int
    credit: bool


def furniture_lines(view: TextView) -> list[FurnitureLine]:
    """Every such line, in order."""
    return view.remember("furniture lines", lambda: list(_find(view)))


def _find(view: TextView) -> Iterator[FurnitureLine]:
    short = [index for index, segment in enumerate(view.segments) if _may_be(segment)]
    if not short:
        return
    framed = _framed(view, short)
    for index in short:
        text = view.segments[index].text
        kind = framed.get(index)
        if kind == CREDIT and SENTENCE_END.search(text):
            continue  # a sentence about a picture
        if kind is not None or _is_led(text) or _is_row(text) or _is_trail(text):
            yield FurnitureLine(index, *view.bounds(index), kind == CREDIT)


def _may_be(segment: Segment) -> bool:
    """A short line that nobody marked as a heading, an item or a link."""
    if segment.notation not in PASTED or segment.role_known or segment.links:
        return False
    return segment.role is not Role.CREDIT and 3 <= len(segment.text) <= LONGEST


def _framed(view: TextView, short: list[int]) -> dict[int, str]:
    """The lines that a frame tells, and its kind. One search over all of them: a search has a price of its own."""
    texts = [view.segments[index].text for index in short]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    covered: dict[tuple[int, str], int] = {}
    base = view.language.tag.split("-", 1)[0]
    joined = SEPARATOR.join(texts)
    for mark in SENTENCE_MARKS:
        joined = joined.replace(mark, ",")
    for match in furniture_frames().find(joined, prefer=base):
        place = bisect_right(starts, match.start) - 1
        told = place, match.frame.kind
        covered[told] = covered.get(told, 0) + match.end - match.start
    return {
        short[place]: kind
        for (place, kind), length in covered.items()
        if length >= COVERED * len(texts[place])
    }


@cache
def label_and_rest() -> re.Pattern[str]:
    """A label, the mark behind it, and the first character of what follows."""
    return re.compile(rf"\W{{0,3}}([^?!:：？！.。]{{2,{LABEL}}})([?!:：？！])\s*[\"“„«»「『(]?(\w)")


def _is_led(text: str) -> bool:
    """True for a label and what it leads to: "Read also: …", "Found a mistake? Press …"."""
    match = label_and_rest().match(text)
    if match is None:
        return False
    if match[2] in ":：":
        return fold(match[1]).strip() in leads() and not match[3].islower()
    return furniture(match[1]) is not None


@cache
def row_marks() -> re.Pattern[str]:
    """What parts the buttons of a row."""
    return re.compile(r"\s+[|·•]\s+|\s*\|\s*")


def _is_row(text: str) -> bool:
    """True for buttons side by side: "Print · Share · Rate it", "Like Share Comment"."""
    if not ROW_MARKS.isdisjoint(text):
        parts = row_marks().split(text.strip(" |·•"))
        if len(parts) > 1:
            told = sum(map(_is_button, parts))
            return told >= 2 and told * 3 >= 2 * len(parts)
    words = text.split() if text[:1].isupper() else []
    return len(words) >= ROW and fold(words[0]) in _first_words() and _is_run_of_buttons(fold(text).split())


def _is_button(part: str) -> bool:
    """True for the label of a button, or one that begins with what a button says: "Report this offer"."""
    words = fold(part).split()
    if not words or len(words) > PART_WORDS or part[-1] in ".?!":
        return False
    label = " ".join(words)
    if label in buttons() or furniture(part) is not None or control(part) or is_navigation(part):
        return True
    return any(" ".join(words[:size]) in buttons() for size in (3, 2, 1))


@cache
def _first_words() -> frozenset[str]:
    """The words that the labels of buttons begin with."""
    return frozenset(label.split(" ", 1)[0] for label in buttons())


def _is_run_of_buttons(words: list[str]) -> bool:
    """True when the words are buttons from first to last, three or more."""
    place = count = 0
    while place < len(words):
        size = next((n for n in (4, 3, 2, 1) if " ".join(words[place : place + n]) in buttons()), 0)
        if not size:
            return False
        place, count = place + size, count + 1
    return count >= ROW


@cache
def trail_marks() -> re.Pattern[str]:
    """What parts the steps of a trail."""
    return re.compile(r"\s*[»›→]\s*|\s+[>/\\]\s+")


def _is_trail(text: str) -> bool:
    """True for a breadcrumb trail: "Home » News » Sport"."""
    if TRAIL_MARKS.isdisjoint(text):
        return False
    steps = trail_marks().split(text.strip())
    if len(steps) < STEPS or any(not step or len(step.split()) > 2 * PART_WORDS for step in steps):
        return False
    return fold(steps[0]).strip() in homes()
