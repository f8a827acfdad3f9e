"""Targets that start with a capital where their source has a small letter, or the other way round."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import said_sources, said_targets
from audit.analysis.pairs.said_words import base, cost_in, is_known, plain, source_language_of, words_of
from audit.analysis.pairs.starts import Start, starts
from audit.language.capital_words import capital_words
from audit.language.function_words import telling_words
from audit.language.language_names import is_english_name
from audit.language.word_grammar import word_grammar
from audit.model.mqm import Confidence

FEWEST, OFTEN = 3, 0.06  # what is done so many times, and in so large a share of the texts, is a habit
COMMON = 10.5  # what a common word costs, in natural logarithms
FINAL = frozenset(".!?…。！？")


class CapitalFault(NamedTuple):
    """The first word of the target of `pair`, at `place`, has the other case than that of the source."""

    pair: int
    source: Start
    target: Start
    lost: bool
    confidence: Confidence


def capital_faults(view: PairView) -> list[CapitalFault]:
    """Made once."""
    return view.remember("capital faults", lambda: list(_capital_faults(view)))


def _capital_faults(view: PairView) -> Iterator[CapitalFault]:
    found: dict[bool, list[tuple[int, Start, Start]]] = {True: [], False: []}
    alike = {True: 0, False: 0}
    sources, targets = said_sources(view), said_targets(view)
    for index, (source, target) in enumerate(starts(view)):
        if target.capital is None or not source.word:
            continue
        if source.capital is None and not source.word[0].islower():
            continue  # a script without capitals
        capital = True if source.capital is None else source.capital  # a brand is left as it is anywhere
        if capital is target.capital:
            alike[capital] += 1
        elif _means_something(view, sources[index], targets[index], source, target):
            found[capital].append((index, source, target))
    for capital, faults in found.items():
        often = len(faults) >= FEWEST and len(faults) > OFTEN * (len(faults) + alike[capital])
        habit = often and not view.apart
        grade = Confidence.POSSIBLE if habit else Confidence.LIKELY
        for index, source, target in faults:
            sure = _goes_on(view, sources[index], source) if target.capital else _is_phrase(sources[index])
            yield CapitalFault(index, source, target, capital, grade if sure else Confidence.POSSIBLE)


def _goes_on(view: PairView, said: str, source: Start) -> bool:
    """True for a source that goes on from another text: a small word comes first, and no mark ends it. Others that start
    small are labels, and how these are written each language settles for itself."""
    language = source_language_of(view)
    if language is None:
        return True
    own = source.word.lower() in telling_words() and base(language) in {
        tag.partition("-")[0] for tag in telling_words()[source.word.lower()]
    }
    return own and said.rstrip()[-1:] not in FINAL


def _is_phrase(said: str) -> bool:
    """True for more than one word: one alone may stand inside a sentence of the program."""
    return len(words_of(said)) > 1


def _means_something(view: PairView, said: str, text: str, source: Start, target: Start) -> bool:
    """False where the case of the one side says nothing of that of the other."""
    if not text or said == text or not any(map(str.islower, said)):
        return False
    if len(target.word) == 1 and text[target.place + 1 : target.place + 2] in (")", ".", ":", "-", "="):
        return False  # a point in a list, a letter spoken of
    if target.word in said or (source.capital is not None and len(source.word) > 1 and source.word in text):
        return False  # a name or a code
    if target.capital:
        return _is_added(view, said, source, target)
    return _is_lost(view, said, source)


def _is_lost(view: PairView, said: str, source: Start) -> bool:
    language = source_language_of(view)
    if source.capital is None:
        return True
    if source.word.isupper() and len(source.word) > 1 and not said.isupper():
        return False  # an acronym
    if language is None:
        return said.rstrip()[-1:] in FINAL
    word = plain(source.word)
    first = word.replace("’", "'").partition("'")[0].partition("-")[0]
    listed = capital_words(language.tag)
    named = said.rstrip()[-1:] not in FINAL and (
        is_english_name(said.strip()) or any(plain(other.text) in listed for other in words_of(said))
    )
    if first in listed or named or word in word_grammar(language.tag).capital_pronouns:
        return False
    if word_grammar(language.tag).capital_nouns and said.rstrip()[-1:] not in FINAL:
        return False
    tongue = base(language)
    assert tongue is not None
    if not any(map(str.isspace, said.strip())):
        return cost_in(first, tongue) < COMMON  # a rare word alone is often a name: of a script, a people
    return is_known(first, tongue)  # any other may be a name


def _is_added(view: PairView, said: str, source: Start, target: Start) -> bool:
    if word_grammar(view.language.tag).capital_nouns or (target.word.isupper() and len(target.word) > 1):
        return False
    if plain(target.word) in capital_words(view.language.tag):
        return False
    language = source_language_of(view)
    if language is not None and not is_known(plain(source.word), base(language) or ""):
        return False  # the name of a command stays small in one language and not in the other
    # A name further back in the source may have come to the front.
    return not any(word.text[:1].isupper() for word in words_of(said))
