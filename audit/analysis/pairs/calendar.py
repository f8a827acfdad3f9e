"""Dates and times of day in a text."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from audit.analysis.pairs.quantities import digits_of
from audit.language.measures import measures
from audit.language.profile import LanguageProfile

_ISO = re.compile(r"(?<![\d.\-/])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_FIGURES = re.compile(r"(?<![\d.\-/])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.\-/])(\d{4})([./])(\d{1,2})\2(\d{1,2})(?![\d]|[./-]\d)")
_CJK = re.compile(r"(?:(\d{2,4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?")
_FIGURE = re.compile(r"\d")
_JOINED = re.compile(r"\d[./-]\d")


class Date(NamedTuple):
    """A date at `[start, end)`. What it may be: (day, month) pairs with 0 for a day that is not said; year 0 likewise."""

    start: int
    end: int
    days: frozenset[tuple[int, int]]
    year: int


class ClockTime(NamedTuple):
    """A time of day that says which half of the day it is in: minutes since midnight."""

    start: int
    end: int
    minutes: int
    hour: int


@cache
def _months(language: LanguageProfile) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """Finds a month's name with the figures beside it."""
    names: dict[str, int] = {}
    for number, forms in enumerate(language.months, 1):
        for form in forms:
            if any(map(str.isdecimal, form)):
                continue
            names.setdefault(form, number)
    if not names:
        return None, {}
    either = "|".join(re.escape(form) for form in sorted(names, key=lambda form: -len(form)))
    day = r"\d{1,2}(?:\.|er|º|ª|°|st|nd|rd|th|-?[^\W\d_]{1,2})?"
    tail = r"(?![^\W\d_])" if language.has_spaces else ""
    head = r"(?<![^\W\d_])" if language.has_spaces else ""
    return (
        re.compile(
            rf"(?:(?P<day>{day})[\s\u00a0]?(?:de|di|d’|d'|of|a|ta'|та|、)?[\s\u00a0]?)?{head}(?P<month>{either})\.?{tail}"
            rf"(?:[\s\u00a0]?(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d))?"
            rf"(?:,?[\s\u00a0](?:de[l]?\s)?(?P<year>[12]\d{{3}})(?!\d))?",
            re.IGNORECASE,
        ),
        names,
    )


def dates(text: str, language: LanguageProfile | None) -> list[Date]:
    """Every date of a text, in order."""
    found: list[Date] = []
    if not _FIGURE.search(text):
        return found
    text = digits_of(text)
    joined = _JOINED.search(text) is not None  # most figures stand alone: one look instead of three
    for match in _ISO.finditer(text) if joined else ():
        _add(found, match, [(int(match[3]), int(match[2]))], int(match[1]))
    for match in _YEAR_FIRST.finditer(text) if joined else ():
        _add(found, match, [(int(match[4]), int(match[3]))], int(match[1]))
    for match in _FIGURES.finditer(text) if joined else ():
        first, second = int(match[1]), int(match[3])
        readings = []
        for order in _orders(language, match[2]):
            readings.append((first, second) if order == "dmy" else (second, first))
        if not any(_is_day(*reading) for reading in readings):
            readings = [(first, second), (second, first)]
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        _add(found, match, readings, year)
    if not text.isascii():
        for match in _CJK.finditer(text):
            _add(found, match, [(int(match[3] or 0), int(match[2]))], int(match[1] or 0))
    if language is not None:
        pattern, names = _months(language)
        if pattern is not None and names_month(text, language):
            for match in pattern.finditer(text):
                day = re.match(r"\d+", match["day"] or match["after"] or "")
                # A name alone is a word as well: "may", "march".
                if day is None and match["year"] is None:
                    continue
                start = match.start()
                number = names.get(match["month"].lower())
                if number is not None and not any(
                    item.start <= match.start("month") < item.end for item in found
                ):
                    found.append(
                        Date(
                            start,
                            match.end(),
                            frozenset({(int(day.group()) if day else 0, number)}),
                            int(match["year"] or 0),
                        )
                    )
    return sorted(found)


def names_month(text: str, language: LanguageProfile | None) -> bool:
    """True when the letters of a month's name stand in a text, if only within a word."""
    return language is not None and any(map(text.lower().__contains__, _months(language)[1]))


def _orders(language: LanguageProfile | None, separator: str) -> tuple[str, ...]:
    """Orders of day and month that a language writes with a separator: full stops part days from months."""
    if language is None:
        return ("dmy", "mdy")
    orders = tuple(order for order in language.numeric_date_orders if order in ("dmy", "mdy"))
    if separator == "." or not orders:
        return ("dmy",)
    return orders


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _add(found: list[Date], match: re.Match[str], readings: list[tuple[int, int]], year: int) -> None:
    good = frozenset(reading for reading in readings if 1 <= reading[1] <= 12 and reading[0] <= 31)
    if good and not any(item.start < match.end() and match.start() < item.end for item in found):
        found.append(Date(match.start(), match.end(), good, year))


_CLOCK = r"(?P<hour>\d{1,2})(?:[\s\u00a0]?[:.h時点點시][\s\u00a0]?(?P<minute>\d{2})?(?:[分분])?)?"


@cache
def _halves(language: LanguageProfile | None) -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]:
    """Finds a time with its half of the day; the words of the second half; how the words of either begin."""
    words: dict[str, str] = {"a.m.": "am", "p.m.": "pm", "am": "am", "pm": "pm", "a. m.": "am", "p. m.": "pm"}
    if language is not None:
        known = measures(language)
        for half, forms in (("am", known.am), ("pm", known.pm)):
            words |= dict.fromkeys(forms, half) | {
                form.replace(".", "").replace(" ", ""): half for form in forms if "." in form
            }
        for word in language.function_words:
            words.pop(word, None)  # German "am"
    either = _alternatives(words)
    # Before the figures stand only words of scripts that set no spaces.
    leading = _alternatives([word for word in words if word[0] > "\u2e80"]) or "(?!)"
    second = _CLOCK.replace("hour", "hour2").replace("minute", "minute2")
    pattern = re.compile(
        rf"(?P<before>{leading})[\s\u00a0]?(?<!\d){_CLOCK}|(?<![\d.:]){second}"
        rf"[\s\u00a0]?(?P<after>{either})(?![^\W\d_])",
        re.IGNORECASE,
    )
    heads = tuple(dict.fromkeys(word.lower().split(" ", 1)[0] for word in words))
    return pattern, frozenset(word for word, half in words.items() if half == "pm"), heads


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: -len(word))
    return "|".join(re.escape(word).replace("\\ ", r"[\s\u00a0]") for word in longest_first)


def clock_times(text: str, language: LanguageProfile | None) -> list[ClockTime]:
    """Every time of a text that says which half of the day it is in."""
    found: list[ClockTime] = []
    if not _FIGURE.search(text):
        return found
    pattern, afternoon, heads = _halves(language)
    lowered = text.lower()
    if not any(map(lowered.__contains__, heads)):
        return found
    text = digits_of(text)
    for match in pattern.finditer(text):
        hour = int(match["hour"] or match["hour2"])
        minute = int(match["minute"] or match["minute2"] or 0)
        half = re.sub(r"\s", " ", (match["before"] or match["after"]).lower())
        if not 1 <= hour <= 12 or minute > 59:
            continue
        later = half in afternoon
        found.append(
            ClockTime(match.start(), match.end(), (hour % 12 + (12 if later else 0)) * 60 + minute, hour)
        )
    return found


def says_afternoon(text: str, language: LanguageProfile | None) -> bool:
    """Whether a word of a text puts its times into the second half of the day."""
    _, afternoon, _ = _halves(language)
    lowered = text.lower().replace("’", "'")
    return any(word.replace("’", "'") in lowered for word in afternoon)
