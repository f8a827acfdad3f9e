"""Names that are always written small: of programs, commands, brands."""

from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.text_view import TextView
from audit.language.language_model import LANGUAGE_BITS, WORD_STEP, language_model
from audit.language.profile import LanguageProfile

NUMBER = (1 << LANGUAGE_BITS) - 1
USUAL = 12  # cost of a word up to which it is one of the language: a share of one in 160,000
TWICE = 2  # a word met once may as well be a common name whose capital was lost


def is_small_name(view: TextView, word: str) -> bool:
    """True for a word in small letters that the language does not know and the text never writes large.

    False where the words of the language are not known.
    """
    known_by = _number_and_neighbours(view.language)
    if known_by is None or word in closed_words(view) or view.vocabulary[word] < TWICE:
        return False
    own, neighbours = known_by
    costs = {value & NUMBER: value >> LANGUAGE_BITS for value in language_model().word_costs(word)}
    # What half of all languages list, and none of them as a usual word, is a name.
    foreign = len(costs.keys() & neighbours) * 2 >= len(neighbours)
    if own in costs and (not foreign or costs[own] < USUAL * WORD_STEP):
        return False
    large = word[0].upper() + word[1:]
    return large not in view.text


@cache
def _number_and_neighbours(language: LanguageProfile) -> tuple[int, frozenset[int]] | None:
    """A language's number in the word lists, and those of all the languages of its script."""
    model = language_model()
    own = language.tag.partition("-")[0]
    numbers = {tag: number for number, tag in enumerate(model.header.languages)}
    for tags in model.header.scripts.values():
        if own in tags:
            return numbers[own], frozenset(numbers[tag] for tag in tags)
    return None
