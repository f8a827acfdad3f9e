"""Which words the frequency lists know in the language of a text."""

import re
from functools import cache

from audit.analysis.text_view import TextView
from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, language_model
from audit.language.profile import LanguageProfile

USUAL = 12  # cost of a word up to which it is one of its language: a share of one in 160,000
FEWEST = 3  # words that tell another language


def is_known_word(language: LanguageProfile, word: str) -> bool | None:
    """True for a lower-case word of the language; None where its words are not known.

    A rare word that half of all languages of the script list is a name or a unit, and none of this language.
    """
    numbers = _numbers(language)
    if numbers is None:
        return None
    own, neighbours = numbers
    costs = {value & NUMBER: value >> LANGUAGE_BITS for value in language_model().word_costs(word)}
    everywhere = len(costs.keys() & neighbours) * 2 >= len(neighbours)
    return own in costs and (not everywhere or costs[own] < USUAL * WORD_STEP)


def reads_foreign(view: TextView, start: int, end: int) -> bool:
    """True when most words of the stretch are none of the language's: a title or words in another language."""
    words = _letters().findall(view.text[start:end].lower())
    known = [is_known_word(view.language, word) for word in words]
    return len(known) >= FEWEST and None not in known and sum(map(bool, known)) * 2 < len(known)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _numbers(language: LanguageProfile) -> tuple[int, frozenset[int]] | None:
    """A language's number in the lists, and those of all the languages of its script."""
    model = language_model()
    own = language.tag.partition("-")[0]
    numbers = {tag: number for number, tag in enumerate(model.header.languages)}
    for tags in model.header.scripts.values():
        if own in tags:
            return numbers[own], frozenset(numbers[tag] for tag in tags)
    return None
