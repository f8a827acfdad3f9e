"""Abbreviations in small letters: those behind the name they are made of, those of a text that lost its capitals, and
those joined to numbers."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.small_names import in_code
from audit.analysis.text_view import TextView
from audit.language.measures import measures
from audit.language.spelling import Speller, has_vowel, speller

REACH = 90  # code points in which the full name stands
SMALL_WORD = 3  # letters of a word that may be skipped
FEWEST = 2  # words that give their first letter
LEAST_WORDS = 12  # of a text that shows by itself that it has no capitals
# What a word without vowels, or alone in brackets, must cost to be none that everybody writes.
NO_VOWEL, IN_BRACKETS = 11.5, 12.0
USUAL_LETTERS = 3  # a longer word with a vowel is a word


def small_acronyms(view: TextView) -> Iterator[str]:
    """Each such abbreviation, in small letters, once."""
    known: set[str] = set()
    for match in in_brackets().finditer(view.text) if "(" in view.text else ():
        word = match[1]
        if word in known or word in view.language.function_words or word in in_code(view):
            continue
        first, _ = view.bounds_at(match.start())
        before = view.text[max(first, match.start() - REACH) : match.start()]
        if is_made_of(word, re.findall(r"[^\W\d_]+", before)[-8:]):
            known.add(word)
            yield word
    if (
        view.volume >= LEAST_WORDS
        and "Latn" in view.language.scripts
        and inner_capital().search(view.text) is None
    ):
        yield from _without_capitals(view, known)


def small_codes(view: TextView) -> Iterator[tuple[int, int]]:
    """Where abbreviations in small letters stand that a hyphen joins to a number or to each other: "scl-70", "rt-pcr"."""
    if "-" not in view.text or "Latn" not in view.language.scripts or (knows := _speller(view)) is None:
        return
    bare = view.volume >= LEAST_WORDS and inner_capital().search(view.text) is None
    for match in joined_parts().finditer(view.text) if bare or not in_code(view) else ():
        parts = [part for part in match[0].split("-") if part.isalpha()]
        mute = [not has_vowel(part) and len(part) > 1 for part in parts]
        coded = match[0][-1].isdigit() and bare and (len(parts) > 1 or all(mute))
        if (coded or (len(parts) > 1 and all(mute))) and max(map(knows.cost, parts)) >= NO_VOWEL:
            yield match.start(), match.end()


def _speller(view: TextView) -> Speller | None:
    return speller(view.language.tag, "Latn")


def _without_capitals(view: TextView, known: set[str]) -> Iterator[str]:
    """Words that can only be abbreviations, in a text that has no capital but at the beginning of its sentences."""
    if (knows := _speller(view)) is None:
        return
    bracketed = {match[1] for match in alone_in_brackets().finditer(view.text)}
    for word in view.vocabulary:
        if word in known or not 2 <= len(word) <= 6 or not word.isascii() or not word.isalpha():
            continue
        least = (NO_VOWEL if not has_vowel(word) else IN_BRACKETS) if word in bracketed else 0.0
        if (
            not least
            or knows.cost(word) < least
            or word in closed_words(view).union(view.language.abbreviations)
        ):
            continue
        if not measures(view.language).unit_of(word) and word not in in_code(view):
            yield word


def is_made_of(word: str, names: list[str]) -> bool:
    """True when the letters of a word are the first letters of the last names, in order; small words may be skipped,
    and one letter may come from inside the name before."""
    for begin in range(len(names)):
        place = firsts = 0
        inside = 0
        for name in names[begin:]:
            small = name.lower()
            if place < len(word) and small[0] == word[place]:
                place += 1
                firsts += 1
            elif len(small) > SMALL_WORD:
                break
            if place < len(word) and not inside and word[place] in small[1:] and name is names[-1]:
                place += 1
                inside += 1
        else:
            # Names with capitals are those of programs: "Node Package Manager (npm)".
            named = all(name[0].isupper() for name in names[begin:] if len(name) > SMALL_WORD)
            if place == len(word) and firsts >= FEWEST and firsts >= len(word) - 1 and not named:
                return True
    return False


@cache
def in_brackets() -> re.Pattern[str]:
    return re.compile(r"\((?<=[^\W_] .)([a-zà-ÿ]{2,6})\)")


@cache
def alone_in_brackets() -> re.Pattern[str]:
    return re.compile(r"\((?<=[^\W_] .)([a-z]{2,6})(?:-[a-z0-9]{1,4})?\)")


@cache
def joined_parts() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w@#./'’`_-])[a-z]{2,5}(?:-[a-z]{2,5})?-(?:[a-z]{2,5}|[0-9]{1,3})(?![\w@/'’`_(-]|\.\w)"
    )


@cache
def inner_capital() -> re.Pattern[str]:
    """A capital that no sentence begins with."""
    return re.compile(
        r"(?<=[^\W_][ \u00a0(-])[^\W\d_a-zà-öø-ÿ]|(?<=[,)] )[^\W\d_a-zà-öø-ÿ]|(?<=[^\W\d_])[A-ZÀ-Þ]"
    )
