"""Stretches of another language in the script of the target language.

Every word costs something in every language of its script (`word_costs`). A stretch of neighbouring words
that together are much cheaper in another language than in the target language was left untranslated: two
states, the target language and the other one, with a price for every change between them; the cheapest way
through a segment is found exactly (Viterbi). The vocabulary of the document is priced first, and only
segments with a word that is cheaper elsewhere are decoded, so clean text costs little more than a look at
its distinct words.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from audit.analysis.latin_in_other_script import technical
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import SEPARATOR, TextView
from audit.analysis.word_costs import WordCosts, word_costs
from audit.language.language_model import language_model
from audit.language.latin_tokens import is_particle
from audit.language.loan_phrases import is_loan_phrase
from audit.model.mqm import Confidence
from audit.model.role import Role

SUSPICIOUS = 2.0  # gain of a word that makes its segment worth decoding
SUSPICIOUS_OF_ANY = 3.0  # the same, where the best of many languages is asked
# What a change of language costs: amid a sentence, at a sentence, bracket or quotation mark, at a line's ends.
INSIDE, AT_MARK, AT_LINE = 3.5, 3.0, 1.5
UNNAMED = 2.0  # on top of each, while the other language may be any
NAME_SHARE = 0.3  # how much a capitalised word inside a sentence weighs: it may be a name
SENTENCE_MARKS = frozenset(".!?…:")
MARKS = frozenset('«»“”„"()[]') | SENTENCE_MARKS
TIGHT = frozenset(("@", "/", ".", "://", "\\", ":", "=", "#", "&"))
TERM_COUNT = 2  # a foreign word that stands alone so often is a term of the text
SURE_WORD = 7.0  # gain of a single word inside a sentence that is shown
SURE_PHRASE = 3.0  # of several words, or of a line
TITLE_WORDS = 8
SURE_THIRD = 30.0  # gain of listed words
WORDS_OF_A_THIRD = 4  # words of neither the target nor the source language that are believed
ATTESTED = 2.0  # gain of the listed words of a shown stretch; twice that where the source is not known
SURE_VOTE = 12.0  # gain over a whole document from which an inferred other language is believed


class Stretch(NamedTuple):
    """Words of another language, `[start, end)` in the view. The gain is in natural logarithms."""

    start: int
    end: int
    language: str  # tag
    words: int
    gain: float
    whole: bool  # all that its segment says
    confidence: Confidence


def same_script_stretches(view: TextView) -> list[Stretch]:
    """Stretches of another language in the target's script, in order. Cached on the view."""
    return view.remember("same-script stretches", lambda: _find(view))


def _of_model(tag: str, scripts: Sequence[str]) -> tuple[str, str] | None:
    """Script and tag under which the model knows a language; None when it does not."""
    base = tag.split("-")[0]
    for script in scripts:
        if base in language_model().languages_of(script):
            return script, base
    return None


def _find(view: TextView) -> list[Stretch]:
    own = _of_model(view.language.tag, view.language.scripts)
    if own is None:
        return []
    costs = word_costs(*own)
    words = [word for word in view.vocabulary if word.isalpha()]
    source = view.source.tag.split("-")[0] if view.source else ""
    if source in costs.languages:
        place = costs.languages.index(source)
        suspicious = {word for word in words if costs.gain(word, place) >= SUSPICIOUS}
        found = _decode(view, suspicious, lambda word: costs.gain(word, place), 0.0)
        return _graded(view, found, costs, place, source_known=True)
    suspicious = {word for word in words if costs.best_gain(word) >= SUSPICIOUS_OF_ANY}
    first = _decode(view, suspicious, costs.best_gain, UNNAMED)
    if not first:
        return []
    votes: Counter[int] = Counter()
    for item in first:
        for word in view.words[item.first : item.last + 1]:
            if word in suspicious:
                votes.update(costs.listed_gains(word))
    # A source in another script leaves words of that script behind: here it takes more to believe in one.
    wanted, extra = (SURE_VOTE, 0.0) if view.source is None else (2 * SURE_VOTE, UNNAMED)
    # Of equal ones the first, whatever the order of the words.
    place = min(votes, key=lambda place: (-votes[place], place), default=-1)
    if votes[place] < wanted:
        return []
    found = _decode(view, suspicious, lambda word: costs.gain(word, place), extra)
    return _graded(view, found, costs, place, source_known=False)


class _Decoded(NamedTuple):
    first: int  # word numbers in the view
    last: int
    whole: bool
    gain: float


def _decode(
    view: TextView, suspicious: set[str], gain_of: Callable[[str], float], extra: float
) -> list[_Decoded]:
    """Stretches whose words are cheaper in the other language, in the segments that hold a suspicious word."""
    if not suspicious:
        return []
    words, starts = view.words, view.word_starts
    found: list[_Decoded] = []
    indexes = list(compress(count(), map(suspicious.__contains__, words)))
    place = 0
    while place < len(indexes):
        segment = view.segment_at(starts[indexes[place]])
        start, end = view.bounds(segment)
        # Not even all suspicious words of the segment together may be worth the change and the change back.
        evidence = 0.0
        first = place
        while place < len(indexes) and starts[indexes[place]] < end:
            evidence += gain_of(words[indexes[place]])
            place += 1
        if evidence > 2 * (AT_LINE + extra) and view.segments[segment].role is not Role.CREDIT:
            one = bisect_left(starts, start, 0, indexes[first])
            two = bisect_left(starts, end, indexes[place - 1])
            found += _in_segment(view, gain_of, one if words[one] else one + 1, two, extra)
    return found


def _in_segment(
    view: TextView, gain_of: Callable[[str], float], first: int, last: int, extra: float
) -> Iterator[_Decoded]:
    text, words, gaps, starts = view.text, view.words, view.gaps, view.word_starts
    shouted = text[starts[first] : starts[last - 1] + len(words[last - 1])].isupper()
    gains, prices = [], []
    for index in range(first, last):
        word = words[index]
        gap = gaps[index - 1] if index > first else SEPARATOR
        # The parts of an address or a path say nothing.
        part = gap in TIGHT or (index < len(gaps) and gaps[index] in TIGHT)
        gain = gain_of(word) if word.isalpha() and not part else 0.0
        opens = index == first or not SENTENCE_MARKS.isdisjoint(gap)
        if text[starts[index]].isupper() and not shouted and not opens:
            gain *= NAME_SHARE
        gains.append(gain)
        if index == first:
            price = AT_LINE
        else:
            price = INSIDE if MARKS.isdisjoint(gap) else AT_MARK
        prices.append(price + extra)
    own, other = 0.0, gains[0] - prices[0]
    ways = []  # whether the best way into (own, other) comes from the other side
    for gain, price in zip(gains[1:], prices[1:], strict=True):
        to_own, to_other = other - price > own, own - price > other
        ways.append((to_own, to_other))
        own, other = (other - price if to_own else own), (own - price if to_other else other) + gain
    foreign = other - AT_LINE - extra > own
    states = [foreign]
    for to_own, to_other in reversed(ways):
        if to_other if foreign else to_own:
            foreign = not foreign
        states.append(foreign)
    states.reverse()
    place = 0
    while place < len(states):
        if not states[place]:
            place += 1
            continue
        end = place
        while end + 1 < len(states) and states[end + 1]:
            end += 1
        one, two = first + place, first + end
        yield _Decoded(one, two, place == 0 and end == len(states) - 1, sum(gains[place : end + 1]))
        place = end + 1


def _graded(
    view: TextView, found: list[_Decoded], costs: WordCosts, place: int, *, source_known: bool
) -> list[Stretch]:
    alone = Counter(view.words[item.first] for item in found if item.first == item.last)
    stretches = []
    for item in found:
        confidence = _confidence(view, item, alone)
        if confidence is None:
            continue
        if confidence is not Confidence.POSSIBLE and not _attested(view, item, costs, place, source_known):
            confidence = Confidence.POSSIBLE
        start, end = view.word_starts[item.first], view.word_starts[item.last] + len(view.words[item.last])
        number = item.last - item.first + 1
        language = costs.languages[place]
        stretches.append(Stretch(start, end, language, number, item.gain, item.whole, confidence))
    return stretches


def _attested(view: TextView, item: _Decoded, costs: WordCosts, place: int, source_known: bool) -> bool:
    """True when words that the other language lists, not only spellings like its own, speak for it."""
    words = {word for word in view.words[item.first : item.last + 1] if word.isalpha()}
    listed = sum([costs.listed_gains(word).get(place, 0.0) for word in words])
    if source_known:
        return listed >= ATTESTED
    if view.source is None:
        return listed >= 2 * ATTESTED
    return listed >= SURE_THIRD and len(words) >= WORDS_OF_A_THIRD


def _confidence(view: TextView, item: _Decoded, alone: "Counter[str]") -> Confidence | None:
    """How sure it is that the words were left behind; None for addresses, code and listed terms."""
    starts = view.word_starts
    stretch = view.text[starts[item.first] : starts[item.last] + len(view.words[item.last])]
    if view.is_term(stretch) or is_loan_phrase(stretch):
        return None
    placed = [(starts[index], view.words[index]) for index in range(item.first, item.last + 1)]
    words = [(start, word) for start, word in placed if word]
    prose = [
        (start, word) for start, word in words if not technical(view, start, start + len(word))
    ]  # fmt: skip
    if not prose:
        return None
    small = [word for start, word in prose if view.text[start].islower()]
    # "of" and "van" belong to a name only where there is one.
    plain = small if len(small) == len(words) else [word for word in small if not is_particle(word)]
    # "e-mail" and "l'heure" are one word to a reader.
    number = len(stretch.split())
    if item.whole:
        enough = item.gain >= SURE_PHRASE and (number > 1 or len(words[0][1]) > 2)
        return Confidence.LIKELY if enough else Confidence.POSSIBLE
    if not plain and not (number > 1 and stretch.isupper()):
        return None  # a name
    if code().search(stretch):
        return Confidence.POSSIBLE
    if number == 1:
        sure = plain and item.gain >= SURE_WORD and alone[words[0][1]] < TERM_COUNT
    else:
        sure = len(plain) * 3 >= number and item.gain >= SURE_PHRASE and not _title(view, item, stretch)
    return Confidence.LIKELY if sure else Confidence.POSSIBLE


def _title(view: TextView, item: _Decoded, stretch: str) -> bool:
    """True for a few words between quotation marks that begin with a capital: what a work is called."""
    end = view.word_starts[item.last] + len(view.words[item.last])
    return (
        item.last - item.first < TITLE_WORDS
        and stretch[0].isupper()
        and is_quoted(view, view.word_starts[item.first], end)
    )


@cache
def code() -> re.Pattern[str]:
    """Matches what stands in commands and programs, never in sentences."""
    return re.compile(r"\s--?[A-Za-z]|[=<>{}$\\_|]|::|\(\)")
