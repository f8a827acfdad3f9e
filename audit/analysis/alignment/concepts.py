"""What every language has words for: numbers, units, months, days, seasons, and that something is not so."""

import re
from functools import cache

from audit.analysis.alignment.tokens import CONCEPT, NUMBER
from audit.language.characters import WORD_CHARACTERS
from audit.language.measures import folded, measures
from audit.language.negation_words import denials_in, is_anywhere, is_negation, knows_negation
from audit.language.profile import LanguageProfile
from audit.language.seasons import season_words

SHORTEST = 3  # letters of a word in a language with spaces
SHORTEST_RUN = 2  # signs of one in a language without
DENIAL = f"{CONCEPT}not"


def concepts_of(text: str, language: LanguageProfile) -> set[str]:
    """The concepts that a text in a language names."""
    known = _known(language)
    small = folded(text)
    found: set[str] = set()
    if language.has_spaces:
        words = _words().findall(small)
        for word in words:
            found.update(known.get(word, ()))
        for start, token in _seasons(language):
            if start in small and any(word.startswith(start) for word in words):
                found.add(token)
    elif known:
        for match in _runs(language).finditer(small):
            found.update(known[match[0]])
    if knows_negation(language.tag):
        lower = text.lower()
        if is_anywhere(language.tag):
            denies = bool(denials_in(lower, language.tag)[0])
        else:
            denies = any(is_negation(word, language.tag) for word in _apostrophed().findall(lower))
        if denies:
            found.add(DENIAL)
    return found


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"[{WORD_CHARACTERS}]+")


@cache
def _apostrophed() -> re.Pattern[str]:
    return re.compile(f"[{WORD_CHARACTERS}'’]+")


@cache
def _known(language: LanguageProfile) -> dict[str, tuple[str, ...]]:
    """Word by concepts, folded."""
    facts = measures(language)
    least = SHORTEST if language.has_spaces else SHORTEST_RUN
    found: dict[str, set[str]] = {}

    def add(word: str, token: str) -> None:
        if len(word) >= least and " " not in word:
            found.setdefault(word, set()).add(token)

    for word, values in facts.numbers.items():
        for value in values:
            if value == int(value) and value > 1:
                add(word, f"{NUMBER}{value:g}")
    for form, units in facts.units.items():
        for unit in units:
            add(folded(form), CONCEPT + unit)
    for number, forms in enumerate(language.months, 1):
        for form in forms:
            add(folded(form), f"{CONCEPT}month{number}")
    for number, forms in enumerate(facts.weekdays, 1):
        for form in forms:
            add(folded(form), f"{CONCEPT}day{number}")
    return {word: tuple(sorted(tokens)) for word, tokens in found.items()}


@cache
def _seasons(language: LanguageProfile) -> tuple[tuple[str, str], ...]:
    return tuple(
        (form.rstrip("*"), f"{CONCEPT}season{number}")
        for number, forms in enumerate(season_words(language))
        for form in forms
    )


@cache
def _runs(language: LanguageProfile) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _known(language)), key=lambda form: (-len(form), form))))
