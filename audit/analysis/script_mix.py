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
from audit.language.language_model import language_model
from audit.language.profiles import known_tags, profile
from audit.language.relatives import list_of
from audit.language.scripts import character_class

ALPHABETS = frozenset({"Latn", "Cyrl", "Arab"})
FEWEST = 3  # words of a stretch
SMALL = 1  # different small words of the language in it; two where it has no word list
NO_WORD = 17.0  # what a word costs that a list lacks
KNOWN = 0.6  # share of its words that the list knows
MOST = 200  # stretches that are told


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
    found = {script: _stretches(view, script) for script in scripts}
    if not all(found.values()):
        return None  # letters of another language are no mixture
    rare, usual = sorted(scripts, key=lambda script: sum(end - start for start, end in found[script]))
    if rare in view.language.scripts and usual not in view.language.scripts:
        rare, usual = usual, rare
    return ScriptMix(usual, rare, tuple(found[rare][:MOST]))


def _stretches(view: TextView, script: str) -> list[tuple[int, int]]:
    """The stretches in one alphabet that are of the language, in the text's own voice."""
    return [
        match.span()
        for match in _stretch(script).finditer(view.text)
        if _is_of_the_language(match[0], view.language.tag, script) and is_own_voice(view, *match.span())
    ]


def _is_of_the_language(text: str, tag: str, script: str) -> bool:
    base = tag.partition("-")[0]
    words = [word.lower() for word in _words(script).findall(text)]
    if len(words) < FEWEST or not _letters(base).issuperset("".join(words)):
        return False
    small = small_words_of(base).intersection(words)
    listed = list_of(tag, script)
    if listed is None:
        return len(small) > SMALL
    costs = [common_cost(word) for word in words]
    known = sum(listed in cost for cost in costs)
    return len(small) >= SMALL and known >= KNOWN * len(words) and _cheapest(costs, script) == listed


def _cheapest(costs: list[dict[str, float]], script: str) -> str:
    """The language of the alphabet that words cost least."""
    return min(
        language_model().languages_of(script),
        key=lambda tag: sum(cost.get(tag, NO_WORD) for cost in costs),
    )


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
