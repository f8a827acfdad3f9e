"""Finds the name in a text that a leftover word in another script stands for."""

import re
from collections import Counter

from audit.analysis.text_view import TextView
from audit.language.romanisation import foreign_skeletons, skeleton

NAME = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017f][^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 4  # letters: shorter words sound like too many names


def name_for(view: TextView, words: str) -> str | None:
    """The Latin spelling that the text itself uses for a foreign word or name, or None.

    Every word must match a capitalised word of the text by its sound (`рютте` → `Rutte`).
    """
    found = []
    for word in words.split():
        bare = word.strip("«»\"'“”„().,:;!?-")
        if len(bare) < SHORTEST:
            return None
        known = sounds(view)
        match = next((known[key] for key in foreign_skeletons(bare, source_tag(view)) if key in known), None)
        if match is None:
            return None
        found.append(match)
    return " ".join(found) or None


def source_tag(view: TextView) -> str | None:
    """Tag of the source language, when known."""
    return view.source.tag if view.source else None


def sounds(view: TextView) -> dict[str, str]:
    """Skeleton → commonest spelling, over the capitalised Latin words of the text."""
    return view.remember("name sounds", lambda: _sounds(view))


def _sounds(view: TextView) -> dict[str, str]:
    spellings: dict[str, tuple[int, str]] = {}
    for word, count in Counter(NAME.findall(view.text)).items():
        if len(word) >= SHORTEST - 1:
            key = skeleton(word)
            spellings[key] = max(spellings.get(key, (0, "")), (count, word))
    return {key: word for key, (_, word) in spellings.items()}
