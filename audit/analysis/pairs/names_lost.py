"""Names that only one side of a sentence has.

A name is a word with a capital inside a sentence that the language hardly has as a word. Such a word is written the same,
or nearly so, in every language of the script, and by its sound in another. Countries and cities have names of their own in
every language: these are listed. One name that the target lacks while it has another that the source lacks was replaced;
one that it lacks alone was left out, which says something only where the name is no word of either language.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.capital_places import is_small_behind_first
from audit.analysis.pairs.copies import whole_copies
from audit.analysis.pairs.names_kept import CASE_ENDINGS, SENTENCE, SHORTEST, STEM, changed_names, distance
from audit.analysis.pairs.running_text import running_pairs
from audit.analysis.pairs.said_text import said_sources, said_targets
from audit.analysis.pairs.said_words import (
    UNKNOWN,
    Word,
    base,
    cost_in,
    first_word_of,
    is_known,
    same_tongue,
    source_language_of,
    words_of,
)
from audit.language.name_sounds import bare, merges_liquids, sound_keys, spellings_of
from audit.language.place_names import (
    Mention,
    folded,
    is_often_named,
    knows_places,
    may_open,
    mentions,
    speaks_of,
    spoken_of,
)
from audit.language.profile import LanguageProfile
from audit.language.relatives import list_of
from audit.language.scripts import script_of
from audit.language.word_grammar import word_grammar
from audit.model.span import Span

RARE = 10.5  # what a word costs that may be a name
EVENLY = 1.7  # how far apart two languages may be in what a name costs them
NAMED = 9.0  # … and one that the other language writes so, too
LONGEST_FORM = 6  # letters of a form of a name of three
SHARED = 13.5  # what a name costs at most that the other language has, too
FEWEST_SOUNDS = 3  # consonants of a name in another script
MOST_NAMES = 12  # of a side that are looked for
ABBREVIATION = 4  # letters before a full stop that ends no sentence: "Dr.", "Prof."
SAYING = 3  # code points of a place in a script without spaces: two may be part of a word
MOST_APART = 3  # letters that two forms of a name differ in
LONGEST_ENDING = 3  # letters of an ending
ENDINGS = ("", *"aeiouyаеиоуыьй")  # of the forms that lists have
SAME = 0.34  # share of its letters in which a name may differ between two languages of a script
READ = (
    "Deva",
    "Beng",
    "Guru",
    "Gujr",
    "Taml",
    "Telu",
    "Knda",
    "Mlym",
    "Hang",
)  # whose names are known by their sound
KANA = "Kana"  # Japanese writes foreign names and words in it
CASED = ("Latn", "Cyrl", "Grek", "Armn")


class Sureness(IntEnum):
    """How sure it is that a word is a name."""

    HARDLY = 0  # an abbreviation, or a strange word that begins a sentence
    MAYBE = 1  # rare
    SHARED = 2  # a word that both languages have, though seldom
    SURE = 3  # no word of the language
    KNOWN = 4  # a place, or a word that both languages have and use rarely


LOW = frozenset((Sureness.HARDLY, Sureness.SHARED))


class Named(NamedTuple):
    start: int
    end: int
    sure: Sureness
    place: bool = False


class NameFault(NamedTuple):
    """`source` is a name that the target of `pair` lacks, `target` one that it has in its place, or on top."""

    pair: int
    source: Span | None
    target: Span | None


class _Tongue(NamedTuple):
    """What counts of the language of a side."""

    tag: str
    script: str
    spaced: bool
    nouns: bool  # writes every noun with a capital


class _Side(NamedTuple):
    text: str
    tongue: _Tongue

    @property
    def words(self) -> Sequence[Word]:
        return words_of(self.text)


def name_faults(view: PairView) -> list[NameFault]:
    """Made once."""
    return view.remember("names of one side", lambda: list(_name_faults(view)))


def _name_faults(view: PairView) -> Iterator[NameFault]:
    language = source_language_of(view)
    if language is None or same_tongue(view):
        return
    one, other = _tongue(language), _tongue(view.language)
    seen = one.script == other.script and not one.nouns
    running = running_pairs(view)
    left = {copy.pair for copy in whole_copies(view)} | {change.pair for change in changed_names(view)}
    for index, (source, target) in enumerate(zip(said_sources(view), said_targets(view), strict=True)):
        if not running[index] or index in left:
            continue
        theirs, mine = _Side(source, one), _Side(target, other)
        lost, new = list(_alone(theirs, mine, True)), list(_alone(mine, theirs, False))
        if not lost and not new:
            continue
        lost = _with_full_names(lost, theirs, mine)
        new = [
            name._replace(sure=min(name.sure, Sureness.MAYBE)) if name.place or other.nouns else name
            for name in _with_full_names(new, mine, theirs)
        ]
        fault = _judged(index, lost, new, seen)
        if fault is None and lost and not new and _left_open(mine):
            fault = NameFault(index, Span(lost[0].start, lost[0].end), None)
        if fault is not None:
            yield fault


def _tongue(language: LanguageProfile) -> _Tongue:
    tag = base(language) or ""
    script = next(iter(language.scripts), "")
    return _Tongue(tag, script, language.has_spaces, word_grammar(tag).capital_nouns)


def _judged(index: int, lost: Sequence[Named], new: Sequence[Named], seen: bool) -> NameFault | None:
    """What the names say that each side has alone.

    A pair of them says that one was replaced, when one of them is sure. Where names of the source are `seen`, being of
    the target's script and no nouns with a capital, one of the target alone says nothing: it would have its fellow.
    """
    one, other = max(lost, key=_sureness, default=None), max(new, key=_sureness, default=None)
    if one is not None and other is not None:
        sure = max(one.sure, other.sure) >= Sureness.SURE
        if sure or (seen and one.sure is Sureness.SHARED and other.sure > Sureness.HARDLY):
            return NameFault(index, Span(one.start, one.end), Span(other.start, other.end))
    if one is not None and one.sure >= Sureness.SURE:
        return NameFault(index, Span(one.start, one.end), None)
    if other is not None and other.sure >= Sureness.SURE and not seen:
        return NameFault(index, None, Span(other.start, other.end))
    return None


def _left_open(side: _Side) -> bool:
    """Whether a mark follows a word that wants something behind it: what stood there is gone."""
    return _open_word(side.tongue.tag).search(side.text) is not None


@cache
def _open_word(tag: str) -> re.Pattern[str]:
    grammar = word_grammar(tag)
    words = "|".join(sorted(map(re.escape, {*grammar.prepositions, *grammar.binders, *grammar.articles})))
    return re.compile(rf"(?<![\w'’-])(?:{words})\s*[.,;)]|\s['’]s(?!\w)" if words else r"(?!)")


def _sureness(name: Named) -> Sureness:
    return name.sure


def _alone(side: _Side, other: _Side, is_source: bool) -> Iterator[Named]:
    """The names of one side of which the other has nothing alike.

    In a source those in kana are among them, and those in the other's script are sure.
    """
    own, tongue = side.tongue, other.tongue
    small = is_small_behind_first(side.text)
    places = _places(side, small) if knows_places(own.tag) and knows_places(tongue.tag) else []
    names = [
        (word, sure if is_source or script_of(word.text[0]) == own.script else Sureness.HARDLY)
        for word, sure in (_names_in(side, tongue) if not small else _first_name(side, tongue))
        if is_source or script_of(word.text[0]) != KANA
    ]
    if not places and not names:
        return
    parts = list(dict.fromkeys(part.lower() for word in other.words for part in _parts(word.text)))
    every = frozenset(map(folded, parts))
    for place in places:
        if not any(_speaks(name, every, other) for name in place.places):
            short = not own.spaced and place.end - place.start < SAYING
            often = any(is_often_named(name) for name in place.places)
            sure = Sureness.MAYBE if short and not often else Sureness.SURE if short else Sureness.KNOWN
            yield Named(place.start, place.end, sure, True)
    known = {start for place in places for start in range(place.start, place.end)}
    for word, sure in names:
        shares = _parts(word.text)
        if word.start in known or any(bare(part) in every for part in shares):
            continue
        if any(_speaks(place, every, other) for part in shares for place in spoken_of(part)):
            continue
        if not any(is_alike(share.lower(), two, own.tag, tongue.tag) for share in shares for two in parts):
            yield Named(word.start, word.end, sure)


def _places(side: _Side, small: bool) -> list[Mention]:
    """The places that a side names. `small`: in a text whose first letter may be its only capital."""
    tag, spaced = side.tongue.tag, side.tongue.spaced
    if small and spaced and not may_open(side.text, tag):
        return []
    return mentions(side.text, tag, spaced)


def _speaks(place: str, every: frozenset[str], other: _Side) -> bool:
    return speaks_of(place, every, other.text, other.tongue.tag, other.tongue.spaced)


def _is_readable(other: _Tongue, side: _Tongue) -> bool:
    """Whether a name of one side would be recognised on the other: in one script, or by its sound."""
    scripts = (side.script, other.script)
    return scripts[0] == scripts[1] or all(script in CASED or script in READ for script in scripts)


def _first_name(side: _Side, other: _Tongue) -> list[tuple[Word, Sureness]]:
    """The same as `_names_in` for a text whose first letter may be its only capital."""
    if not side.text[:1].isupper():
        return []
    word = first_word_of(side.text)
    if word is None or word.start:
        return []
    sure = _sure_alone(word.text, side.tongue, other)
    return [] if sure is None else [(word, sure)]


@lru_cache(50_000)
def _sure_alone(word: str, own: _Tongue, other: _Tongue) -> Sureness | None:
    """How sure it is that the word which opens a text is a name."""
    return next((sure for _, sure in _names_in(_Side(word, own), other)), None)


def _names_in(side: _Side, other: _Tongue) -> list[tuple[Word, Sureness]]:
    """The words of a text that are names, in a script with capitals."""
    own, words = side.tongue, side.words
    capital = [_has_capital(word.text) for word in words]
    readable = _is_readable(other, own)
    found: list[tuple[Word, Sureness]] = []
    for place, word in enumerate(words):
        script = script_of(word.text[0])
        if script not in (own.script, KANA):
            if not capital[place]:
                continue
            if script == other.script and script in CASED and len(word.text) >= FEWEST_SOUNDS:
                sure = Sureness.HARDLY if word.text.isupper() else Sureness.SURE
                found.append((word, sure))  # it is in the other's script already
            continue
        if script == KANA and len(word.text) >= SHORTEST:
            found.append((word, Sureness.MAYBE))
            continue
        if not capital[place] or not readable or script not in CASED:
            continue
        level = _sureness_of(word.text, own.tag, other.tag, own.nouns)
        if level is None:
            continue
        sure = level
        if _begins(side.text, word.start):
            if own.nouns or sure < Sureness.SURE:
                continue
            strange = sure is Sureness.SURE and own.script == other.script
            sure = Sureness.SURE if strange else Sureness.HARDLY
        if own.nouns and not ((place > 0 and capital[place - 1]) or capital[place + 1 : place + 2] == [True]):
            continue
        found.append((word, sure))
    return found[:MOST_NAMES]


def _with_full_names(names: list[Named], side: _Side, other: _Side) -> list[Named]:
    """Two names side by side are those of one person, where the other language knows them, too; else they may be a term."""
    found = list(names)
    own, tongue = side.tongue, other.tongue
    for place, (one, two) in enumerate(pairwise(names)):
        if one.end + 1 != two.start or one.place or two.place or LOW.intersection((one.sure, two.sure)):
            continue
        words = [part.lower() for name in (one, two) for part in _parts(side.text[name.start : name.end])]
        if tongue.script in READ or all(_cost_there(word, own.tag, tongue.tag) < UNKNOWN for word in words):
            for number in (place, place + 1):
                found[number] = found[number]._replace(sure=max(found[number].sure, Sureness.SURE))
    return found


@cache
def _sureness_of(text: str, tag: str, other: str, nouns: bool) -> Sureness | None:
    """How sure it is that a word with a capital inside a sentence is a name; None where it is not."""
    parts = [
        part.lower() for part in _parts(text) if len(part) >= SHORTEST or (part.isupper() and len(part) > 2)
    ]
    if not parts or list_of(tag, script_of(text[0])) is None:
        return None
    own = min(cost_in(part, tag) for part in parts)
    least = min(own, *(_cost_there(part, tag, other) for part in parts))
    shared = least >= NAMED and all(_cost_there(part, tag, other) <= SHARED for part in parts)
    if text.isupper():
        return Sureness.HARDLY if shared or own >= RARE else None
    evenly = shared and all(
        abs(cost_in(part, tag) - _cost_there(part, tag, other)) <= EVENLY for part in parts
    )
    if nouns:
        return Sureness.SURE if shared and least >= RARE else Sureness.HARDLY if own >= UNKNOWN else None
    if shared:
        return Sureness.KNOWN if evenly else Sureness.SHARED
    if own >= UNKNOWN and not any(has_listed_form(part, tag) for part in parts):
        return Sureness.SURE
    return Sureness.MAYBE if own >= RARE else None


def has_listed_form(word: str, tag: str) -> bool:
    """Whether a language lists a word that has another ending."""
    return any(
        is_known(word[:-cut] + ending, tag)
        for cut in range(1, LONGEST_ENDING + 1)
        if len(word) - cut >= SHORTEST
        for ending in ENDINGS
    )


def _cost_there(part: str, tag: str, other: str) -> float:
    """What a name costs in the other language, as it is written there."""
    own = list_of(other, script_of(part[0])) is not None
    spellings = (part,) if own else spellings_of(part, tag)
    return min((cost_in(spelling, other) for spelling in spellings), default=UNKNOWN)


@lru_cache(200_000)
def _parts(text: str) -> tuple[str, ...]:
    """The parts of a word that a hyphen parts, without what an apostrophe hangs on: "Brexit" of "anti-Brexit"."""
    parts = [max(part.split("'"), key=len) for part in normalize("NFC", text).replace("’", "'").split("-")]
    return tuple(part for part in parts if part)


def _has_capital(word: str) -> bool:
    return word[0].isupper() and any(part[:1].isupper() and part[1:] for part in _parts(word))


def _begins(text: str, start: int) -> bool:
    """True at the start of a text, of a sentence or of a quotation, and not behind an abbreviation."""
    before = text[:start].rstrip(" \u00a0")
    if not before or before[-1] in SENTENCE:
        last = before[:-1].rpartition(" ")[2] if before.endswith(".") else ""
        return not (last[:1].isupper() and len(last) < ABBREVIATION)
    return False


@lru_cache(200_000)
def is_alike(name: str, word: str, language: str, tongue: str) -> bool:
    """True for two words, in lower case, that may be one name."""
    if script_of(name[0]) == script_of(word[0]) and _spelled_alike(bare(name) or name, bare(word) or word):
        return True
    merged = merges_liquids(script_of(name[0])) or merges_liquids(script_of(word[0]))
    same = script_of(name[0]) == script_of(word[0])
    ones, others = sound_keys(name, language, merged), sound_keys(word, tongue, merged)
    return any(_sounds_alike(one, other, same) for one in ones for other in others)


def _sounds_alike(one: str, other: str, same: bool) -> bool:
    """`same`: both are of one script, in which a name that is one sounds the same to the end."""
    if one == other:
        return len(one) > 1 or not same
    shorter, longer = sorted((one, other), key=len)
    if same:
        return len(shorter) > FEWEST_SOUNDS and longer[:-1] == shorter
    if len(shorter) > 1 and longer.startswith(shorter):
        return True
    if longer[:-1] == shorter and longer[-1:] in CASE_ENDINGS:
        return True
    return len(shorter) >= FEWEST_SOUNDS and distance(one, other) <= min(
        MOST_APART, max(1, len(shorter) // 3)
    )


def _spelled_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST:
        return one == other or (
            len(shorter) == SHORTEST - 1 and longer.startswith(shorter) and len(longer) < LONGEST_FORM
        )
    if shorter in longer:
        return True
    pairs = zip(one, other, strict=False)
    shared = next((number for number, (a, b) in enumerate(pairs) if a != b), len(shorter))
    return shared >= max(SHORTEST - 1, round(len(shorter) * STEM)) or distance(one, other) <= min(
        MOST_APART, len(longer) * SAME
    )
