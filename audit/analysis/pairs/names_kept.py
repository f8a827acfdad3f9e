"""Names of people and places that are other names in the target.

A name that is translated or written quite differently says nothing: places have names of their own in every language, and
transliteration is free. What says something is a name that is nearly the source's and is not: another consonant in the other
script, another letter in the same one, or, in a script that parts names by a mark, the name of somebody else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.capital_places import is_small_behind_first
from audit.analysis.pairs.copies import whole_copies
from audit.analysis.pairs.said_text import BLANK, said_sources, said_targets
from audit.analysis.pairs.said_words import (
    Word,
    base,
    cost_in,
    plain,
    same_tongue,
    source_language_of,
    words_of,
)
from audit.language.name_sounds import bare, merges_liquids, sound_keys, spellings_of
from audit.language.scripts import script_of
from audit.language.word_grammar import word_grammar
from audit.model.span import Span

SHORTEST = 4  # letters of a name: shorter ones sound like too many others
RARE, NAMED = 10.5, 9.5  # what a word costs that may be a name, and one with another beside it
SMALL = 6.5  # what small words cost at most
FOREIGN = 11.5  # what a name costs at least in another script: anything less is a word of the language
SETTLED = 14.0  # what a name costs at most that a language writes so
STEM = 0.7  # of a name that its forms share
ENDINGS = 2  # consonants that an ending may add
CASE_ENDINGS = ("M", "B", "K")  # consonants of case endings that a name may lose
SENTENCE = frozenset(".!?…:;\"'“”„«»‘’(\n") | {BLANK}


class ChangedName(NamedTuple):
    """The target of `pair` has the name at `[start, end)` for that at `source`."""

    pair: int
    start: int
    end: int
    source: Span


def changed_names(view: PairView) -> list[ChangedName]:
    """Made once."""
    return view.remember("changed names", lambda: list(_changed_names(view)))


def _changed_names(view: PairView) -> Iterator[ChangedName]:
    language, tongue = base(source_language_of(view)), base(view.language)
    if language is None or tongue is None or same_tongue(view):
        return
    copied = {copy.pair for copy in whole_copies(view)}
    may_hold = _capital().search
    nouns = word_grammar(language).capital_nouns
    for index, text in enumerate(said_sources(view)):
        if is_small_behind_first(text) or index in copied:
            continue
        if " " not in text and may_hold(text, 1) is None:
            continue
        names = names_in(text, language, nouns)
        if not names:
            continue
        target = said_targets(view)[index]
        for name, other in _pairs_of(names, words_of(text), target, language, tongue):
            yield ChangedName(index, other.start, other.end, Span(name.start, name.end))


def names_in(text: str, language: str, nouns: bool = False) -> list[Word]:
    """The names of a source: words with a capital that do not begin a sentence, or stand beside another one that has.

    Words that the language knows well as ordinary ones are left out, and texts that are titles as a whole.
    """
    words = words_of(text)
    capital = [word.text[:1].isupper() and not any(map(str.isupper, word.text[1:])) for word in words]
    if not any(capital) or not any(word.text.islower() for word in words):
        return []
    found = []
    title = _is_title(words, capital, language)
    for place, word in enumerate(words):
        if not capital[place] or len(word.text) < SHORTEST or not word.text.isalpha():
            continue
        beside = not title and (
            (place > 0 and capital[place - 1]) or (place + 1 < len(words) and capital[place + 1])
        )
        if _begins(text, word.start) and not beside:
            continue
        if cost_in(plain(word.text), language) < (RARE if nouns or not beside else NAMED):
            continue
        found.append(word)
    return found


def _is_title(words: Sequence[Word], capital: Sequence[bool], language: str) -> bool:
    """True where ordinary words have capitals and only small ones have none."""
    small = all(
        upper or cost_in(plain(word.text), language) < SMALL
        for word, upper in zip(words, capital, strict=True)
    )
    return small and any(
        upper and cost_in(plain(word.text), language) < NAMED
        for word, upper in zip(words[1:], capital[1:], strict=True)
    )


def _begins(text: str, start: int) -> bool:
    """True at the start of a text, of a sentence or of a quotation."""
    before = text[:start].rstrip(" \u00a0")
    return not before or before[-1] in SENTENCE


def _pairs_of(
    names: Sequence[Word], words: Sequence[Word], target: str, language: str, tongue: str
) -> Iterator[tuple[Word, Word]]:
    """Each name of a source that became another one, with that one."""
    own = [word for word in words_of(target) if _may_be_name(word.text)]
    if not own:
        return
    latin = script_of(names[0].text[0]) == script_of(own[0].text[0])
    taken: set[Word] = set()
    missing = list(names)
    for endings in (False, True):  # the same first, then the same with an ending
        for name in list(missing):
            kept = next(
                (
                    word
                    for word in own
                    if word not in taken
                    and (
                        _same_spelling(name.text, word.text)
                        if latin
                        else _same_sound(name.text, word.text, language, tongue, endings)
                    )
                ),
                None,
            )
            if kept is not None:
                taken.add(kept)
                missing.remove(name)
    if not missing or (not latin and len(missing) == len(names) > 1):
        return  # none of several names is found: they are written in a way that nobody here can read
    free = [
        word
        for word in own
        if word not in taken and plain(word.text) not in {plain(other.text) for other in words}
    ]
    for name in missing:
        alike = [word for word in free if _nearly(name, word, names, words, latin, language, tongue, taken)]
        if len(alike) == 1:
            free.remove(alike[0])
            yield name, alike[0]


def _may_be_name(word: str) -> bool:
    """A word with a capital, or of the script that Japanese writes foreign names with."""
    if len(word) < 2:
        return False
    return word[0].isupper() or script_of(word[0]) == "Kana"


def _same_spelling(name: str, word: str) -> bool:
    """True for a name with another ending, or other accents."""
    one, other = bare(name), bare(word)
    if not one or not other:
        return False
    shared = max(SHORTEST - 1, round(len(one) * STEM))
    return (
        other.startswith(one[:-1]) or (one.startswith(other) and len(other) >= shared) or other.endswith(one)
    )


def _same_sound(name: str, word: str, language: str, tongue: str, endings: bool = True) -> bool:
    """True for a name that may be read as the other one, with another ending if these do not count."""
    merged = merges_liquids(script_of(name[0])) or merges_liquids(script_of(word[0]))
    for one in sound_keys(name, language, merged):
        for other in sound_keys(word, tongue, merged):
            if one == other:
                return True
            if endings and other.startswith(one) and len(other) - len(one) <= ENDINGS and len(one) > 1:
                return True
            if endings and one.startswith(other) and len(other) > 1 and one[len(other) :] in CASE_ENDINGS:
                return True
    return False


def _nearly(
    name: Word,
    word: Word,
    names: Sequence[Word],
    words: Sequence[Word],
    latin: bool,
    language: str,
    tongue: str,
    taken: set[Word],
) -> bool:
    """True for a word that stands where the name should be and is nearly it, or is the name of another."""
    if latin:
        return _another_spelling(name.text, word.text, _is_beside(name, words, language), language, tongue)
    if merges_liquids(script_of(word.text[0])):
        # In a script without capitals only the name of another tells: "Anna Reed" for "Anna Novak".
        return any(
            other is not name and _same_sound(other.text, word.text, language, tongue) for other in names
        )
    if not _is_beside(name, words, language) or cost_in(plain(word.text), tongue) < FOREIGN:
        return False  # a word of both languages, by its sound
    keys = [
        (one, other)
        for one in sound_keys(name.text, language, False)
        for other in sound_keys(word.text, tongue, False)
    ]
    return (
        bool(keys)
        and min(distance(one, other) for one, other in keys) == 1
        and _looks_alike(name.text, word.text, language, tongue)
    )


def _is_beside(name: Word, words: Sequence[Word], language: str) -> bool:
    """True for a name with another capital right before or behind it: somebody's full name."""
    return any(
        other.text[:1].isupper()
        and (other.end + 1 == name.start or name.end + 1 == other.start)
        and cost_in(plain(other.text), language) > SMALL
        for other in words
    )


def _looks_alike(name: str, word: str, language: str, tongue: str) -> bool:
    return any(
        one[:1] == other[:1] and distance(one, other) <= max(1, round(len(one) * (1 - STEM)))
        for one in spellings_of(name, language)
        for other in spellings_of(word, tongue)
    )


def _another_spelling(name: str, word: str, is_full: bool, language: str, tongue: str) -> bool:
    """True for a name of the same script with another letter or two, which is no name of the same in the target.

    `is_full`: it is a part of somebody's full name.
    """
    one, other = bare(name), bare(word)
    if len(other) < SHORTEST or one == other:
        return False
    theirs, mine = cost_in(plain(name), tongue), cost_in(plain(word), tongue)
    if one in other and len(other) - len(one) <= ENDINGS and one[:1] != other[:1]:
        return theirs < SETTLED  # Anna, Hannah
    if one[:1] != other[:1]:
        return False
    apart = distance(one, other)
    if theirs >= SETTLED:
        # Nobody writes the name so: it may be a place that has another name here.
        return is_full and mine >= SETTLED and apart == 1
    differ = sound_keys(name, language, False).isdisjoint(sound_keys(word, tongue, False))
    if mine >= SETTLED:
        return apart == 1 and (is_full or differ)  # everybody writes the one, nobody the other
    return differ and apart <= max(1, len(one) // 4) and mine > theirs - 0.5


def distance(one: str, other: str) -> int:
    """How many letters are to be changed, put in or taken out."""
    if abs(len(one) - len(other)) > 3:
        return 4
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, sign in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != sign)),
            )
    return row[-1]


@cache
def _capital() -> re.Pattern[str]:
    return re.compile(r"\s[A-ZÀ-ÞΑ-ΩА-ЯЁІЇЄҐԱ-Ֆ]")
