"""Dates and times with the next word run on behind them: "12 November 2023Residents", "09:41Residents".

Nearly every text has figures, few have one of these: the anchors are the beginnings of years, colons without
a blank, hyphens and the names of the months. Whether a text has any tells its vocabulary; each is found by plain search,
and a pattern looks only at those places.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView

CENTURIES = ("19", "20")
LONGEST = 40  # code points of a date with its time
WORD = r"([^\W\d_]{3,40})"  # what ran on
CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"


class RunOnDate(NamedTuple):
    """A date or time and the word run on behind it, `[start, end)` in the view; the word begins at `word`."""

    start: int
    word: int
    end: int


def run_on_dates(view: TextView) -> list[RunOnDate]:
    """Every such place, in order, in a language that has capitals: only a capital tells a new text."""
    if not view.language.has_case:
        return []
    found: dict[int, RunOnDate] = {}
    for place in _find(view):  # a time behind a date is found with it and alone: the longer one counts
        if place.word not in found or place.start < found[place.word].start:
            found[place.word] = place
    return [found[word] for word in sorted(found)]


def _find(view: TextView) -> Iterator[RunOnDate]:
    text = view.text
    months = view.vocabulary.keys() & _month_names(view.language.months)
    gaps = view.gap_counts
    if gaps["."] > 1 or gaps["/"] > 1:
        for century in CENTURIES:
            for year in _places(text, century):
                if (match := _after_year().match(text, year)) and (
                    start := _date_start(view, match)
                ) is not None:
                    yield from _told(view, start, match)
    if gaps["-"] > 1:
        for hyphen in _places(text, "-"):
            if match := _after_hyphen().match(text, hyphen):
                before = _year_before().search(text, max(0, hyphen - 5), hyphen)
                if before is not None:
                    yield from _told(view, before.start(), match)
    if ":" in gaps:
        for colon in _places(text, ":"):
            if match := _after_colon().match(text, colon):
                before = _hour_before().search(text, max(0, colon - 3), colon)
                if before is not None:
                    yield from _told(view, before.start(), match)
    for month in sorted(months):
        for place in _places(view.lower, month):
            if match := _after_month().match(text, place + len(month)):
                before = _before_month().search(text, max(0, place - LONGEST), place)
                if before is not None:
                    yield from _told(view, before.start(), match)


def _places(text: str, anchor: str) -> Iterator[int]:
    place = text.find(anchor)
    while place >= 0:
        yield place
        place = text.find(anchor, place + len(anchor))


def _told(view: TextView, start: int, match: re.Match[str]) -> Iterator[RunOnDate]:
    """The place, when the word is written as the first one of a text."""
    if match[1][0].isupper() and match[1][1:].islower():
        first, _ = view.bounds_at(match.start(1))
        yield RunOnDate(max(first, start), match.start(1), match.end(1))


def _date_start(view: TextView, match: re.Match[str]) -> int | None:
    """Where the date in figures begins whose year stands at the start of `match`; None when there is none."""
    text, year = view.text, match.start()
    if match[0][4] in "./":  # 2024/03/12
        return None if year and text[year - 1].isalnum() else year
    before = _figures_before().search(text, max(0, year - LONGEST), year)
    return None if before is None else before.start()


@cache
def _month_names(months: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(name for forms in months for name in forms)


@cache
def _after_year() -> re.Pattern[str]:
    """A year, perhaps month and day in figures, perhaps a time, and the word."""
    return re.compile(rf"(?:19|20)[0-9]{{2}}(?:[./][0-9]{{1,2}}[./][0-9]{{1,2}})?(?:(?:T|,? ){CLOCK})?{WORD}")


@cache
def _figures_before() -> re.Pattern[str]:
    """Day and month in figures before a year."""
    return re.compile(rf"(?<![0-9])(?:{CLOCK},? )?[0-9]{{1,2}}([-./])[0-9]{{1,2}}\1\Z")


@cache
def _before_month() -> re.Pattern[str]:
    """What belongs to a date before the name of its month, perhaps nothing: "09:41, 12 ", "12 de "."""
    return re.compile(
        rf"(?:(?<![\w.,:/-])(?:{CLOCK},? )?[0-9]{{1,2}}\.?(?: [^\W\d_]{{1,3}})? |(?<![^\W_])(?<![0-9]))\Z"
    )


@cache
def _after_month() -> re.Pattern[str]:
    """The rest of a date behind the name of its month, and the word: " 2023", " de 2023", " 12, 2023, 09:41"."""
    return re.compile(
        rf"\.?(?: [^\W\d_]{{1,3}})?(?: [0-9]{{1,2}},?)?,?(?: (?:19|20)[0-9]{{2}})?(?:,? {CLOCK})?(?<=[0-9]){WORD}"
    )


@cache
def _after_hyphen() -> re.Pattern[str]:
    return re.compile(rf"-[0-9]{{2}}-[0-9]{{2}}(?:(?:T|,? ){CLOCK})?{WORD}")


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])[0-9]{4}\Z")


@cache
def _after_colon() -> re.Pattern[str]:
    return re.compile(rf":[0-5][0-9](?::[0-5][0-9])?{WORD}")


@cache
def _hour_before() -> re.Pattern[str]:
    """The hour before a colon."""
    return re.compile(r"(?<![\w:.,/-])(?:[01]?[0-9]|2[0-3])\Z")
