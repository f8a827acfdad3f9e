"""Nouns in small letters where the language writes them with a capital."""

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import compress, count, islice

import msgspec

from audit.analysis.small_names import in_code
from audit.analysis.text_view import TextView
from audit.language.capital_nouns import capital_nouns, capital_nouns_among
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import word_grammar

FEWEST = 2  # small nouns that are no single slip, where they are as many as the large words
FEWEST_WORDS = 6  # of a text whose only noun is small
BESIDE = "-/_@#.&=$%'’`´\\+*<>|~:"
BEHIND = "-/_@='’`´\\+*<>|~("


class SmallNoun(msgspec.Struct, frozen=True, gc=False):
    """`[start, end)` of the view is a noun in small letters. `habit`: the text writes its nouns so; `led`: an article
    stands before it and no other noun behind it."""

    start: int
    end: int
    habit: bool
    led: bool


def small_nouns(view: TextView) -> Iterator[SmallNoun]:
    """Every such noun, in order."""
    tag = view.language.tag
    if not word_grammar(tag).capital_nouns or not capital_nouns(tag).words:
        return
    nouns = capital_nouns_among(tag, view.vocabulary)
    small = [
        start for start, word in _small_places(view, nouns) if _is_plain(view, start, start + len(word), word)
    ]
    if not small:
        return
    large = _large_words(view, len(small) + 1)
    habit = (len(small) >= FEWEST and len(small) >= large) or (not large and view.volume >= FEWEST_WORDS)
    leading = _leading(view.language)
    if habit:
        small = sorted({*small, *_others(view, nouns)})
    for start in small:
        match = _word().match(view.text, start)
        end = match.end() if match else start
        yield SmallNoun(start, end, habit, _is_led(view.text, start, end, leading))


def _is_led(text: str, start: int, end: int, leading: frozenset[str]) -> bool:
    after = text[end : end + 2]
    if (after[:1] == " " and after[1:].isalpha()) or text[start - 1 : start] != " ":
        return False
    before = _last().search(text, max(0, start - 20), start)
    return before is not None and before[1].lower() in leading


def _small_places(view: TextView, words: Set[str]) -> Iterator[tuple[int, str]]:
    """Where such words stand in small letters, in order."""
    for place in compress(count(), map(words.__contains__, view.words)):
        start, word = view.word_starts[place], view.words[place]
        if view.text.startswith(word, start):
            yield start, word


def _others(view: TextView, nouns: Set[str]) -> Iterator[int]:
    """Nouns of a text without capitals that a rare form of another word is spelt like, and the last parts of words
    joined by hyphens."""
    mostly = capital_nouns(view.language.tag).mostly
    for start, word in _small_places(view, nouns | (mostly & view.vocabulary.keys())):
        end = start + len(word)
        joined = view.text[start - 1 : start] == "-" and view.text[end : end + 1] != "-"
        if joined if word in nouns else _is_plain(view, start, end, word):
            yield start


def _is_plain(view: TextView, start: int, end: int, word: str) -> bool:
    before, after = view.text[start - 1 : start] if start else "", view.text[end : end + 2]
    if (before and before in BESIDE) or (after[:1] and after[0] in BEHIND) or view.is_listed(start, end):
        return False
    if after[:1] in (".", ":") and after[1:].isalnum():
        return False
    return word not in in_code(view)


def _large_words(view: TextView, most: int) -> int:
    """How many words have a capital without opening a sentence; counting stops at `most`."""
    return sum(1 for _ in islice(_large().finditer(view.text), most))


@cache
def _leading(language: LanguageProfile) -> frozenset[str]:
    return word_grammar(language.tag).articles


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _large() -> re.Pattern[str]:
    """A capital behind a word or a comma and a space."""
    return re.compile(r"(?<=[^\W_][ \u00a0])(?=[^\W\d_])[A-ZÄÖÜ]|(?<=, )[A-ZÄÖÜ]")


@cache
def _last() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_]+) \Z")
