"""Dates with the name of a month, or in the signs of East Asia, as other languages write them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.leftovers.word_lists import common_cost
from audit.analysis.text_view import TextView
from audit.language.local_forms import local_forms
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile
from audit.language.relatives import list_of

EAST_ASIAN = frozenset({"Hani", "Hira", "Kana"})
RARER = 2.5  # by so much at least must a word for the hour be dearer here than where it is at home
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
    yield from _korean(view)
    yield from _hours(view)
    for anchor, pattern, why in _patterns(language):
        if anchor.search(view.lower) is None:
            continue
        for match in pattern.finditer(view.lower):
            yield WrittenDate(*match.span(), why)


def _korean(view: TextView) -> Iterator[WrittenDate]:
    """The year first and a full stop behind each figure, as in Korean: "2024.03.19. Seoul"."""
    language = view.language
    if not language.has_spaces or not language.numeric_date_orders or "ymd" in language.numeric_date_orders:
        return
    for match in _year_first().finditer(view.text):
        yield WrittenDate(*match.span(), "with the year first and a full stop behind each figure")


def _hours(view: TextView) -> Iterator[WrittenDate]:
    """A time in figures with another language's word for the hour: "22.00 Uhr"."""
    own = view.language
    script = own.scripts[0]
    for match in _time_and_word().finditer(view.text):
        word = match[2].lower()
        tags = hour_words().get(word, frozenset())
        if not tags or own.tag.partition("-")[0] in tags or word in own.function_words:
            continue
        costs = common_cost(word)
        theirs = min((costs[tag] for tag in tags if tag in costs), default=0.0)
        listed = list_of(own.tag, script)
        if listed is None or listed not in costs or costs[listed] >= theirs + RARER:
            yield WrittenDate(match.start(1), match.end(2), f"with “{match[2]}” for the hour")


@cache
def hour_words() -> dict[str, frozenset[str]]:
    """The words for the hour that are long enough to tell, and the base tags of the languages that have them."""
    found: dict[str, set[str]] = {}
    for tag in known_tags():
        for word in profile(tag).hour_words:
            if len(word) >= SHORTEST_MONTH:
                found.setdefault(word, set()).add(tag.partition("-")[0])
    return {word: frozenset(tags) for word, tags in found.items()}


@cache
def _time_and_word() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9.:])([0-9]{1,2}[.:][0-9]{2})[ \u00a0\u202f]([^\W\d_]{3,8})(?!\w)")


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.-])(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12][0-9]|3[01])\.(?= [^\W_])"
    )


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
