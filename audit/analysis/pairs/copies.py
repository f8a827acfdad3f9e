"""Targets that are their source, whole or in part, where a translation should be.

A word that both sides share proves nothing by itself: names, brands, codes and the many words that two languages have
in common stay. What counts is how much the words speak for the language of the source against that of the target
(`said_words.leaning`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import BLANK, said, said_sources, said_targets
from audit.analysis.pairs.said_words import (
    Word,
    base,
    is_small_of,
    leaning,
    plain,
    plain_words,
    same_tongue,
    source_language_of,
    vocabulary,
    words_of,
)
from audit.analysis.target_language import known_profile
from audit.analysis.text_view import lowered
from audit.language.interface_phrases import counterparts
from audit.language.loan_phrases import is_loan_phrase
from audit.model.mqm import Confidence
from audit.model.span import Span

SURE = 9.0  # of the leanings of its words together, from which a copy is certain
ENOUGH = 3.5  # … likely
IN_PART = 5.0  # … a stretch of the source within a translation
LEAST_SHARE = 0.3  # of the words of a copy that must be clearly of the source's language
CLEAR = 1.0  # a word that leans so much is one of the source's language
TOUCHING = 4  # code points between two words of one stretch at most: a mark and a space
WHOLE = 0.8  # of the words of a source: all of it
WORD_FOR_WORD = 3  # words in a row, from which a stretch is a copy and no coincidence


class Copy(NamedTuple):
    """`[start, end)` of the target of `pair` is `source` over again."""

    pair: int
    start: int
    end: int
    source: Span
    confidence: Confidence


def whole_copies(view: PairView) -> list[Copy]:
    """The targets that are their source, other capitals and white space aside. Made once."""
    return view.remember("whole copies", lambda: list(_whole_copies(view)))


def partial_copies(view: PairView) -> list[Copy]:
    """Stretches of the source in targets that are translated otherwise. Made once."""
    return view.remember("partial copies", lambda: list(_partial_copies(view)))


def _whole_copies(view: PairView) -> Iterator[Copy]:
    if same_tongue(view):
        return
    sources, targets = vocabulary(view)
    for index, (words, others) in enumerate(zip(sources, targets, strict=True)):
        if words and words == others:
            grade = _grade_of_copy(view, said_sources(view)[index])
            if grade is not None:
                target, source = view.pairs[index].target.text, view.pairs[index].source.text
                yield Copy(index, *_trimmed(target), Span(*_trimmed(source)), grade)


def is_whole_copy(view: PairView, index: int) -> bool:
    """The same for one pair, where few of many are asked."""
    if same_tongue(view):
        return False
    source, target = said(view.pairs[index].source.text), said(view.pairs[index].target.text)
    words = plain_words(lowered(source))
    return bool(words) and words == plain_words(lowered(target)) and _grade_of_copy(view, source) is not None


def _grade_of_copy(view: PairView, text: str) -> Confidence | None:
    words = words_of(text)
    label = text.strip()
    if is_loan_phrase(label) or label.casefold() in {term.casefold() for term in view.terms}:
        return None
    language, tongue = base(source_language_of(view)), base(view.language)
    assert language is not None
    assert tongue is not None
    weights = weighed(words, text, language, tongue)
    total = sum(weights)
    known = sum(weight > CLEAR for weight in weights)
    if len(words) == 1 or not known:
        # One word may be a name, or at home in both languages: somebody must have said what it is in the other.
        said = counterparts(label, language, view.language.tag)
        if known and said and total >= ENOUGH:
            return Confidence.LIKELY
        return None
    if known < len(words) * LEAST_SHARE:
        return None
    if total >= SURE and known > 2:
        return Confidence.CERTAIN
    return Confidence.LIKELY if total >= ENOUGH else None


def weighed(words: Sequence[Word], text: str, language: str, tongue: str) -> list[float]:
    """What each of some words says for `language` against `tongue`; nothing for those that may be names."""
    capitals = sum(word.text[:1].isupper() for word in words)
    titled = len(words) > 1 and capitals > len(words) / 2  # a title, or a row of names
    weights = []
    for place, word in enumerate(words):
        weight = leaning(plain(word.text), language, tongue)
        letters = word.text.lstrip("&_")
        may_be_name = letters[:1].isupper() and (place > 0 or titled)
        if letters.isupper() and len(letters) > 1 and capitals < len(words):
            weight = min(weight, 0.0)  # an acronym
        elif may_be_name and weight > 0:
            weight = weight / 2 if titled and is_small_of(plain(word.text), language, tongue) else 0.0
        elif place == 0 and letters[:1].isupper() and weight > 0 and len(words) > 1:
            weight /= 2
        weights.append(weight)
    return weights


def _partial_copies(view: PairView) -> Iterator[Copy]:
    if same_tongue(view):
        return
    language, tongue = base(source_language_of(view)), base(view.language)
    assert language is not None
    assert tongue is not None
    sources, targets = vocabulary(view)
    said_target, said_source = said_targets(view), said_sources(view)
    for index, (words, others) in enumerate(zip(sources, targets, strict=True)):
        if set(words).isdisjoint(others) or words == others:
            continue
        shared = set(words).intersection(others)
        if len(shared) < 2:
            continue
        leaned = sum(max(0.0, leaning(word, language, tongue)) for word in shared)
        if leaned < IN_PART:
            continue
        yield from _stretches(index, said_target[index], said_source[index], shared, language, tongue)


def _stretches(
    index: int, target: str, source: str, shared: set[str], language: str, tongue: str
) -> Iterator[Copy]:
    beside = words_of(source)
    places: dict[str, list[int]] = {}
    for number, word in enumerate(beside):
        places.setdefault(plain(word.text), []).append(number)
    rows = list(pairwise([plain(word.text) for word in beside]))
    known = set(rows)
    named = named_words(beside)
    for run in _runs(words_of(target), target, shared):
        run = _without_edges(run, named, language, tongue)
        if len(run) < 2 or _is_quoted(target, run):
            continue
        keys = [plain(word.text) for word in run]
        weights = [0.0 if key in named else leaning(key, language, tongue) for key in keys]
        telling = sum(weight > CLEAR for weight in weights)
        in_a_row = sum(row in known for row in pairwise(keys))
        if telling < 2 or sum(weights) < IN_PART or is_loan_phrase(target[run[0].start : run[-1].end]):
            continue
        said = any(is_small_of(key, language, tongue) for key in keys)
        if in_a_row + 1 < WORD_FOR_WORD and known_profile(tongue) is None:
            continue  # nobody knows whether the words are of this language as well
        if not said and (in_a_row + 1 < WORD_FOR_WORD or _is_a_list(target, run)):
            continue  # a term, or a row of values
        if _is_gloss(target, run, len(beside)):
            continue
        first, last = beside[places[keys[0]][0]], beside[places[keys[-1]][-1]]
        span = Span(first.start, last.end) if last.end > first.start else Span(first.start, first.end)
        sure = in_a_row + 1 >= WORD_FOR_WORD and sum(weights) >= SURE
        grade = Confidence.CERTAIN if sure else Confidence.LIKELY
        yield Copy(index, run[0].start, run[-1].end, span, grade)


def named_words(words: Sequence[Word]) -> set[str]:
    """The words of a source that it writes with a capital inside a sentence: names, plain."""
    titled = sum(word.text[:1].isupper() for word in words) > len(words) / 2
    if titled:
        return {plain(word.text) for word in words if word.text[:1].isupper()}
    return {plain(word.text) for word in words[1:] if word.text[:1].isupper()}


def _runs(words: Sequence[Word], text: str, shared: set[str]) -> Iterator[list[Word]]:
    """Words side by side that the source has too."""
    run: list[Word] = []
    for word in words:
        if plain(word.text) not in shared:
            if run:
                yield run
            run = []
        elif run and (word.start - run[-1].end > TOUCHING or BLANK in text[run[-1].end : word.start]):
            yield run
            run = [word]
        else:
            run.append(word)
    if run:
        yield run


def _without_edges(run: list[Word], named: set[str], language: str, tongue: str) -> list[Word]:
    """A run without the names and the words of the target's own language at its edges."""

    def is_foreign(word: Word) -> bool:
        key = plain(word.text)
        return key not in named and leaning(key, language, tongue) > 0

    start, end = 0, len(run)
    while start < end and not is_foreign(run[start]):
        start += 1
    while end > start and not is_foreign(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_quoted(text: str, run: list[Word]) -> bool:
    """True for words in quotation marks: what a program or a sign says may stay as it is."""
    before, after = text[: run[0].start].rstrip(), text[run[-1].end :].lstrip(".,!?…: \u00a0\u202f")
    return before[-1:] in QUOTES and after[:1] in QUOTES and before[-1:] != "" and after[:1] != ""


def _is_a_list(text: str, run: list[Word]) -> bool:
    """True for words that marks part from one another."""
    return any(text[one.end : other.start].strip() for one, other in pairwise(run))


def _is_gloss(text: str, run: list[Word], words: int) -> bool:
    """True for a term in brackets behind its translation; a whole source there is no gloss."""
    if len(run) >= words * WHOLE:
        return False
    before, after = text[: run[0].start].rstrip()[-1:], text[run[-1].end :].lstrip()[:1]
    return before in BRACKETS and after in BRACKETS and before != "" and after != ""


BRACKETS = frozenset("()[]{}（）［］【】")
QUOTES = frozenset("\"'“”„‟«»‘’‚‹›「」『』《》")


def _trimmed(text: str) -> tuple[int, int]:
    """Start and end of a text without white space around."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
