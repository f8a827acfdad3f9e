"""What words of a text cost in its own language and in others: they belong where they are cheapest.

A cost is a negative natural logarithm of a word's share of all words: read from the list of the language, or,
for a word not listed there, made up from its spelling. A gain is by how much another language is cheaper.
"""

from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache, partial
from unicodedata import normalize

from audit.language.language_model import (
    GRAM_STEP,
    LANGUAGE_BITS,
    NUMBER,
    UNSEEN_LETTER,
    WORD_STEP,
    language_model,
)
from audit.language.profiles import profile

REMEMBERED = 100_000  # words, in each memory
CLAMP = 10.0  # what one word may weigh at most
UNLISTED = 4.0  # for a word that a list lacks, on top of its spelling
DEAREST = 24.0  # what a word costs at most in a language
COMMON = (
    15.0  # listed with this cost or less, a word belongs to a language: unlisted elsewhere is dearer there
)
SPELLING = 0.5  # what the spelling weighs of a word that no list knows
PLAUSIBLE = 3.1  # a spelling that costs more a letter is hardly a word of a language
SHORT, RARE, OF_SHORT_AND_RARE = 4, 13.5, 2.0  # letters, cost, and what a listed word of both may weigh
LONGEST = 45  # letters: what is longer is no word
RESTORED = 1.5  # what a word costs on top when its accents had to be put back
MOST_ACCENTED = 16  # letters tried in every place of a word: Vietnamese has too many
LONGEST_RESTORED = 20  # letters of a word


class Gains(dict[str, float]):
    """Lower-case word → its gain, reckoned when first asked for; 0 for what is not all letters.

    A dictionary, since it is asked for every word of a text. At most `REMEMBERED` words are kept.
    """

    def __init__(self, reckon: Callable[[str], float]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> float:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self._reckon(word) if word.isalpha() else 0.0
        return found


class WordCosts:
    """Gains of words in other languages of a script against one of them.

    `bare` for a text that lost its accents, by whatever way (`años` as `anos` or `aos`): a word that is one
    of the own language with an accented letter put back costs little more than that one.
    """

    def __init__(self, script: str, own: str, bare: bool = False) -> None:
        self._bare = bare
        self._tag = own
        model = language_model()
        self._model = model
        self._letters = model.letters(script)
        self.languages = model.languages_of(script)
        self._first = model.number[self.languages[0]]  # the languages of a script have numbers in one row
        self._own = model.number[own] - self._first
        self.best_gains = Gains(self._best_gain)
        """By how much a word is cheaper in the language where it is cheapest."""
        self.listed_gains = lru_cache(REMEMBERED // 10)(self._listed_gains)
        """The gains, above zero, by place in `languages`, in those that list a lower-case word."""
        self._restored = lru_cache(REMEMBERED // 10)(self._least_restored)
        self._gains = [Gains(partial(self._gain, place)) for place in range(len(self.languages))]

    def gains(self, language: int) -> "Gains":
        """By how much words are cheaper in a language, given by its place in `languages`."""
        return self._gains[language]

    def _gain(self, language: int, word: str) -> float:
        own = other = 0.0
        for value in self._model.word_costs(word):
            place = (value & NUMBER) - self._first
            if place == self._own:
                own = (value >> LANGUAGE_BITS) / WORD_STEP
            elif place == language:
                other = (value >> LANGUAGE_BITS) / WORD_STEP
        if not own or not other:
            if len(word) > LONGEST or (own and own <= COMMON):
                return -CLAMP / 2
            rows = self._letters.rows_of(word)
            if not own and not other:
                own = SPELLING * self._letters.cost(rows, len(word), self._own)
                other = self._letters.cost(rows, len(word), language)
                if other > PLAUSIBLE * (len(word) + 1):
                    return min(0.0, own - SPELLING * other)
                other *= SPELLING
            else:
                own = own or self._spelt(word, rows, self._own)
                other = other or self._spelt(word, rows, language)
        if self._bare and own > other:
            own = min(own, self._restored(word))
        return max(-CLAMP, min(_most(word, other), own - other))

    def _spelt(self, word: str, rows: list[int], language: int) -> float:
        return min(DEAREST, UNLISTED + self._letters.cost(rows, len(word), language))

    @cached_property
    def _accented(self) -> dict[str, str]:
        """Accented letters of the own language → the letter each is without its accent."""
        bases = {letter: normalize("NFD", letter)[0] for letter in profile(self._tag).letters}
        return {letter: base for letter, base in bases.items() if base != letter}

    def _least_restored(self, word: str) -> float:
        """The least a word costs in the own language with one accented letter put back."""
        least = DEAREST
        if len(word) <= LONGEST_RESTORED:
            for candidate in self._with_an_accent(word):
                for value in self._model.word_costs(candidate):
                    if (value & NUMBER) - self._first == self._own:
                        least = min(least, RESTORED + (value >> LANGUAGE_BITS) / WORD_STEP)
        return least

    def _with_an_accent(self, word: str) -> Iterator[str]:
        for place, char in enumerate(word):
            for letter, base in self._accented.items():
                if base == char:
                    yield f"{word[:place]}{letter}{word[place + 1 :]}"
        if len(self._accented) <= MOST_ACCENTED:
            for place in range(len(word) + 1):
                for letter in self._accented:
                    yield f"{word[:place]}{letter}{word[place:]}"

    def _best_gain(self, word: str) -> float:
        own = 0.0
        least = DEAREST
        for value in self._model.word_costs(word):
            place = (value & NUMBER) - self._first
            if place == self._own:
                own = (value >> LANGUAGE_BITS) / WORD_STEP
            elif 0 <= place < len(self.languages):
                least = min(least, (value >> LANGUAGE_BITS) / WORD_STEP)
        if not own:
            rows = self._letters.rows_of(word)
            if least == DEAREST:
                costs = self._letters.costs(rows)
                costs[self._own] = 255 * (len(word) + 1)
                unseen = (len(word) + 1 - len(rows)) * UNSEEN_LETTER
                least = min(costs) / GRAM_STEP + unseen
                own = SPELLING * self._letters.cost(rows, len(word), self._own)
                if least > PLAUSIBLE * (len(word) + 1):
                    return min(0.0, own - SPELLING * least)
                least *= SPELLING
            else:
                own = self._spelt(word, rows, self._own)
        if self._bare and own > least:
            own = min(own, self._restored(word))
        return max(-CLAMP, min(_most(word, least), own - least))

    def _listed_gains(self, word: str) -> dict[int, float]:
        own = 0.0
        costs = {}
        for value in self._model.word_costs(word):
            place = (value & NUMBER) - self._first
            if place == self._own:
                own = (value >> LANGUAGE_BITS) / WORD_STEP
            elif 0 <= place < len(self.languages):
                costs[place] = (value >> LANGUAGE_BITS) / WORD_STEP
        if costs and not own:
            own = self._spelt(word, self._letters.rows_of(word), self._own)
        if costs and self._bare:
            own = min(own, self._restored(word))
        return {place: min(_most(word, cost), own - cost) for place, cost in costs.items() if cost < own}


def _most(word: str, cost: float) -> float:
    """What a word of this cost may weigh: the ends of every word list are full of short scraps."""
    return OF_SHORT_AND_RARE if len(word) <= SHORT and cost > RARE else CLAMP


@cache
def word_costs(script: str, own: str, bare: bool = False) -> WordCosts:
    """The costs for texts of one language, or for such as lost their accents."""
    return WordCosts(script, own, bare)
