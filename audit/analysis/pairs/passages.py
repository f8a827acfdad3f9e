"""Sentences, clauses and members of lists that stand on one side only.

Nothing here knows what the words mean. A target much shorter than its source lets expect lost something; one that is
somewhat shorter did when it also has fewer sentences, fewer members in a list, or lost the word that joins two things.
The other way round it got something on top.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import whole_copies
from audit.analysis.pairs.lengths import length_shares
from audit.analysis.pairs.said_text import BLANK, said_sources, said_targets
from audit.analysis.pairs.said_words import source_language_of
from audit.language.negation_words import is_negation
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import word_grammar
from audit.model.span import Span

FAR_SHORTER, SHORTER, A_LITTLE_SHORTER = 0.42, 0.66, 0.76  # shares of the expected length
A_LITTLE_LONGER, FAR_LONGER, LONGEST = 1.35, 1.7, 2.6
LEAST_HEAD, MOST_HEAD = (
    0.65,
    1.5,
)  # share of the expected length that the first sentences have, before something added
MORE_CLAUSES = 2  # parts that a target has more than its source
MORE_OF_SHORT = 20  # code points; the shorter a source, the longer its translation may be
LONG = 36  # code points of a source that says enough to lose a part of it
ENOUGH_MORE = 24  # code points of a target beyond what is expected: a sentence
LEAST_MEMBERS, LONGEST_MEMBER = 3, 4  # members of a list, and words of one
FINAL = ".!?…。！？।؟۔։"
LINES = 3  # lines of a text that is laid out: its parts are no sentences


class Passage(NamedTuple):
    """The target of `pair` lacks something that the source has at `source` (None: nobody knows where), or has
    `[start, end)` on top of it. `share` is its length as a share of what is expected."""

    pair: int
    start: int
    end: int
    source: Span | None
    share: float


def missing_passages(view: PairView) -> Iterator[Passage]:
    """Targets that lost a part of their source."""
    for index, share in _uncopied(view):
        source, target = said_sources(view)[index], said_targets(view)[index]
        if share >= A_LITTLE_SHORTER or len(source) < LONG or source.count("\n") >= LINES or _is_name(source):
            continue
        lost = _lost(source, target, view, share)
        if lost or share < FAR_SHORTER:
            start, end = _edges(target)
            yield Passage(index, start, end, lost, share)


def added_passages(view: PairView) -> Iterator[Passage]:
    """Targets that say more than their source."""
    for index, share in _uncopied(view):
        source, target = said_sources(view)[index], said_targets(view)[index]
        more = len(target.strip()) * (1 - 1 / share) if share > 1 else 0
        if share < A_LITTLE_LONGER or more < ENOUGH_MORE or source.count("\n") >= LINES:
            continue
        theirs, mine = sentences(source), sentences(target)
        tail = _tail(theirs, mine, target, share)
        if (
            tail is not None
            and BLANK in target[tail.start : tail.end]
            and target.count(BLANK) <= source.count(BLANK)
        ):
            continue  # it says a value of the source, so it is part of it
        if tail is not None and _pieces(source, coordinators(source_language_of(view))) >= len(mine):
            continue  # the parts of a long sentence became sentences
        if tail is not None:
            yield Passage(index, tail.start, tail.end, None, share)
            continue
        longer = MORE_OF_SHORT / len(source.strip())
        if share < FAR_LONGER + longer:
            continue
        joining = coordinators(view.language)
        clauses = _pieces(target, joining) - _pieces(source, coordinators(source_language_of(view)))
        far = (FAR_LONGER if clauses >= MORE_CLAUSES else LONGEST) + longer
        if share >= far:
            yield Passage(index, *_edges(target), None, share)


def _tail(theirs: list[Span], mine: list[Span], target: str, share: float) -> Span | None:
    """The last sentences of a target, when those before are as many as the source has, and as long as expected."""
    if not theirs or len(mine) <= len(theirs) or _cut_inside(target, mine[len(theirs)].start):
        return None
    tail = Span(mine[len(theirs)].start, mine[-1].end)
    head = share * (mine[len(theirs) - 1].end - mine[0].start) / max(1, mine[-1].end - mine[0].start)
    return tail if LEAST_HEAD <= head <= MOST_HEAD and tail.end - tail.start >= ENOUGH_MORE / 2 else None


def _uncopied(view: PairView) -> Iterator[tuple[int, float]]:
    copied = {copy.pair for copy in whole_copies(view)}
    for index, share in enumerate(length_shares(view)):
        if (
            share is not None
            and (share < A_LITTLE_SHORTER or share > A_LITTLE_LONGER)
            and index not in copied
        ):
            yield index, share


def _lost(source: str, target: str, view: PairView, share: float) -> Span | None:
    """Where the source has what the target lost, when something beside the length tells."""
    language = source_language_of(view)
    joining = coordinators(view.language)
    theirs = sentences(source)
    if len(theirs) > 1 and _pieces(target, joining) < len(theirs):
        return _least_fitting(theirs, sentences(target))
    listed = _members(source, coordinators(language))
    if len(theirs) == 1 and len(listed) >= LEAST_MEMBERS and all(_is_short(source, span) for span in listed):
        own = _members(target, joining)
        if 2 <= len(own) < len(listed):
            return listed[-2]
    if share < SHORTER and joining and _pieces(target, joining) == 1:
        return _joined(source, language)
    return None


def sentences(text: str) -> list[Span]:
    """The sentences of a text, by final marks with white space behind them, and wide ones."""
    found, start = [], 0
    for match in _end().finditer(text):
        if any(map(str.isalpha, text[start : match.start()])):
            found.append(Span(start, match.end()))
            start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if any(map(str.isalpha, text[start:])):
        found.append(Span(start, len(text.rstrip())))
    return found


def _pieces(text: str, joining: frozenset[str]) -> int:
    """In how many parts a text falls at most: at its marks, and at words that join."""
    inner = text.rstrip().rstrip(FINAL)
    words = sum(map(joining.__contains__, map(str.lower, _word().findall(inner)))) if joining else 0
    return 1 + len(_joint().findall(inner)) + words


def _least_fitting(theirs: list[Span], mine: list[Span]) -> Span:
    """The sentence of a source whose loss leaves the others nearest in length to those of the target."""
    if len(mine) != len(theirs) - 1:
        return theirs[-1]

    def misfit(left_out: int) -> float:
        kept = [span for number, span in enumerate(theirs) if number != left_out]
        total = sum(span.end - span.start for span in kept) or 1
        length = sum(span.end - span.start for span in mine) or 1
        return sum(
            abs((a.end - a.start) / total - (b.end - b.start) / length)
            for a, b in zip(kept, mine, strict=True)
        )

    return theirs[min(range(len(theirs)), key=misfit)]


def _members(text: str, joining: frozenset[str]) -> list[Span]:
    """What commas and joining words part: the members of a list, where a text is one."""
    spans, start = [], 0
    for match in _comma_or_word().finditer(text):
        if match["word"] is not None and match["word"].lower() not in joining:
            continue
        if any(map(str.isalpha, text[start : match.start()])):
            spans.append(Span(start, match.start()))
        start = match.end()
    if any(map(str.isalpha, text[start:])):
        spans.append(Span(start, len(text.rstrip().rstrip(FINAL))))
    return spans


def _is_short(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) <= LONGEST_MEMBER


def _joined(text: str, language: LanguageProfile | None) -> Span | None:
    """The first word of a text that joins two things, with what follows it; "or not" joins none."""
    joining, tag = coordinators(language), language.tag if language is not None else ""
    words = list(_word().finditer(text))
    for match, following in pairwise(words):
        if match[0].lower() in joining and not is_negation(following[0].lower(), tag):
            return Span(match.start(), len(text.rstrip().rstrip(FINAL)))
    return None


def coordinators(language: LanguageProfile | None) -> frozenset[str]:
    """The words that join two things in a language; empty when nobody listed them."""
    return word_grammar(language.tag).coordinators if language is not None else frozenset()


def _is_name(text: str) -> bool:
    """True for a text of capitalised words: languages, countries and titles have short names elsewhere."""
    words = [match[0] for match in _word().finditer(text) if len(match[0]) > 3]
    return sum(word[0].isupper() for word in words) > len(words) / 2


def _cut_inside(text: str, place: int) -> bool:
    """True when what looks like a new sentence is the rest of an abbreviation, or of a number."""
    return (
        text[place : place + 1].islower()
        or text[place : place + 1].isdigit()
        or BLANK in text[place : place + 1]
    )


def _edges(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"[.!?…।؟۔։]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』）]*")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"[,;:，、；：،؛—–](?=\s|$)|/|[，、；：。！？]|[.!?…।؟۔։]+(?=[\s\"'”’»)]|$)| - ")


@cache
def _comma_or_word() -> re.Pattern[str]:
    return re.compile(r"[,，、،]\s*|(?P<word>(?<!\w)[^\W\d_]{1,5}(?!\w))\s*")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
