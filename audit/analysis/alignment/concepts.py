"""What every language has words for: numbers, units, months, days, seasons, and that something is not so."""

import re
from functools import cache, lru_cache

from audit.analysis.alignment.tokens import CONCEPT, NUMBER
from audit.language.characters import WORD_CHARACTERS
from audit.language.measures import folded, measures
from audit.language.negation_words import denials_in, is_anywhere, is_negation, knows_negation
from audit.language.profile import LanguageProfile
from audit.language.seasons import season_words

SHORTEST = 3  # letters of a word in a language with spaces
SHORTEST_RUN = 2  # signs of one in a language without
DENIAL = f"{CONCEPT}not"


def concepts_of(text: str, language: LanguageProfile) -> list[str]:
    """The concepts that a text in a language names, without repetition."""
    found: dict[str, None] = {}
    if language.has_spaces:
        for word in _words().findall(text.lower()):
            found.update(dict.fromkeys(concepts_of_word(word, language)))
    elif known := _known(language):
        for match in _runs(language).finditer(folded(text)):
            found.update(dict.fromkeys(known[match[0]]))
    found.update(dict.fromkeys(concepts_anywhere(text, language)))
    return list(found)


def concepts_anywhere(text: str, language: LanguageProfile) -> tuple[str, ...]:
    """The concepts that are no words of their own in a language."""
    denies = _denies_anywhere(language) and denials_in(text.lower(), language.tag)[0]
    return (DENIAL,) if denies else ()


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"[{WORD_CHARACTERS}'’]+")


@lru_cache(100_000)
def concepts_of_word(word: str, language: LanguageProfile) -> tuple[str, ...]:
    """The concepts of a lower-case word of a language with spaces."""
    small = folded(word)
    found = list(_known(language).get(small, ()))
    found += [token for start, token in _seasons(language) if small.startswith(start)]
    if not _denies_anywhere(language) and is_negation(word, language.tag):
        found.append(DENIAL)
    return tuple(found)


@cache
def _denies_anywhere(language: LanguageProfile) -> bool:
    return knows_negation(language.tag) and is_anywhere(language.tag)


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
