"""Dates written in figures."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView

SEPARATORS = "./-"


class NumericDate(NamedTuple):
    """Day, month and a year of four digits in figures: `[start, end)` in the view.

    `first` and `second` are the figures before the year, in the order written; one of them is the day.
    `padded`: both have two digits.
    """

    start: int
    end: int
    first: int
    second: int
    separator: str
    padded: bool

    @property
    def orders(self) -> tuple[str, ...]:
        """Orders the figures allow: "dmy", "mdy" or both."""
        possible = []
        if self.second <= 12:
            possible.append("dmy")
        if self.first <= 12:
            possible.append("mdy")
        return tuple(possible)


@cache
def _end_of_date(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    return re.compile(rf"{sign}([0-9]{{1,2}}){sign}((?:1[5-9]|20|21)[0-9]{{2}})(?![^\W_]|[./-][0-9])")


def numeric_dates(view: TextView) -> list[NumericDate]:
    """Every date of the shape 4.2.2026, 04/02/2026 or 04-02-2026, in order. Cached on the view."""
    return view.remember("numeric dates", lambda: sorted(_find(view.text)))


def _find(text: str) -> Iterator[NumericDate]:
    for separator in SEPARATORS:
        for match in _end_of_date(separator).finditer(text):
            start = match.start()
            while start > 0 and match.start() - start < 3 and text[start - 1].isdecimal():
                start -= 1
            figure = text[start : match.start()]
            before = text[start - 1 : start] if start else ""
            if (
                not 1 <= len(figure) <= 2
                or not figure.isascii()
                or before.isalnum()
                or (before and before in "./-_:,")
            ):
                continue
            first, second = int(figure), int(match[1])
            if 1 <= first <= 31 and 1 <= second <= 31 and (first <= 12 or second <= 12):
                yield NumericDate(
                    start, match.end(), first, second, separator, len(figure) == len(match[1]) == 2
                )
