"""Stretches of another language in the script of the target language.

Every word costs something in every language of its script (`word_costs`). A stretch of neighbouring words
that together are much cheaper in another language than in the target language was left untranslated: two
states, the target language and the other one, with a price for every change between them; the cheapest way
through a segment is found exactly (Viterbi). The vocabulary of the document is priced first, and only
segments with a word that is cheaper elsewhere are decoded, so clean text costs little more than a look at
its distinct words.

Where the source language is not known, the first pass asks every language of the script; the words it finds
vote (`Vote`), and the second pass asks the winner alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple
from unicodedata import normalize

from audit.analysis.foreign_script import foreign_runs
from audit.analysis.text_view import TextView
from audit.analysis.titles import is_cited
from audit.analysis.word_costs import Gains, WordCosts, word_costs
from audit.language.language_model import language_model
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import word_grammar
from audit.model.role import Role

SUSPICIOUS = 2.0  # gain of a word that makes its segment worth decoding
SUSPICIOUS_OF_ANY = 3.0  # the same, where the best of many languages is asked
# What a change of language costs: amid a sentence, at a sentence, bracket or quotation mark, at the ends of a
# line or of italics.
INSIDE, AT_MARK, AT_LINE = 3.5, 3.0, 1.5
UNNAMED = 2.0  # on top of each, while the other language may be any
NAME_SHARE = 0.3  # how much a capitalised word inside a sentence weighs: it may be a name
NOUN_SHARE = 0.8  # the same where every noun has a capital
SENTENCE_MARKS = frozenset(".!?…:")
MARKS = frozenset('«»“”„"()[]') | SENTENCE_MARKS
TIGHT = frozenset(("@", "/", ".", "://", "\\", ":", "=", "#", "&"))
RARE_ACCENTS = 0.003  # accented letters per code point: below it a language that has them lost them
LETTERS_LEFT = 12  # in another script, from which the source language is taken to have it
SURE_VOTE = 8.0  # gain over a whole document from which an inferred other language is believed
NAMED_VOTE = 14.0  # from which it is called by its name …
NAMED_LEAD = 1.3  # … when its gain is so many times that of the next


class Decoded(NamedTuple):
    """Words of the other language: `view.words[first]` to `view.words[last]`. Gains are natural logarithms."""

    first: int
    last: int
    whole: bool  # all that its segment says
    gain: float


class Vote(NamedTuple):
    """The other language that the words of a document speak for."""

    language: str  # tag
    gain: float  # of its listed words
    sure: bool  # far enough ahead of every other language to be called by its name


class Decoding(NamedTuple):
    """What a document holds of one other language."""

    costs: WordCosts
    place: int  # of the other language in `costs.languages`
    known: bool  # the source language, as told or inferred, not only the winner of a vote
    third: bool  # neither the target nor the source language: that one has another script
    sure: bool  # that it is this language and no other
    found: tuple[Decoded, ...]

    @property
    def language(self) -> str:
        """Tag of the other language."""
        return self.costs.languages[self.place]


def same_script_vote(view: TextView) -> Vote | None:
    """Which language the words that are not of the target language speak for, whatever the source.

    None when none does clearly enough, or the model does not know the target language. Cached on the view.
    """
    return view.remember("same-script vote", lambda: _vote(view))


def same_script_decoding(view: TextView) -> Decoding | None:
    """Stretches of the source language, or of the vote's winner; None without either. Cached on the view."""
    return view.remember("same-script decoding", lambda: _decoding(view, view.source))


def voted_decoding(view: TextView) -> Decoding | None:
    """Stretches of the vote's winner, as if nothing were known of the source. Not cached."""
    return _decoding(view, None)


def _of_model(tag: str, scripts: Sequence[str]) -> tuple[str, str] | None:
    """Script and tag under which the model knows a language; None when it does not."""
    base = tag.split("-")[0]
    for script in scripts:
        if base in language_model().languages_of(script):
            return script, base
    return None


def _costs(view: TextView) -> WordCosts | None:
    own = _of_model(view.language.tag, view.language.scripts)
    return None if own is None else word_costs(*own, bare=_bare(view))


def _bare(view: TextView) -> bool:
    """True for a text with next to no accents in a language that has them."""
    accented = [char for char in view.language.letters if char in view.rare_characters]
    found = sum([view.lower.count(char) for char in accented if normalize("NFD", char) != char])
    return found < RARE_ACCENTS * len(view.lower)


def _vote(view: TextView) -> Vote | None:
    costs = _costs(view)
    if costs is None:
        return None
    suspicious = {word for word in view.vocabulary if costs.best_gains[word] >= SUSPICIOUS_OF_ANY}
    votes: Counter[int] = Counter()
    for item in _decode(view, suspicious, costs.best_gains, UNNAMED, NAME_SHARE):
        for word in view.words[item.first : item.last + 1]:
            if word in suspicious:
                votes.update(costs.listed_gains(word))
    if not votes:
        return None
    # Of equal ones the first, whatever the order of the words.
    ranked = sorted(votes, key=lambda place: (-votes[place], place))
    best, gain = ranked[0], votes[ranked[0]]
    if gain < SURE_VOTE:
        return None
    next_gain = votes[ranked[1]] if len(ranked) > 1 else 0.0
    return Vote(costs.languages[best], gain, gain >= NAMED_VOTE and gain >= NAMED_LEAD * next_gain)


def _decoding(view: TextView, told: LanguageProfile | None) -> Decoding | None:
    costs = _costs(view)
    if costs is None:
        return None
    source = told.tag.split("-")[0] if told else ""
    if source in costs.languages:
        place, known, sure, extra = costs.languages.index(source), True, True, 0.0
        third = False
    else:
        vote = same_script_vote(view)
        # A source in another script leaves words of that script behind: here it takes more to believe in one.
        third = told is not None or _other_script_left(view)
        if vote is None or (third and vote.gain < 2 * SURE_VOTE):
            return None
        place, known, sure = costs.languages.index(vote.language), False, vote.sure
        extra = UNNAMED if third else 0.0
    gains = costs.gains(place)
    suspicious = {word for word in view.vocabulary if gains[word] >= SUSPICIOUS}
    capital_nouns = word_grammar(costs.languages[place]).capital_nouns
    found = _decode(view, suspicious, gains, extra, NOUN_SHARE if capital_nouns else NAME_SHARE)
    return Decoding(costs, place, known, third, sure, tuple(found)) if found else None


def _other_script_left(view: TextView) -> bool:
    """True when words of a script that the target language has no use for were left behind."""
    letters = sum(run.end - run.start for run in foreign_runs(view) if run.script != "Latn")
    return letters >= LETTERS_LEFT


def _decode(view: TextView, suspicious: set[str], gains: Gains, extra: float, share: float) -> list[Decoded]:
    """Stretches whose words are cheaper in the other language, in the segments that hold a suspicious word."""
    if not suspicious:
        return []
    words, starts = view.words, view.word_starts
    found: list[Decoded] = []
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
    view: TextView, known: Gains, first: int, last: int, extra: float, share: float
) -> Iterator[Decoded]:
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
        yield Decoded(first + place, first + end, whole, sum(gains[place : end + 1]))
        place = end + 1


def _gains_in_place(view: TextView, known: Gains, first: int, last: int, share: float) -> list[float]:
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
