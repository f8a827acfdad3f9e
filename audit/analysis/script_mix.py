"""Stretches in the other alphabet of a language that is written in two: a sentence in Latin letters in a Serbian text in
Cyrillic ones.

A stretch is of the language when its small words are and its letters fit; names and words of other languages are not.
"""

import re
from functools import cache
from typing import NamedTuple

from audit.analysis.leftovers.word_lists import common_cost, small_words_of
from audit.analysis.own_voice import is_own_voice
from audit.analysis.text_view import TextView
from audit.language.profiles import known_tags, profile
from audit.language.relatives import list_of
from audit.language.scripts import character_class

ALPHABETS = frozenset({"Latn", "Cyrl", "Arab"})
FEWEST = 3  # words of a stretch
SMALL = 1  # different small words of the language in it; two where it has no word list
KNOWN = 0.6  # share of its words that the list knows
MOST = 200  # stretches that are looked at


class ScriptMix(NamedTuple):
    """The stretches `[start, end)` of the view in the rarer alphabet, and both alphabets (ISO 15924)."""

    usual: str
    rare: str
    stretches: tuple[tuple[int, int], ...]


def script_mix(view: TextView) -> ScriptMix | None:
    """The mixture of a text; None where there is none. Cached on the view."""
    return view.remember("two alphabets", lambda: _mix(view))


def _mix(view: TextView) -> ScriptMix | None:
    scripts = _alphabets(view.language.tag)
    if len(scripts) != 2 or not view.rare_characters:
        return None
    rare, usual = sorted(scripts, key=lambda script: len("".join(_words(script).findall(view.text))))
    if rare in view.language.scripts and usual not in view.language.scripts:
        rare, usual = usual, rare
    stretches = []
    for match in _stretch(rare).finditer(view.text):
        if _is_of_the_language(match[0], view.language.tag, rare) and is_own_voice(view, *match.span()):
            stretches.append(match.span())
            if len(stretches) == MOST:
                break
    return ScriptMix(usual, rare, tuple(stretches)) if stretches else None


def _is_of_the_language(text: str, tag: str, script: str) -> bool:
    base = tag.partition("-")[0]
    words = [word.lower() for word in _words(script).findall(text)]
    if len(words) < FEWEST or not _letters(base).issuperset("".join(words)):
        return False
    small = small_words_of(base).intersection(words)
    listed = list_of(tag, script)
    if listed is None:
        return len(small) > SMALL
    known = sum(listed in common_cost(word) for word in words)
    return len(small) >= SMALL and known >= KNOWN * len(words)


def _family(base: str) -> list[str]:
    """A language and its tags by alphabet."""
    return [tag for tag in known_tags() if tag == base or tag.startswith(base + "-")]


@cache
def _alphabets(tag: str) -> tuple[str, ...]:
    """The alphabets that a language is written in."""
    base = tag.partition("-")[0]
    return tuple(sorted({script for item in _family(base) for script in profile(item).scripts} & ALPHABETS))


@cache
def _letters(base: str) -> frozenset[str]:
    return frozenset("".join(profile(tag).letters for tag in _family(base)) + "’ʻʼ")


@cache
def _words(script: str) -> re.Pattern[str]:
    return re.compile(f"[{character_class([script])}]+")


@cache
def _stretch(script: str) -> re.Pattern[str]:
    """Words of an alphabet, with blanks, figures and marks between them, within a segment."""
    letters = character_class([script])
    return re.compile(
        rf"[{letters}]+(?:[^\w\x00\ufffc]{{1,3}}(?:[0-9]{{1,8}}[^\w\x00\ufffc]{{1,3}})?[{letters}]+)+"
    )
