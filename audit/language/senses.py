"""Words that translators take for others: a false friend, or the wrong one of two senses."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from audit.language.catalogue import decode, table
from audit.language.sense_frames import Frame, frame, has_word


class Sense(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sources": "from"}):
    """One `[[sense]]` of a file of `data/senses/`, see the comment at the top of `en.toml`."""

    words: dict[str, str]
    sources: dict[str, tuple[str, ...]]
    but: dict[str, tuple[str, ...]] = {}
    sure: bool = False
    frames: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    sense: tuple[Sense, ...]
    place_words: tuple[str, ...] = ()


class Mistaken(NamedTuple):
    """A sense as it is looked for between two languages.

    `words` are those of the wrong sense, each with what is meant instead. `frames` show it in the translation alone,
    `beside` where its source is there too; one that is `sure` is wrong wherever the word of the source stands.
    `in_source` tells whether a source in lower case has the word that is mistaken, `excused` whether it has one that
    means what the translation says. `near`: words one of which must stand in the sentence, None: none need.
    """

    words: dict[str, str]
    frames: tuple[Frame, ...]
    beside: tuple[Frame, ...]
    sure: bool
    in_source: Callable[[str], bool]
    excused: Callable[[str], bool]
    near: Callable[[str], bool] | None


Mistakes = dict[str, tuple[tuple[str, Mistaken], ...]]
"""The mistakes by the word of the wrong sense in lower case, each with that word as it is listed."""


def knows_senses(source: str, target: str) -> bool:
    """True where words are listed that are mistaken from one language, a base tag, to the other."""
    return mistakes(source, target, True) is not None


@cache
def mistakes(source: str, target: str, spaced: bool) -> Mistakes | None:
    """The mistakes from one language into another, base tags; None where none are listed. `spaced`: the target has
    spaces between its words."""
    if target not in table("senses") or source == target:
        return None
    found: dict[str, list[tuple[str, Mistaken]]] = {}
    file = decode("senses", target, _File)
    for sense in file.sense:
        if source not in sense.sources:
            continue
        mistaken = Mistaken(
            sense.words,
            tuple(frame(one, spaced, file.place_words) for one in sense.frames),
            tuple(frame(one, spaced) for one in sense.beside),
            sense.sure,
            has_word(sense.sources[source]),
            has_word(sense.but.get(source, ())),
            has_word(sense.near) if sense.near else None,
        )
        for word in sense.words:
            found.setdefault(word.lower(), []).append((word, mistaken))
    if not found:
        return None
    return {word: tuple(some) for word, some in found.items()}


def places_of(words: Iterable[str], text: str, spaced: bool) -> list[tuple[int, int]]:
    """Where some words stand in a text in lower case, in order; the longer one where two overlap."""
    found: list[tuple[int, int]] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not spaced or (_is_edge(text, start - 1) and _is_edge(text, end)):
                found.append((start, end))
            start = text.find(word, end)
    found.sort(key=lambda place: (place[0], -place[1]))
    kept: list[tuple[int, int]] = []
    for place in found:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _is_edge(text: str, place: int) -> bool:
    """True where no letter, digit or hyphen stands."""
    return not 0 <= place < len(text) or not (text[place].isalnum() or text[place] in "-_")
