"""Capitalised words of a text as names: how often each is written how, and beside what."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.romanisation import skeleton

NAME = re.compile(
    r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f][a-z\u00df-\u00f6\u00f8-\u00ff\u0100-\u017f]+(?:[-’'][A-Z][a-z]+)*"
)
NEIGHBOUR = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SHORTEST = 5  # letters; keys of shorter names meet too often


class Spellings(NamedTuple):
    """Words that sound alike, each with its count, the commonest (then the earliest) first."""

    counts: tuple[tuple[str, int], ...]
    together: bool  # they stand beside the same other name, which stands nowhere else


def names_that_sound_alike(view: TextView) -> list[Spellings]:
    """Groups of capitalised Latin words with one skeleton and more than one spelling."""
    by_key: dict[str, list[str]] = defaultdict(list)
    counted = Counter(NAME.findall(view.text))
    for name in counted:
        if len(name) >= SHORTEST and not view.vocabulary[name.lower()] > counted[name]:
            key = skeleton(name)
            if len(key) >= SHORTEST - 1:
                by_key[key].append(name)
    found = []
    for spellings in by_key.values():
        if len({spelling.lower() for spelling in spellings}) > 1:
            first = {spelling: view.text.find(spelling) for spelling in spellings}
            ranked = sorted(spellings, key=lambda spelling: (-counted[spelling], first[spelling]))
            together = beside_the_same(view, ranked)
            found.append(Spellings(tuple((spelling, counted[spelling]) for spelling in ranked), together))
    return found


def beside_the_same(view: TextView, spellings: list[str]) -> bool:
    """True when all spellings stand beside one and the same capitalised word, and it beside nothing else."""
    shared: set[str] | None = None
    beside: Counter[str] = Counter()
    for spelling in spellings:
        neighbours = set()
        for match in re.finditer(rf"\b{re.escape(spelling)}\b", view.text):
            for word in neighbours_of(view, match.start(), match.end()):
                neighbours.add(word)
                beside[word] += 1
        shared = neighbours if shared is None else shared & neighbours
    return any(beside[word] == view.vocabulary[word.lower()] for word in shared or ())


def neighbours_of(view: TextView, start: int, end: int) -> list[str]:
    """The capitalised words one space before and after a place."""
    found = []
    before = view.text[max(0, start - 40) : start]
    if before.endswith(" ") and (words := NEIGHBOUR.findall(before)) and before.endswith(words[-1] + " "):
        found.append(words[-1])
    after = NEIGHBOUR.match(view.text, end + 1) if view.text[end : end + 1] == " " else None
    if after:
        found.append(after[0])
    return [word for word in found if word[0].isupper() and len(word) > 2]
