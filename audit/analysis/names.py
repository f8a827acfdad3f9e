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


class Spelling(NamedTuple):
    """One way a name is written, and where it stands in the view."""

    text: str
    starts: tuple[int, ...]


class SoundAlikes(NamedTuple):
    """Spellings that sound alike, the commonest (then the earliest) first."""

    spellings: tuple[Spelling, ...]
    together: bool  # they stand beside the same other name, which stands nowhere else


def names_that_sound_alike(view: TextView) -> list[SoundAlikes]:
    """Groups of capitalised Latin words with one skeleton and more than one spelling."""
    by_key: dict[str, list[str]] = defaultdict(list)
    counted = Counter(NAME.findall(view.text))
    for name in counted:
        if len(name) >= SHORTEST and not view.vocabulary[name.lower()] > counted[name]:
            key = skeleton(name)
            if len(key) >= SHORTEST - 1:
                by_key[key].append(name)
    groups = [names for names in by_key.values() if len({name.lower() for name in names}) > 1]
    if not groups:
        return []
    starts: dict[str, list[int]] = {name: [] for names in groups for name in names}
    company: dict[str, Counter[str]] = {name: Counter() for name in starts}
    for match in NAME.finditer(view.text):
        if match[0] in starts:
            starts[match[0]].append(match.start())
            company[match[0]].update(neighbours_of(view, match.start(), match.end()))
    found = []
    for names in groups:
        beside = [company[name] for name in names]
        shared = set.intersection(*(set(words) for words in beside))
        if not shared and all(beside):
            continue  # Dmitry Peterson and Dmitri Lindqvist: two people
        names.sort(key=lambda name: (-counted[name], starts[name][0]))
        together = any(
            sum(words[word] for words in beside) == view.vocabulary[word.lower()] for word in shared
        )
        found.append(SoundAlikes(tuple(Spelling(name, tuple(starts[name])) for name in names), together))
    return found


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
