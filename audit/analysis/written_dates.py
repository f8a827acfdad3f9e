"""Dates with the name of a month, or in the signs of East Asia, as other languages write them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.local_forms import local_forms
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile

EAST_ASIAN = frozenset({"Hani", "Hira", "Kana"})
SHORTEST_MONTH = 3  # letters: shorter ones are numerals and particles as often


class WrittenDate(NamedTuple):
    """`[start, end)` of the view, and what is foreign in it."""

    start: int
    end: int
    why: str


def foreign_written_dates(view: TextView) -> Iterator[WrittenDate]:
    """Every such date."""
    language = view.language
    if "年" in view.rare_characters and EAST_ASIAN.isdisjoint(language.scripts):
        for match in _east_asian().finditer(view.text):
            yield WrittenDate(*match.span(), "in the signs of East Asia")
    for anchor, pattern, why in _patterns(language):
        if anchor.search(view.lower) is None:
            continue
        for match in pattern.finditer(view.lower):
            yield WrittenDate(*match.span(), why)


@cache
def _patterns(language: LanguageProfile) -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """What a date holds that begins with a figure, so that the search jumps; the whole date; what is foreign in it."""
    base = language.tag.split("-")[0]
    forms = local_forms()
    names = sorted(
        {
            name
            for month in language.months
            for name in month
            if len(name) >= SHORTEST_MONTH and name.isalpha()
        },
        key=lambda name: (-len(name), name),
    )
    if not names or not language.has_spaces:
        return ()
    month = f"(?:{'|'.join(map(re.escape, names))})"
    year = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
    day = r"[0-9](?<![0-9.,].)[0-9]?"
    found = []
    if not any(
        "mdy" in profile(tag).numeric_date_orders for tag in known_tags() if tag.split("-")[0] == base
    ):
        found.append((rf"[0-9], {year}", rf"(?<![^\W_]){month} [0-9]{{1,2}}, {year}", "month first"))
    if base not in forms.day_dots:
        dotted = rf"{day}\. {month} {year}"
        found.append((dotted, dotted, "with a full stop behind the day"))
    joined = forms.joined_dates.get(base)
    if joined:
        twice = rf"{day} {joined} {month} {joined} {year}"
        found.append((twice, twice, f"with “{joined}” twice"))
    words = forms.year_words.get(base)
    if words:
        before = "|".join(words[:-1])
        phrase = rf"(?<=\b)(?:{before}) {year} {words[-1]}(?![\w-])"
        found.append((rf"[0-9] {words[-1]}(?![\w-])", phrase, f"with “{words[-1]}” behind it"))
    return tuple((re.compile(anchor), re.compile(pattern), why) for anchor, pattern, why in found)


@cache
def _east_asian() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])[0-9]{4} ?年(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?)?(?![\u2e80-\u9fff])")
