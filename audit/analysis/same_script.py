"""Stretches of other languages in the script of the target language: candidates, not yet judged.

Every word costs something in every language of its script (`word_costs`). Neighbouring words that together are
cheaper in another language than in the target language may have been left untranslated: two states, the target
language and another one, with a price for every change between them; the cheapest way through a segment is found
exactly (Viterbi). The prices are low, so that little escapes: whether a stretch was left behind or stands there on
purpose is judged afterwards, by evidence (`leftovers`). The vocabulary of the document is priced first, and only
segments with a word that is cheaper elsewhere are decoded, so clean text costs little more than a look at its
distinct words.

Which other languages are asked: the source language where it is told, English, from which most is translated, and
the one that the words of the whole document speak for (`Vote`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count
from typing import NamedTuple
from unicodedata import normalize

from audit.analysis.cited import is_cited
from audit.analysis.language_guess import letters_by_script, sample_of
from audit.analysis.text_view import TextView
from audit.analysis.word_costs import Gains, WordCosts, word_costs
from audit.language.relatives import list_of
from audit.language.word_grammar import word_grammar
from audit.model.role import Role

SUSPICIOUS_OF_ANY = 3.0  # gain of a word that makes its segment vote
SUSPICIOUS = 1.0  # of one that makes its segment worth decoding
# What a change of language costs: amid a sentence, at a sentence, bracket or quotation mark, at the ends of a
# line or of italics.
INSIDE, AT_MARK, AT_LINE = 2.0, 1.7, 0.9
VOTING = 2.8  # what a vote adds to each: there any language at all is asked
NAME_SHARE = 0.3  # how much a capitalised word inside a sentence weighs: it may be a name
NOUN_SHARE = 0.8  # the same where every noun has a capital
SENTENCE_MARKS = frozenset(".!?…:")
MARKS = frozenset('«»“”„"()[]') | SENTENCE_MARKS
TIGHT = frozenset(("@", "/", ".", "://", "\\", ":", "=", "#", "&"))
RARE_ACCENTS = 0.003  # accented letters per code point: below it a language that has them lost them
ASKED_VOTE = 4.0  # gain over a whole document from which the winner of a vote is asked
SURE_VOTE, SURE_LEAD = 14.0, 1.3  # from which it is believed, when its gain is so many times that of the next
ALWAYS_ASKED = "en"


class Decoded(NamedTuple):
    """Words of another language: `view.words[first]` to `view.words[last]`. Gains are natural logarithms."""

    first: int
    last: int
    whole: bool  # all that its segment says
    language: str  # tag of the one in which they are cheapest
    gain: float


class Vote(NamedTuple):
    """The other language that the words of a document speak for."""

    language: str  # tag
    gain: float  # of its listed words
    sure: bool  # far enough ahead of every other language to be believed


def same_script_vote(view: TextView) -> Vote | None:
    """Which language the words that are not of the target language speak for.

    None when hardly any does, or the model does not know the target language. Cached on the view.
    """
    return view.remember("same-script vote", lambda: _vote(view))


def costs_of(view: TextView) -> WordCosts | None:
    """What words cost in the target language and beside it; None when the model does not know it. Cached."""
    return view.remember("word costs", lambda: _costs(view))


def same_script_stretches(view: TextView) -> list[Decoded]:
    """Stretches that may be of another language, in order. Cached on the view."""
    return view.remember("same-script stretches", lambda: _stretches(view))


def _costs(view: TextView) -> WordCosts | None:
    scripts = view.language.scripts
    if len(scripts) > 1:  # a language of several alphabets: the one that this text is in
        letters = letters_by_script(sample_of(view.text))
        scripts = tuple(sorted(scripts, key=lambda script: -letters[script]))[:1]
    for script in scripts:
        own = list_of(view.language.tag, script)
        if own is not None:
            return word_costs(script, own, bare=_bare(view))
    return None


def _bare(view: TextView) -> bool:
    """True for a text with next to no accents in a language that has them."""
    accented = [char for char in view.language.letters if char in view.rare_characters]
    found = sum([view.lower.count(char) for char in accented if normalize("NFD", char) != char])
    return found < RARE_ACCENTS * len(view.lower)


def _vote(view: TextView) -> Vote | None:
    costs = costs_of(view)
    if costs is None:
        return None
    gains = costs.best_gains
    suspicious = {word for word in _cheaper_elsewhere(view, costs) if gains[word] >= SUSPICIOUS_OF_ANY}
    votes: defaultdict[int, float] = defaultdict(float)
    for first, last, _, _ in _decode(view, suspicious, gains, VOTING, NAME_SHARE):
        for word in view.words[first : last + 1]:
            if word in suspicious:
                for place, more in costs.listed_gains(word).items():
                    votes[place] += more
    if not votes:
        return None
    # Of equal ones the first, whatever the order of the words.
    ranked = sorted(votes, key=lambda place: (-votes[place], place))
    best, gain = ranked[0], votes[ranked[0]]
    if gain < ASKED_VOTE:
        return None
    next_gain = votes[ranked[1]] if len(ranked) > 1 else 0.0
    return Vote(costs.languages[best], gain, gain >= SURE_VOTE and gain >= SURE_LEAD * next_gain)


def _cheaper_elsewhere(view: TextView, costs: WordCosts) -> list[str]:
    """The distinct words that any other language has cheaper. Cached on the view."""

    def find() -> list[str]:
        best = costs.best_gains
        return [word for word in view.vocabulary if best[word] >= SUSPICIOUS]

    return view.remember("words cheaper elsewhere", find)


def _asked(view: TextView, languages: Sequence[str]) -> list[str]:
    vote = same_script_vote(view)
    wanted = (
        view.source.tag.split("-")[0] if view.source else None,
        vote.language if vote else None,
        ALWAYS_ASKED,
    )
    own = view.language.tag.split("-")[0]
    return [tag for tag in dict.fromkeys(wanted) if tag and tag != own and tag in languages]


class _BestGains(dict[str, float]):
    """Lower-case word → its gain in that of a few languages where it is cheapest."""

    def __init__(self, each: Sequence[Gains]) -> None:
        super().__init__()
        self._each = each

    def __missing__(self, word: str) -> float:
        found = self[word] = max([gains[word] for gains in self._each])
        return found


def _stretches(view: TextView) -> list[Decoded]:
    costs = costs_of(view)
    if costs is None:
        return []
    asked = _asked(view, costs.languages)
    if not asked:
        return []
    each = [costs.gains(costs.languages.index(tag)) for tag in asked]
    gains: Mapping[str, float] = each[0] if len(each) == 1 else _BestGains(each)
    # A word that is cheaper nowhere is cheaper in none of these: most words end here.
    suspicious = {word for word in _cheaper_elsewhere(view, costs) if gains[word] >= SUSPICIOUS}
    capital_nouns = any(word_grammar(tag).capital_nouns for tag in asked)
    share = NOUN_SHARE if capital_nouns else NAME_SHARE
    found = []
    for first, last, whole, gain in _decode(view, suspicious, gains, 0.0, share):
        language = asked[0]
        if len(asked) > 1:
            words = view.words[first : last + 1]
            sums = [sum([own[word] for word in words]) for own in each]
            language = asked[sums.index(max(sums))]
        found.append(Decoded(first, last, whole, language, gain))
    return found


def _decode(
    view: TextView, suspicious: set[str], gains: Mapping[str, float], extra: float, share: float
) -> list[tuple[int, int, bool, float]]:
    """Stretches whose words are cheaper elsewhere, in the segments that hold a suspicious word: first and last
    word, whether they are all of their segment, gain."""
    if not suspicious:
        return []
    words, starts = view.words, view.word_starts
    found: list[tuple[int, int, bool, float]] = []
    indexes = list(compress(count(), map(suspicious.__contains__, words)))
    place = 0
    while place < len(indexes):
        segment = view.segment_at(starts[indexes[place]])
        start, end = view.bounds(segment)
        # Not even all suspicious words of the segment together may be worth the change and the change back.
        evidence = 0.0
        first = place
        while place < len(indexes) and starts[indexes[place]] < end:
            evidence += gains[words[indexes[place]]]
            place += 1
        if evidence > 2 * (AT_LINE + extra) and view.segments[segment].role is not Role.CREDIT:
            one = bisect_left(starts, start, 0, indexes[first])
            two = bisect_left(starts, end, indexes[place - 1])
            found += _in_segment(view, gains, one if words[one] else one + 1, two, extra, share)
    return found


def _in_segment(
    view: TextView, known: Mapping[str, float], first: int, last: int, extra: float, share: float
) -> Iterator[tuple[int, int, bool, float]]:
    gains = _gains_in_place(view, known, first, last, share)
    # Most segments end here: no stretch is worth even the cheapest change and change back.
    if _greatest_gain(gains) <= 2 * (AT_LINE + extra):
        return
    prices = _prices(view, first, last, extra)
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
        whole = place == 0 and end == len(states) - 1
        yield first + place, first + end, whole, sum(gains[place : end + 1])
        place = end + 1


def _gains_in_place(
    view: TextView, known: Mapping[str, float], first: int, last: int, share: float
) -> list[float]:
    """What the words [first, last) of a segment gain where they stand."""
    text, words, gaps, starts = view.text, view.words, view.gaps, view.word_starts
    gains = list(map(known.__getitem__, words[first:last]))
    if not text[starts[first] : starts[last - 1] + len(words[last - 1])].isupper():
        for index in range(first + 1, last):
            if text[starts[index]].isupper() and SENTENCE_MARKS.isdisjoint(gaps[index - 1]):
                gains[index - first] *= share
    if not TIGHT.isdisjoint(gaps[first:last]):
        # The parts of an address or a path say nothing.
        for index in range(first, min(last, len(gaps))):
            if gaps[index] in TIGHT:
                gains[index - first] = 0.0
                if index + 1 < last:
                    gains[index + 1 - first] = 0.0
    if view.terms:
        for index in range(first, last):
            if gains[index - first] and view.is_listed(starts[index], starts[index] + len(words[index])):
                gains[index - first] = 0.0
    return gains


def _greatest_gain(gains: list[float]) -> float:
    """What the best stretch of neighbours gains, before the price of the changes."""
    best = here = 0.0
    for gain in gains:
        here = here + gain if here > 0 else gain
        best = max(best, here)
    return best


def _prices(view: TextView, first: int, last: int, extra: float) -> list[float]:
    """What it costs to change the language before each of the words [first, last) of a segment."""
    gaps, starts, words = view.gaps, view.word_starts, view.words
    prices = [AT_LINE + extra]
    prices += [
        (INSIDE if MARKS.isdisjoint(gaps[index - 1]) else AT_MARK) + extra for index in range(first + 1, last)
    ]
    if view.segments[view.segment_at(starts[first])].cited:
        cited = [
            is_cited(view, starts[index], starts[index] + len(words[index])) for index in range(first, last)
        ]
        for place in range(1, len(prices)):
            if cited[place] is not cited[place - 1]:
                prices[place] = AT_LINE + extra
    return prices
