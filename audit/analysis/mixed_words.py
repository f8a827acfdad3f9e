"""Words written in two alphabets at once."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.foreign_script import foreign_runs
from audit.analysis.text_view import TextView
from audit.language.catalogue import decode
from audit.language.profile import LanguageProfile
from audit.language.scripts import script_of

ALPHABETS = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
LONGEST = 60  # code points to either side of the foreign letters that count to the word
ROMAN = re.compile(r"[IVXLCDM]+\Z")
ACCENTS = re.compile("[\u0300-\u036f]+")


class MixedWord(NamedTuple):
    """A word `[start, end)` of the view with letters of two alphabets.

    `stretches` are its runs of one script: (script, start, end) in the view. `meant` is the word in one
    alphabet, and None when its letters are not look-alikes.
    """

    start: int
    end: int
    stretches: tuple[tuple[str, int, int], ...]
    meant: str | None


def mixed_words(view: TextView) -> list[MixedWord]:
    """Every such word, in order. Cached on the view."""
    return view.remember("mixed words", lambda: list(_find(view)))


def _find(view: TextView) -> Iterator[MixedWord]:
    text, done = view.text, 0
    for run in foreign_runs(view):
        if run.start < done or script_of(text[run.start]) not in ALPHABETS:
            continue
        before, after = text[run.start - 1 : run.start] if run.start else "", text[run.end : run.end + 1]
        for place, neighbour in ((run.start, before), (run.end - 1, after)):
            if place < done or not neighbour.isalpha():
                continue
            start, end = _bounds(text, place)
            done = end
            word = _mixed(view, start, end)
            if word is not None:
                yield word


def _bounds(text: str, place: int) -> tuple[int, int]:
    """The letters around a place, no digits."""
    start, low = place, max(0, place - LONGEST)
    while start > low and (text[start - 1].isalpha() or ACCENTS.match(text[start - 1])):
        start -= 1
    end, high = place + 1, min(len(text), place + LONGEST)
    while end < high and (text[end].isalpha() or ACCENTS.match(text[end])):
        end += 1
    return start, end


def _mixed(view: TextView, start: int, end: int) -> MixedWord | None:
    stretches: list[tuple[str, int, int]] = []
    for place in range(start, end):
        script = script_of(view.text[place])
        if script not in ALPHABETS:
            if ACCENTS.match(view.text[place]) and stretches:
                script = stretches[-1][0]
            else:
                return None  # "µm", "kΩ" as signs, Japanese mixtures
        if stretches and stretches[-1][0] == script:
            stretches[-1] = (script, stretches[-1][1], place + 1)
        else:
            stretches.append((script, place, place + 1))
    if len({script for script, _, _ in stretches}) != 2:
        return None
    return MixedWord(start, end, tuple(stretches), _meant(view, start, end, stretches))


def _meant(view: TextView, start: int, end: int, stretches: list[tuple[str, int, int]]) -> str | None:
    """The word in the alphabet that all of its letters can belong to."""
    word = view.text[start:end]
    counted: dict[str, int] = {}
    for script, first, last in stretches:
        counted[script] = counted.get(script, 0) + last - first
    # The alphabet of the target language comes first, then the commoner one.
    own, other = sorted(counted, key=lambda script: (script not in view.language.scripts, -counted[script]))
    candidates = []
    for target, source in ((own, other), (other, own)):
        replaced = [_as(char, source, target, view.language) for char in word]
        meant = "".join(char for char in replaced if char is not None)
        if len(meant) == len(word) and counted[source] <= counted[target] + 1 and not _ending(word, meant):
            candidates.append((target, meant))
    for target, meant in candidates:
        if target == "Latn" and ROMAN.match(meant):
            return meant
    return candidates[0][1] if candidates else None


def _ending(word: str, meant: str) -> bool:
    """True when what would be replaced are the small letters put behind an abbreviation in capitals."""
    replaced = [char for char, new in zip(word, meant, strict=True) if char != new]
    kept = [char for char, new in zip(word, meant, strict=True) if char == new]
    return all(map(str.islower, replaced)) and len(kept) > 1 and all(map(str.isupper, kept))


def _as(char: str, source: str, target: str, language: LanguageProfile) -> str | None:
    """The letter itself, or its look-alike of the target alphabet when it is of the source alphabet."""
    if script_of(char) != source:
        return char
    found = look_alikes(source, target).get(char)
    if found is not None and target in language.scripts and len(language.scripts) == 1:
        alphabet = language.letters + language.extra_letters
        return found if found.lower() in alphabet else None
    return found


@cache
def look_alikes(source: str, target: str) -> dict[str, str]:
    """Letters of one alphabet → the letters of another that look like them."""
    pairs = _tables().get(source, {}).get(target)
    return dict(zip(pairs["from"], pairs["to"], strict=True)) if pairs else {}


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return decode("confusables", "letters", dict[str, dict[str, dict[str, str]]])
