"""Capitalised words of a text as names: how often each is written how, and beside what."""

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import compress, count
from typing import NamedTuple
from unicodedata import normalize

from audit.analysis.text_view import TextView, lowered
from audit.language.romanisation import skeleton

CAPITALS, SMALLS = "A-Z", "a-z"
MORE_CAPITALS, MORE_SMALLS = (
    "\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f",
    "\u00df-\u00f6\u00f8-\u00ff\u0100-\u017f",
)
SHORTEST = 5  # letters; keys of shorter names meet too often


class Spelling(NamedTuple):
    """One way a name is written, and where it stands in the view."""

    text: str
    starts: tuple[int, ...]


class SoundAlikes(NamedTuple):
    """Spellings that sound alike, the commonest (then the earliest) first."""

    spellings: tuple[Spelling, ...]
    together: bool  # they stand beside the same other name, which stands nowhere else


def has_accents(view: TextView) -> bool:
    """True when Latin letters beyond ASCII occur in the text."""
    return any("\u00c0" <= char <= "\u017f" for char in view.rare_characters)


@cache
def name_pattern(accents: bool) -> re.Pattern[str]:
    """A capitalised word inside a sentence, where the capital means something. ASCII alone is twice as fast."""
    capital = CAPITALS + MORE_CAPITALS * accents
    small = SMALLS + MORE_SMALLS * accents
    # The capital comes first so that the search jumps from one to the next; then it looks back.
    return re.compile(f'[{capital}](?<=[^.!?…:;"“”»«\x00] .)[{small}]{{{SHORTEST - 1},}}(?![^\\W_])')


def names_that_sound_alike(view: TextView) -> list[SoundAlikes]:
    """Groups of capitalised Latin words with one skeleton and more than one spelling."""
    accents = has_accents(view)
    groups = alike(set(name_pattern(accents).findall(view.text)))
    if not groups:
        return []
    starts, company = stand(view, {name for names in groups for name in names})
    found = []
    for group in groups:
        # A word that the text also writes small is no name.
        names = [name for name in group if len(starts[name]) == view.vocabulary[lowered(name)]]
        if len(names) < 2:
            continue
        beside = [company[name] for name in names]
        shared = set.intersection(*(set(words) for words in beside))
        if not shared and all(beside):
            continue  # Dmitry Peterson and Dmitri Lindqvist: two people
        names.sort(key=lambda name: (-len(starts[name]), starts[name][0]))
        together = any(
            sum(words[word] for words in beside) == view.vocabulary[lowered(word)] for word in shared
        )
        found.append(SoundAlikes(tuple(Spelling(name, tuple(starts[name])) for name in names), together))
    return found


def alike(names: set[str]) -> list[list[str]]:
    """Names with one skeleton, two or more. The skeleton is dear: only names with one rough key are asked for it."""
    roughly: dict[str, list[str]] = {}
    for name in sorted(names):
        roughly.setdefault(rough_key(name), []).append(name)
    found = []
    for group in roughly.values():
        if len(group) > 1:
            by_key: dict[str, list[str]] = {}
            for name in group:
                if len(key := skeleton(name)) >= SHORTEST - 1:
                    by_key.setdefault(key, []).append(name)
            found += [same for same in by_key.values() if len({lowered(name) for name in same}) > 1]
    return found


# Letters by rough sound: vowels and semivowels fall out, c k q s t x z are one, f p v w are one.
ROUGH = str.maketrans("ckqstxzfpvw", "KKKKKKKPPPP", "aeiouyjh")
RUNS = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 15)
def rough_key(name: str) -> str:
    """A cheap key that names with one skeleton share (a few spellings with `dj` or `dzh` aside)."""
    text = name.lower()
    if not text.isascii():
        text = normalize("NFD", text).encode("ascii", "ignore").decode()
    return RUNS.sub(r"\1", text.replace("kh", "h").translate(ROUGH))


def stand(view: TextView, names: set[str]) -> tuple[dict[str, list[int]], dict[str, Counter[str]]]:
    """Where each name stands, and which capitalised words stand right beside it how often."""
    starts: dict[str, list[int]] = {name: [] for name in names}
    company: dict[str, Counter[str]] = {name: Counter() for name in names}
    small = {lowered(name) for name in names}
    for index in compress(count(), map(small.__contains__, view.words)):
        start = view.word_starts[index]
        name = view.text[start : start + len(view.words[index])]
        if name in names:
            starts[name].append(start)
            company[name].update(neighbours_of(view, index))
    return starts, company


def neighbours_of(view: TextView, index: int) -> list[str]:
    """The capitalised words one space before and after a word of the view."""
    found = []
    if index and view.gaps[index - 1] == " ":
        found.append(index - 1)
    if index < len(view.gaps) and view.gaps[index] == " ":
        found.append(index + 1)
    words = [view.text[(at := view.word_starts[place]) : at + len(view.words[place])] for place in found]
    return [word for word in words if word[:1].isupper() and len(word) > 2]
