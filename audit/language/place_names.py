"""Countries and cities as each language calls them: Moscow, Moskau, Москва."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from audit.language.catalogue import decode, table
from audit.language.name_sounds import bare

SHORTEST = 4  # letters of a name in a script with capitals: Chad, Iran; a shorter stem takes no ending
MORE = 2  # letters of an ending
ROOT = 3  # letters of a word that speaks of a place
FALLING = frozenset("aeiouyаеёиоуыэюяйьіїαειουηω")  # what a name may lose before an ending
DEFAULT = "en"  # whose names of cities stand for those that a language writes like it


class _File(msgspec.Struct, frozen=True):
    countries: dict[str, tuple[str, ...]] = {}
    cities: dict[str, tuple[str, ...]] = {}


class Mention(NamedTuple):
    """`[start, end)` of a text names one of `places`: two letters of a country, or the last part of a time zone."""

    start: int
    end: int
    places: frozenset[str]


class _Names(NamedTuple):
    by_start: dict[str, list[tuple[tuple[str, ...], str]]]  # first stem → stems of the words of a name, place
    longest: int


def knows_places(tag: str) -> bool:
    """True for a language, a base tag, whose names of places are listed."""
    return tag in table("place_names")


def is_often_named(place: str) -> bool:
    """True for a country that is written about so much that other words for it are listed."""
    return place in _people()


def mentions(text: str, tag: str, spaced: bool) -> list[Mention]:
    """The places that a text names, in order. In a script with capitals they have one."""
    return list(_by_words(text, tag) if spaced else _anywhere(text, tag))


def speaks_of(place: str, words: frozenset[str], text: str, tag: str, spaced: bool) -> bool:
    """Whether a text may speak of a place in any way: by its name, its people, its language. `words`: folded."""
    people = _people().get(place, ())
    if not spaced:
        return any(name in text for name in (*people, *names_of(place, tag)))
    for stem in people:
        if len(stem) < ROOT:
            if stem.upper() in _CAPITALS.findall(text):
                return True
        elif stem in text.lower() if not stem.isalpha() else any(word.startswith(stem) for word in words):
            return True
    return any(
        all(any(_is_about(word, root) for word in words) for root in roots) for roots in _roots(place, tag)
    )


def _is_about(word: str, root: str) -> bool:
    """Whether a word begins with a root, or is a compound of it: Ostafghanistan."""
    return word.startswith(root) or (len(root) > SHORTEST and root in word)


@lru_cache(20_000)
def spoken_of(word: str) -> tuple[str, ...]:
    """The countries that a word may speak of as their people and languages are called."""
    word = folded(word)
    return tuple(
        place
        for place, stems in _people().items()
        if any(len(stem) >= ROOT and word.startswith(stem) for stem in stems)
    )


@cache
def _roots(place: str, tag: str) -> tuple[tuple[str, ...], ...]:
    """How the words begin that a language calls a place with."""
    every = [[folded(word[0]) for word in _WORD.finditer(name)] for name in names_of(place, tag)]
    return tuple(tuple(word[: max(ROOT, len(word) - MORE)] for word in words) for words in every if words)


@cache
def names_of(place: str, tag: str) -> tuple[str, ...]:
    """What a language calls a place."""
    file = _file(tag)
    return file.countries.get(place) or file.cities.get(place) or _file(DEFAULT).cities.get(place, ())


@cache
def folded(word: str) -> str:
    """A word in lower case, without accents where its script is Latin."""
    return bare(word) or word.lower()


def _stem(word: str) -> str:
    """A name without the vowel that falls before an ending."""
    word = folded(word)
    return word[:-1] if len(word) > SHORTEST and word[-1] in FALLING else word


def may_open(text: str, tag: str) -> bool:
    """False for a text whose first word cannot be a place in a language with spaces, or the first of one."""
    word = _WORD.search(text)
    return word is not None and _may_begin(word[0], tag)


def _by_words(text: str, tag: str) -> Iterator[Mention]:
    if not any(_may_begin(word, tag) for word in _WORD.findall(text) if not word[0].islower()):
        return
    known = _names(tag)
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        # Nearly no word begins as a place does.
        found = _longest(words, place, known) if _may_begin(words[place][0], tag) else None
        if found is None:
            place += 1
            continue
        count, places = found
        yield Mention(words[place].start(), words[place + count - 1].end(), places)
        place += count


@lru_cache(100_000)
def _may_begin(word: str, tag: str) -> bool:
    """False for a word that no name of a place in a language begins with."""
    if word[:1].islower():
        return False
    known, small = _names(tag), folded(word)
    return any(small[:size] in known.by_start for size in range(min(len(small), known.longest), ROOT - 1, -1))


def _longest(words: list[re.Match[str]], place: int, known: _Names) -> tuple[int, frozenset[str]] | None:
    word = folded(words[place][0])
    best, places = 0, set[str]()
    for size in range(min(len(word), known.longest), ROOT - 1, -1):
        for stems, name in known.by_start.get(word[:size], ()):
            count = len(stems)
            if count < best or place + count > len(words):
                continue
            if all(
                _fits(folded(match[0]), stem)
                for match, stem in zip(words[place : place + count], stems, strict=True)
            ):
                if count > best:
                    best, places = count, set()
                places.add(name)
    return (best, frozenset(places)) if best else None


def _fits(word: str, stem: str) -> bool:
    return word.startswith(stem) and len(word) <= len(stem) + (MORE if len(stem) >= SHORTEST else 0)


def _anywhere(text: str, tag: str) -> Iterator[Mention]:
    pattern, places = _spaceless(tag)
    for match in pattern.finditer(text):
        yield Mention(match.start(), match.end(), frozenset({places[match[0]]}))


@cache
def _spaceless(tag: str) -> tuple[re.Pattern[str], dict[str, str]]:
    file = _file(tag)
    places = {
        name: place
        for table_ in (file.cities, file.countries)
        for place, names in table_.items()
        for name in names
        if len(name) > 1
    }
    either = "|".join(re.escape(name) for name in sorted(places, key=lambda name: (-len(name), name)))
    return re.compile(either or r"(?!)"), places


@cache
def _names(tag: str) -> _Names:
    file = _file(tag)
    cities = {**_file(DEFAULT).cities, **file.cities} if _writes_latin(file) else file.cities
    by_start: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table_ in (file.countries, cities):
        for place, names in table_.items():
            for name in names:
                stems = tuple(_stem(word[0]) for word in _WORD.finditer(name))
                if not stems or (len(stems) == 1 and len(name) < SHORTEST):
                    continue
                by_start.setdefault(stems[0], []).append((stems, place))
    return _Names(by_start, max(map(len, by_start), default=0))


def _writes_latin(file: _File) -> bool:
    return any(name.isascii() for names in file.countries.values() for name in names)


@cache
def _file(tag: str) -> _File:
    return decode("place_names", tag, _File) if knows_places(tag) else _File()


@cache
def _people() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(table("people_of_places")["shared"], type=dict[str, tuple[str, ...]])


_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0d7f]+[^\W\d_]*)*")
