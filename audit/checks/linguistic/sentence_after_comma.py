"""See `sentence-after-comma`."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from audit.analysis.leftovers.word_lists import small_words_of
from audit.analysis.own_voice import is_own_voice
from audit.analysis.text_view import TextView
from audit.language.address_forms import address_forms
from audit.language.word_grammar import word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import SENTENCES

BEHIND, AHEAD = 120, 120  # code points of the two sentences that are looked at
HABIT = 2  # times that a word stands with a capital inside sentences, so that it means nothing
BEFORE, AFTER = 4, 3  # words that either must have


@check(
    id="sentence-after-comma",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}”: a new sentence begins behind “{mark}”",
    roles=SENTENCES,
    traits={Trait.CASE, Trait.SPACES},
    flows=(Flow.PROSE, Flow.CUES),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "en",
            "The train leaves at six in the morning⟦, The⟧ journey is four hours long.",
        ),
        bad("fr", "Le train part à six heures du matin⟦, Il⟧ est souvent plein."),
        bad("ru", "Поезд отходит в шесть часов утра⟦, Если⟧ он опоздает, мы будем ждать."),
        good(
            "en",
            "He read a novel by her, The Long Way Home, and stayed in the Hague, I was told. "
            "Trains go to Rome, The Hague and Bonn. He said on the stairs, “The door is open.”",
            why="titles, names, and a quotation",
        ),
        good(
            "id",
            "Kereta berangkat pukul enam pagi, Anda bisa membeli tiket di stasiun.",
            why="an address with its capital",
        ),
    ),
)
def sentence_after_comma(view: TextView) -> Iterator[Detection]:
    """A sentence begins with its capital, but a comma or semicolon stands before it instead of a full stop.

    Why it hurts a reader: two sentences run into each other. Systems write so when they carry the marks of the source
    over, or when a chunk was joined to the next.

    Left alone: names, titles, quotations, words of address, languages in which nouns have capitals. Told only by a
    small word with a capital and a verb behind it.
    """
    grammar = word_grammar(view.language.tag)
    small = _openers(view.language.tag)
    if grammar.capital_nouns or not grammar.clause_words or not small:
        return
    for match in _mark_and_capital().finditer(view.text):
        word = match[2]
        if (
            not word[0].isupper()
            or word.lower() not in small
            or not word[1:].islower()
            or not view.text[match.end() + 1].islower()
        ):
            continue
        start, end = view.bounds_at(match.start())
        index = view.segment_at(match.start())
        if not view.segments[index].map.unbroken(match.start() - 1 - start, match.end() + 2 - start):
            continue
        left = _sentence_end().split(view.text[max(start, match.start() - BEHIND) : match.start()])[-1]
        right = _sentence_end().split(view.text[match.end() : min(end, match.end() + AHEAD)])[0]
        words = [part.strip(",:()") for part in right.split()]
        if len(left.split()) < BEFORE or len(words) < AFTER or grammar.clause_words.isdisjoint(words):
            continue
        if left.split()[-1][:1].isupper():
            continue  # a list of names, of which one is spelt like a small word
        if capitals_inside(view)[word] >= HABIT:
            continue
        if is_own_voice(view, match.start(), match.end()):
            yield view.detection(match.start(), match.end(), mark=match[1])


def capitals_inside(view: TextView) -> Counter[str]:
    """Words with a capital behind a word in small letters, and how often: contracts write "You" so. Cached on the view."""
    return view.remember("capitals inside", lambda: Counter(_inside().findall(view.text)))


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_A-Z] )[^\W\d_a-z][^\W\d_]{1,14}(?= )")


@cache
def _mark_and_capital() -> re.Pattern[str]:
    """A comma or semicolon behind a word, a figure or a bracket, and a word with a capital before another one."""
    return re.compile(r"(?<=[^\W_]|[)%])([,;]) ([^\W\d_]{2,15})(?= [^\W\d_])")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?…;]")


@cache
def _openers(tag: str) -> frozenset[str]:
    """The small words that tell a new sentence by their capital."""
    forms = address_forms(tag)
    address = frozenset[str]() if forms is None else forms.sides[0] | forms.sides[1]
    return small_words_of(tag) - word_grammar(tag).capital_pronouns - address
