"""Sentences that deny on one side only.

Languages deny in many ways: with a particle, a prefix, an adjective of the opposite meaning, a word like "only" or
"without". So a lost denial is one where the source denies once, plainly, and the target holds nothing that could stand for
it; an added one where the target denies once and the source holds nothing of the kind. What denies twice is left alone.

In a sentence of prose more is said than in a label, so that less can stand for a denial: there the shades of a source
("other", "must", "before") are none, and a prefix counts where a word of the language stands behind it.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import whole_copies
from audit.analysis.pairs.ends import ends
from audit.analysis.pairs.running_text import is_running
from audit.analysis.pairs.said_text import small_sources, small_targets
from audit.analysis.pairs.said_words import (
    base,
    is_known,
    plain,
    same_tongue,
    source_language_of,
    vocabulary,
    words_of,
)
from audit.language.negation_words import (
    Denial,
    denial,
    denials_in,
    has_phrase,
    is_anywhere,
    is_of_things,
    is_plain_denial,
    knows_negation,
    prefixed,
    without_idle,
)
from audit.model.mqm import Confidence
from audit.model.span import Span

MOST_WORDS = 24  # of a source that is one clause or two
QUESTIONS = "?？؟⸮՞\u037e"
UNEQUAL = ("!=", "≠", "<>", "¬")
FEWEST_WORDS = 3  # of a source: in a label too little is said
FEWEST_LETTERS = 4  # of a target
SHORTEST = 3  # letters of a word behind a prefix


class NegationFault(NamedTuple):
    """The target of `pair` lost or added a denial. `source` and `target` are the words that deny, `target` an empty
    place where there is none."""

    pair: int
    source: Span | None
    target: Span
    lost: bool
    confidence: Confidence = Confidence.LIKELY


def negation_faults(view: PairView) -> list[NegationFault]:
    """Made once."""
    return view.remember("negation faults", lambda: list(_negation_faults(view)))


def _negation_faults(view: PairView) -> Iterator[NegationFault]:
    language, tongue = base(source_language_of(view)), base(view.language)
    if language is None or tongue is None or same_tongue(view):
        return
    if not knows_negation(language) or not knows_negation(tongue):
        return
    copied = {copy.pair for copy in whole_copies(view)}
    sources, targets = vocabulary(view)
    mine, theirs = small_targets(view), small_sources(view)
    by_words = not is_anywhere(language), not is_anywhere(tongue)
    # A language has few different words that deny: each word is looked up once.
    of_source = _strong(sources, language) if by_words[0] else {}
    of_target = _strong(targets, tongue) if by_words[1] else {}
    for index, (words, others) in enumerate(zip(sources, targets, strict=True)):
        if index in copied or len(mine[index].strip()) < FEWEST_LETTERS:
            continue
        if by_words[0] and len(words) < FEWEST_WORDS:
            continue
        running = is_running(view, index)
        if len(words) > MOST_WORDS and not running:
            continue
        denies = _denies(words, theirs[index], language, of_source, by_words[0])
        denied = _denies(others, mine[index], tongue, of_target, by_words[1])
        if running and denied is Denial.WORD and denies is not Denial.WORD:
            if not _comes_near(words, theirs[index], language, of_source, by_words[0]) and not _asks(
                view, index
            ):
                yield from _added(view, index, mine[index], tongue, by_words[1])
            continue
        if (
            Denial.WORD not in (denies, denied)
            or Denial.NONE not in (denies, denied)
            or len(words) > MOST_WORDS
        ):
            continue
        if _stays(words, others, language, tongue) or _asks(view, index):
            continue
        if denies is Denial.WORD:
            found = _only_denial(theirs[index], language, by_words[0])
            if found is not None:
                place = ends(view)[index].target.start
                word = plain(view.pairs[index].source.text[found.start : found.end])
                sure = not is_of_things(word, language) and _is_sentence(view, index)
                grade = Confidence.LIKELY if sure else Confidence.POSSIBLE
                yield NegationFault(index, found, Span(place, place), True, grade)
        elif not any(sign in theirs[index] for sign in UNEQUAL):
            found = _only_denial(mine[index], tongue, by_words[1])
            if found is not None:
                word = plain(mine[index][found.start : found.end])
                sure = is_plain_denial(word, tongue) and _is_sentence(view, index)
                grade = Confidence.LIKELY if sure else Confidence.POSSIBLE
                yield NegationFault(index, None, found, False, grade)


def _added(view: PairView, index: int, text: str, tag: str, by_words: bool) -> Iterator[NegationFault]:
    """The first word that denies in a sentence of prose whose source holds none."""
    found = _first_denial(without_idle(text, tag), tag, by_words)
    if found is not None and not any(sign in view.pairs[index].source.text for sign in UNEQUAL):
        word = plain(text[found.start : found.end])
        sure = not by_words or (is_plain_denial(word, tag) and not is_of_things(word, tag))
        grade = Confidence.LIKELY if sure else Confidence.POSSIBLE
        yield NegationFault(index, None, found, False, grade)


def _first_denial(text: str, tag: str, by_words: bool) -> Span | None:
    if not by_words:
        return next((Span(*place) for place in denials_in(text, tag)[0]), None)
    words = (word for word in words_of(text) if denial(plain(word.text), tag) is Denial.WORD)
    return next((Span(word.start, word.end) for word in words), None)


def _comes_near(words: list[str], text: str, tag: str, known: dict[str, Denial], by_words: bool) -> bool:
    """Whether a source that does not deny holds anything that a sentence in another language may deny for."""
    text = without_idle(text, tag)
    if not by_words:
        return denials_in(text, tag)[1] is Denial.HINT
    hints = [word for word in words if known.get(word) is Denial.HINT]
    rests = [prefixed(word, tag) for word in hints]
    return has_phrase(text, tag) or any(rest is None or _is_word(rest, tag) for rest in rests)


def _is_word(rest: str, tag: str) -> bool:
    return len(rest) >= SHORTEST and is_known(rest, tag)


def _strong(texts: list[list[str]], tag: str) -> dict[str, Denial]:
    """The words that deny, or come near to it."""
    kinds = {word: denial(word, tag) for word in set(chain.from_iterable(texts))}
    return {word: kind for word, kind in kinds.items() if kind}


def _denies(words: list[str], text: str, tag: str, known: dict[str, Denial], by_words: bool) -> Denial:
    """The strongest thing that a text does."""
    if not by_words:
        strong, rest = denials_in(text, tag)
        return Denial.WORD if strong else rest
    best = max([known[word] for word in words if word in known], default=Denial.NONE)
    if best is Denial.NONE and has_phrase(text, tag):
        return Denial.HINT
    return best


def _only_denial(text: str, tag: str, by_words: bool) -> Span | None:
    """The one word that denies in a text; None where several do, where another hints at it, or in an idle phrase."""
    text = without_idle(text, tag)
    if not by_words:
        strong, weak = denials_in(text, tag)
        return Span(*strong[0]) if len(strong) == 1 and not weak else None
    found = None
    for word in words_of(text):
        kind = denial(plain(word.text), tag)
        if kind is Denial.HINT or (kind is Denial.WORD and found is not None):
            return None
        if kind is Denial.WORD:
            found = Span(word.start, word.end)
    return None if has_phrase(text, tag) else found


def _stays(words: list[str], others: list[str], language: str, tongue: str) -> bool:
    """True when a word that denies stands on both sides as it is: the value of an option, the name of a character."""
    shared = set(words).intersection(others)
    return any(denial(word, tag) is Denial.WORD for word in shared for tag in (language, tongue))


def _is_sentence(view: PairView, index: int) -> bool:
    """False for labels and headlines, which languages put the one way or the other: "Do not group" is "Show single"."""
    return any(end.kind is not None for end in ends(view)[index])


def _asks(view: PairView, index: int) -> bool:
    pair = view.pairs[index]
    return any(mark in pair.source.text or mark in pair.target.text for mark in QUESTIONS)
