"""What word lists know of single words, remembered over documents."""

from collections import Counter
from functools import cache, lru_cache

from audit.analysis.text_view import TextView
from audit.language.function_words import telling_words
from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, language_model
from audit.language.profile import LanguageProfile
from audit.language.relatives import readers_of
from audit.language.scripts import script_of

USUAL = 0.01  # of the letters of a document …
LONG_TEXT = 3000  # … with so many: in a short text one foreign word has as large a share
ONE_LETTER = frozenset("aiyeoивсоукяàèéòіòжй")


@lru_cache(maxsize=100_000)
def common_cost(word: str) -> dict[str, float]:
    """Language → cost of a lower-case word, a negative natural logarithm, in the lists that know it."""
    model = language_model()
    costs = {
        model.header.languages[value & NUMBER]: (value >> LANGUAGE_BITS) / WORD_STEP
        for value in model.word_costs(word)
    }
    if costs:
        for tag, name in readers_of(script_of(word[0])).items():
            if name in costs:
                costs[tag] = costs[name]
    return costs


@cache
def small_words_of(tag: str | None) -> frozenset[str]:
    """The function words of a language; of all languages for None. Of one letter only those that are words."""
    base = tag.split("-")[0] if tag else None
    return frozenset(
        word
        for word, tags in telling_words().items()
        if (base is None or base in tags) and (len(word) > 1 or word in ONE_LETTER)
    )


@cache
def alphabet_of(language: LanguageProfile) -> frozenset[str]:
    """The letters a language writes, in lower case, with ASCII and what stands inside words."""
    return frozenset(language.letters + language.extra_letters + "abcdefghijklmnopqrstuvwxyz'’-")


def has_strange_letters(view: TextView, word: str) -> bool:
    """True for a lower-case word with a letter that neither its language nor the document as a whole writes."""
    strange = set(word) - alphabet_of(view.language)
    return bool(strange) and not strange <= usual_letters(view)


def usual_letters(view: TextView) -> frozenset[str]:
    """The lower-case letters that the document uses all over: old spellings have letters of their own."""
    return view.remember("usual letters", lambda: _usual_letters(view))


def _usual_letters(view: TextView) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for word, count in view.vocabulary.items():
        for letter in word:
            counts[letter] += count
    if counts.total() < LONG_TEXT:
        return frozenset()
    return frozenset(letter for letter, count in counts.items() if count >= USUAL * counts.total())
