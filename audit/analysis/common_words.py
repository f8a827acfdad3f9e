"""Whether a word is a common one of the target language, as far as its list tells."""

from functools import lru_cache

from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, language_model

DEAREST_COMMON = 13.0  # the cost of a word, a negative logarithm of its share, that everybody knows


@lru_cache(maxsize=20_000)
def word_cost(word: str, language: str) -> float | None:
    """What a lower-case word costs in a language, by its base tag; None where its list does not have it."""
    model = language_model()
    number = model.number.get(language)
    if number is None:
        return None
    for value in model.word_costs(word):
        if value & NUMBER == number:
            return (value >> LANGUAGE_BITS) / WORD_STEP
    return None


def is_common(word: str, language: str) -> bool:
    """True for a word that everybody knows."""
    cost = word_cost(word, language)
    return cost is not None and cost <= DEAREST_COMMON
