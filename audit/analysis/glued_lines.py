"""Lines of metadata whose fields ran together: "Sport21:47, 11 JanuaryViews: 1934".

The anchor is a letter right before the figures of a time or a date; the line is short and holds both, or a second
field that ran on. Alone such a figure may be a verse or a model.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView

LONGEST = 120  # code points of such a line
SHORTEST_WORD, LONGEST_WORD = 4, 24  # letters of the word before the seam
CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:])"
FIGURES = r"(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4})"


class GluedLine(NamedTuple):
    """A line of metadata `[start, end)` in the view, and where a space is missing."""

    start: int
    end: int
    seams: tuple[int, ...]


def glued_lines(view: TextView) -> Iterator[GluedLine]:
    """Every such line, in order."""
    if not view.language.has_case:
        return
    months = month_pattern(view.language.months)
    for match in _front_seams(view.text):
        index = view.segment_at(match.start())
        start, end = view.bounds(index)
        if end - start > LONGEST or not match[1][:1].isupper():
            continue
        seam = match.end(1)
        day = months.search(view.lower, seam, end)
        written = figures().search(view.text, seam, end)
        if not (day or written):
            continue
        behind = [place for place in (_run_on(view.text, other) for other in (day, written)) if place]
        if match["clock"] or behind or (day and day.start() == seam):
            yield GluedLine(match.start(1), end, (seam, *behind))


def _front_seams(text: str) -> Iterator[re.Match[str]]:
    """Every `front_seam`, found by its figure: letters with a figure right behind them are rare, words are not."""
    for figure in seam_figure().finditer(text):
        word = word_at_end().search(text, max(0, figure.start() - LONGEST_WORD), figure.start())
        match = front_seam().match(text, word.start()) if word else None
        if match is not None:
            yield match


def _run_on(text: str, date: re.Match[str] | None) -> int | None:
    """Where a capital follows the date without a space."""
    if date is None:
        return None
    end = date.end()
    return end if text[end : end + 1].isupper() and text[end + 1 : end + 2].islower() else None


@cache
def front_seam() -> re.Pattern[str]:
    """A word with the figures of a time, or of a day or a year, right behind it."""
    return re.compile(
        rf"(?<![^\W_])([^\W\d_]{{{SHORTEST_WORD},{LONGEST_WORD}}})"
        rf"(?:(?P<clock>{CLOCK})|(?=[0-9]{{1,2}}\.? [^\W\d_])|(?={FIGURES}))"
    )


@cache
def seam_figure() -> re.Pattern[str]:
    return re.compile(rf"[0-9](?<=[^\W\d_]{{{SHORTEST_WORD}}}.)")


@cache
def word_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])[^\W\d_]{{{SHORTEST_WORD},{LONGEST_WORD}}}\Z")


@cache
def figures() -> re.Pattern[str]:
    """A date in figures, perhaps with a time."""
    return re.compile(rf"{FIGURES}(?:,? {CLOCK})?")


@cache
def month_pattern(months: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """A day and the name of its month, or both the other way round, perhaps with year and time; small letters."""
    names = "|".join(sorted({re.escape(name) for forms in months for name in forms}, key=len, reverse=True))
    if not names:
        return re.compile(r"(?!)")
    tail = rf"(?:,? (?:19|20)[0-9]{{2}})?(?:,? {CLOCK})?"
    return re.compile(rf"(?:[0-9]{{1,2}}\.? (?:de )?(?:{names})|(?:{names}) [0-9]{{1,2}}(?![0-9])){tail}")
