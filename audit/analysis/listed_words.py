"""Which words the frequency lists know in the language of a text."""

import re
from functools import cache

from audit.analysis.text_view import TextView
from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, language_model
from audit.language.profile import LanguageProfile
from audit.language.relatives import list_of

USUAL = 12  # cost of a word up to which it is one of its language: a share of one in 160,000
FEWEST = 3  # words that tell another language


def is_known_word(language: LanguageProfile, word: str) -> bool | None:
    """True for a lower-case word of the language; None where its words are not known.

    A rare word that half of all languages of the script list is a name or a unit, and none of this language.
    """
    lists = _lists(language)
    if not lists:
        return None
    costs = {value & NUMBER: value >> LANGUAGE_BITS for value in language_model().word_costs(word)}
    return any(
        own in costs
        and (len(costs.keys() & neighbours) * 2 < len(neighbours) or costs[own] < USUAL * WORD_STEP)
        for own, neighbours in lists
    )


def reads_foreign(view: TextView, start: int, end: int) -> bool:
    """True when most words of the stretch are none of the language's: a title or words in another language."""
    words = _letters().findall(view.text[start:end].lower())
    known = [is_known_word(view.language, word) for word in words]
    return len(known) >= FEWEST and None not in known and sum(map(bool, known)) * 2 < len(known)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _lists(language: LanguageProfile) -> tuple[tuple[int, frozenset[int]], ...]:
    """For each alphabet of a language the number of its list, and those of all the lists of the alphabet."""
    model = language_model()
    return tuple(
        (model.number[own], frozenset(map(model.number.__getitem__, model.languages_of(script))))
        for script in language.scripts
        if (own := list_of(language.tag, script)) is not None
    )
