"""Numbers written with decimal and grouping marks, and what they are worth.

Only what its form proves is a number of one convention or the other: `1.250,50` can be read in one way
only, `1.250` in two. Dates, times, versions, addresses, section numbers and lists of figures are not
numbers here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView

SPACES = " \u00a0\u202f\u2009"
# Marks that may stand between the digits of one number.
MARKS = ".,'’" + SPACES
LONGEST = 40  # code points of one number
CURRENCIES = "$€£¥₽₴₹₺₩₪฿zł"


class Number(NamedTuple):
    """A number with marks in it: `[start, end)` in the view.

    `grouping` is the mark between groups of three digits ("" when there is none), `decimal` the mark
    before the fraction ("" when there is none), `digits` the whole part, `fraction` what follows the mark.
    `ambiguous`: one mark with three digits behind it, which may be either.
    """

    start: int
    end: int
    digits: str
    fraction: str
    grouping: str
    decimal: str
    groups: int  # groups of three digits behind the first
    ambiguous: bool

    @property
    def value(self) -> float:
        """What the number is worth when read by its own marks."""
        return float(f"{self.digits}.{self.fraction or 0}")


@cache
def _anchor() -> re.Pattern[str]:
    """A digit, a mark and a digit. A space only before a group of three digits, as in `1 250 000`."""
    return re.compile("[0-9](?:[.,'’\u00a0\u202f\u2009](?=[0-9])| (?=[0-9]{3}(?![0-9])))")


@cache
def _shape() -> re.Pattern[str]:
    return re.compile(
        r"(?P<first>[0-9]{1,3})(?P<group>[.,'’ \u00a0\u202f\u2009])(?P<rest>[0-9]{3}(?:(?P=group)[0-9]{3}){0,6})"
        r"(?:(?P<point>[.,])(?P<part>[0-9]{1,9}))?"
        r"|(?P<whole>[0-9]{1,12})(?P<mark>[.,])(?P<fraction>[0-9]{1,9})"
    )


def numbers(view: TextView) -> list[Number]:
    """Every number with a mark between its digits, in order. Cached on the view."""
    return view.remember("marked numbers", lambda: list(_find(view.text)))


def _find(text: str) -> Iterator[Number]:
    done = 0
    for anchor in _anchor().finditer(text):
        start = place = anchor.start()
        if place < done:
            continue
        while start > done and place - start < LONGEST and text[start - 1].isdecimal():
            start -= 1
        match = _shape().match(text, start)
        # The digits and marks that hang together: a number must be all of them.
        end = start
        while (
            end < len(text) and end - start < LONGEST and (text[end].isdecimal() or text[end] in ".,'’:/-–")
        ):
            end += 1
        done = end
        if match is None or match.end() < len(text[start:end].rstrip(".,'’:/-–")) + start:
            continue
        done = max(done, match.end())
        if _standing_alone(text, start, match.end()):
            yield _number(match)


def _standing_alone(text: str, start: int, end: int) -> bool:
    """No letter, digit or joining mark before it, no digit after it: neither a code nor a longer series."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalpha() or (before[-1:] in (*"_#@/\\:.,-–+~=^*", "’", "'") and before[-1:]):
        return False
    if len(before) == 2 and before[0].isdecimal() and before[1] in SPACES:
        return False
    if after[:1] in (*"_/\\:-–~=^*°’'", "\ufffc") and after[:1]:
        return after[:1] in "-–" and not after[1:].isdecimal()
    return not (len(after) == 2 and after[0] in MARKS and after[1].isdecimal())


def _number(match: re.Match[str]) -> Number:
    start, end = match.span()
    if match["whole"] is not None:
        return Number(start, end, match["whole"], match["fraction"], "", match["mark"], 0, False)
    rest = match["rest"].replace(match["group"], "")
    groups = len(rest) // 3
    alone = groups == 1 and match["part"] is None and match["group"] in ".,"
    return Number(
        start,
        end,
        match["first"] + rest,
        match["part"] or "",
        match["group"],
        match["point"] or "",
        groups,
        alone,
    )


def is_address(text: str) -> bool:
    """Four numbers up to 255 with full stops between them."""
    parts = text.split(".")
    return len(parts) == 4 and all(len(part) <= 3 and int(part) <= 255 for part in parts)
