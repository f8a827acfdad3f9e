"""Latin letters inside text of another script: a name that rightly stays, or words left behind?"""

import re
from enum import StrEnum
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.function_words import telling_words
from audit.language.latin_tokens import is_particle, is_unit

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TECHNICAL = re.compile(r"[/@\\_=<>{}$#&|+*%0-9]|\w\.\w|\w::\w|[a-z][A-Z]")
TERM_COUNT = 3  # a Latin word that a text uses so often is one of its terms


class LatinKind(StrEnum):
    """What a run of Latin words in a text of another script is."""

    NAME = "name"  # names, brands, abbreviations, addresses, units, code: rightly Latin
    DOUBTFUL = "doubtful"  # a single word that may be a term
    WORDS = "words"  # ordinary words
    SENTENCE = "sentence"  # several ordinary words, or small words of a language among them


def latin_kind(view: TextView, start: int, end: int) -> LatinKind:
    """Judge the run `[start, end)` of the view."""
    ordinary = []
    capitals = names = total = 0
    for match in WORD.finditer(view.text, start, end):
        word = match[0]
        total += 1
        if len(word) == 1 or technical(view, match.start(), match.end()):
            continue
        if word.islower():
            ordinary.append(word)
        else:
            names += 1
            capitals += word.isupper()
    small = [word for word in ordinary if word in latin_small_words()]
    # "of" and "van" belong to a name only where there is one.
    plain = [word for word in ordinary if not is_unit(word) and not (names and is_particle(word))]
    if not plain:
        return capitals_kind(view, start, end, capitals, total)
    if len(plain) >= 2 or small:
        return LatinKind.SENTENCE
    word = plain[0]
    if view.vocabulary[word.lower()] >= TERM_COUNT:
        return LatinKind.DOUBTFUL
    return LatinKind.WORDS


def capitals_kind(view: TextView, start: int, end: int, capitals: int, total: int) -> LatinKind:
    """A run without small letters: a shouted sentence has small words among its capitals."""
    if capitals >= 3 and capitals == total:
        words = [match[0].lower() for match in WORD.finditer(view.text, start, end)]
        if any(len(word) > 1 and word in latin_small_words() for word in words):
            return LatinKind.SENTENCE
    return LatinKind.NAME


def technical(view: TextView, start: int, end: int) -> bool:
    """True when the word is part of an address, a path, code, a version: anything that is not prose."""
    text = view.text
    left = (
        max(text.rfind(" ", max(0, start - 200), start), text.rfind(SEPARATOR, max(0, start - 200), start))
        + 1
    )
    stops = [at for at in (text.find(" ", end, end + 200), text.find(SEPARATOR, end, end + 200)) if at >= 0]
    token = text[left : min(stops, default=min(len(text), end + 200))]
    return bool(TECHNICAL.search(token))


@cache
def latin_small_words() -> frozenset[str]:
    """Small words of every language written in Latin letters, two letters or more."""
    return frozenset(word for word in telling_words() if len(word) > 1 and word.isascii())
