"""How both sides of a unit end: which mark, what it says, and where it stands."""

from functools import cache
from typing import NamedTuple

import msgspec

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import BLANK, said_sources, said_targets
from audit.analysis.pairs.said_words import source_language_of
from audit.analysis.target_language import known_profile
from audit.language.end_marks import EVERYWHERE, MarkKind, mark_kinds

# What may stand behind the last mark of a text: it closes something, or marks the end of a tag.
CLOSERS = frozenset("\"'”’»«“›‹)]}）］】」』》〉*_~ \t\n\r\u00a0\u200b\u200e\u200f\u202f\u2009\u3000")
QUOTING = frozenset("\"'“”„«»‘’‚‹›`「」")
BRACKETS = frozenset(")]}）］】")
DOTS = frozenset(".。．｡…⋯")
LONGEST_ABBREVIATION = 6  # code points of a word alone whose full stop may be its own


class End(msgspec.Struct, frozen=True, gc=False):
    """The last mark of a text: `[start, end)`. Without one, `kind` is None and both are the place where it would stand.

    `sure` is False for a full stop that may belong to an abbreviation, and for a text without words.
    """

    kind: MarkKind | None
    start: int
    end: int
    sure: bool = True


class Ends(NamedTuple):
    """The ends of a pair."""

    source: End
    target: End


def ends(view: PairView) -> list[Ends]:
    """How each pair ends. Made once."""
    return view.remember("ends of pairs", lambda: _ends(view))


def _ends(view: PairView) -> list[Ends]:
    source = source_language_of(view)
    of_source = source.tag if source is not None else EVERYWHERE
    of_target = view.language.tag
    sources, targets = said_sources(view), said_targets(view)
    found = []
    for pair, theirs, mine in zip(view.pairs, sources, targets, strict=True):
        found.append(
            Ends(end_of(theirs, pair.source.text, of_source), end_of(mine, pair.target.text, of_target))
        )
    return found


def end_of(said: str, text: str, tag: str) -> End:
    """The end of one side in a language; `said` is its text with code blanked out."""
    kinds = mark_kinds(tag)
    place = len(said)
    outer = len(said.rstrip())
    closed = outer
    while place:
        char = said[place - 1]
        if char in CLOSERS:
            place -= 1
        elif char == BLANK and text[place - 1] == ">":
            start = place - 1
            while start and said[start - 1] == BLANK and text[start] != "<":
                start -= 1
            if text[start : start + 2] != "</" and text[place - 2] != "/":
                break  # an address between angle brackets, a tag that opens
            place = start
        else:
            break
        closed = place
    kind = kinds.get(said[place - 1 : place]) if place else None
    if kind is None:
        # Where a bracket or a quotation closes, its sentence may have ended inside or not.
        return End(None, outer, outer, any(map(str.isalpha, said[:closed])))
    start = place - 1
    if said[start] in DOTS:
        while start and said[start - 1] in DOTS:
            start -= 1
        if place - start > 1:
            kind = MarkKind.ELLIPSIS
    else:
        while start and said[start - 1] in kinds and said[start - 1] not in DOTS:
            start -= 1
        if place - start > 1:
            kind = _strongest(said[start:place], kinds)
    sure = any(map(str.isalpha, said[:start])) or BLANK in said[:start]
    if (
        place < len(said)
        and kind in (MarkKind.STOP, MarkKind.ELLIPSIS)
        and not BRACKETS.isdisjoint(said[place:])
    ):
        sure = False  # inside a bracket, whose words are a label or a sentence
    if said[start - 1 : start] in QUOTING and said[place : place + 1] in QUOTING:
        sure = False  # spoken of
    if kind is MarkKind.STOP and said[start] == ".":
        alone = start <= LONGEST_ABBREVIATION and len(said[:start].split()) == 1
        sure = sure and not alone and not _may_be_abbreviation(said, start, tag)
    return End(kind, start, place, sure)


def _strongest(run: str, kinds: dict[str, MarkKind]) -> MarkKind:
    """Several marks in a row ask, or shout, or are what the last one is."""
    found = [kinds[mark] for mark in run]
    for kind in (MarkKind.QUESTION, MarkKind.EXCLAMATION):
        if kind in found:
            return kind
    return found[-1]


def _may_be_abbreviation(said: str, point: int, tag: str) -> bool:
    start = point
    while start and (said[start - 1].isalpha() or said[start - 1] == "."):
        start -= 1
    word = said[start:point].lower()
    if not word:
        return False
    alone = len(word) <= LONGEST_ABBREVIATION and said[:start].strip() == ""  # a month, a unit
    return alone or "." in word or len(word) == 1 or word in _abbreviations(tag) or word == "etc"


@cache
def _abbreviations(tag: str) -> frozenset[str]:
    own = known_profile(tag) if tag != EVERYWHERE else None
    return frozenset(own.abbreviations) if own is not None else frozenset()
