"""Nouns of languages that write every noun with a capital."""

from collections.abc import Iterable
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.spelling import UNLISTED, speller
from audit.language.word_grammar import word_grammar

SHORTEST_LAST, SHORTEST_FIRST = 5, 3  # letters of the parts of a compound
SHORTEST_STEM = 4  # letters before an ending of nouns
MOST = 1 << 18  # words that are no such nouns and kept in mind
PLURAL = "en"
JOINTS = ("", "s", "n", "en", "es", "e")  # what may stand between the parts


class CapitalNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/capital_nouns/`: forms that no other word is spelt like, lower case."""

    words: frozenset[str] = frozenset()
    mostly: frozenset[str] = frozenset()  # a rare form of another word is spelt so too


@cache
def capital_nouns(tag: str) -> CapitalNouns:
    """The forms of a language; none where nouns have no capital or are not known."""
    base = tag.split("-")[0]
    return decode("capital_nouns", base, CapitalNouns) if base in table("capital_nouns") else CapitalNouns()


class _Told:
    """The words of a language that were asked for."""

    def __init__(self) -> None:
        self.nouns: set[str] = set()
        self.others: set[str] = set()


@cache
def _told(tag: str) -> _Told:
    return _Told()


def capital_nouns_among(tag: str, words: Iterable[str]) -> frozenset[str]:
    """Those of lower-case words that `is_capital_noun` says of. Documents have most of their words in common."""
    told, asked = _told(tag), frozenset(words)
    if len(told.others) > MOST:
        told.others.clear()
    for word in asked.difference(told.nouns).difference(told.others):
        (told.nouns if word.isalpha() and is_capital_noun(tag, word) else told.others).add(word)
    return asked.intersection(told.nouns)


def is_capital_noun(tag: str, word: str) -> bool:
    """True for a lower-case word that can only be a noun: a listed form, a compound that ends in one, or a word with
    an ending of nouns."""
    nouns = capital_nouns(tag)
    if word in nouns.words:
        return True
    knows = speller(tag, "Latn")
    if knows is None or knows.cost(word) < UNLISTED:
        return False
    for ending in word_grammar(tag).nominal_endings:
        stem = word.removesuffix(PLURAL) if len(ending) > SHORTEST_FIRST else word
        if stem.endswith(ending) and len(stem) - len(ending) >= SHORTEST_STEM:
            return True
    for place in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
        if word[place:] in nouns.words or word[place:] in nouns.mostly:
            head = word[:place]
            return any(
                head.endswith(joint) and knows.cost(head[: len(head) - len(joint)]) < UNLISTED
                for joint in JOINTS
            )
    return False
