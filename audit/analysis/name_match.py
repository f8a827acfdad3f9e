"""Finds the name in a text that a leftover word in another script stands for."""

import re
from collections import Counter
from functools import cache

from audit.analysis.names import CAPITALS, MORE_CAPITALS, MORE_SMALLS, SMALLS, has_accents, rough_key
from audit.analysis.text_view import TextView
from audit.language.romanisation import foreign_skeletons, skeleton

SHORTEST = 4  # letters: shorter words sound like too many names


@cache
def capitalised_word(accents: bool) -> re.Pattern[str]:
    """A word with a capital; ASCII alone is twice as fast."""
    small = SMALLS + MORE_SMALLS * accents
    return re.compile(f"[{CAPITALS + MORE_CAPITALS * accents}][{small}]+(?:['’-][{CAPITALS}{small}]+)*")


def name_for(view: TextView, words: str) -> str | None:
    """The Latin spelling that the text itself uses for a foreign word or name, or None.

    Every word must match a capitalised word of the text by its sound (`рютте` → `Rutte`).
    """
    found = []
    for word in words.split():
        bare = word.strip("«»\"'“”„().,:;!?-")
        if len(bare) < SHORTEST:
            return None
        keys = foreign_skeletons(bare, view.source.tag if view.source else None)
        match = next((name for key in keys if (name := spelled(view, key))), None)
        if match is None:
            return None
        found.append(match)
    return " ".join(found) or None


def spelled(view: TextView, key: str) -> str | None:
    """The commonest capitalised word of the text with a skeleton."""
    names = names_by_rough_key(view).get(rough_key(key), ())
    return next((name for name in names if skeleton(name) == key), None)


def names_by_rough_key(view: TextView) -> dict[str, list[str]]:
    """Rough key → capitalised Latin words of the text, the commonest first."""
    return view.remember("names by rough key", lambda: _by_rough_key(view))


def _by_rough_key(view: TextView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    accents = has_accents(view)
    for name, _ in Counter(capitalised_word(accents).findall(view.text)).most_common():
        if len(name) >= SHORTEST - 1:
            found.setdefault(rough_key(name), []).append(name)
    return found
