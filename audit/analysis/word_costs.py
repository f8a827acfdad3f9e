"""What words of a text cost in its own language and in another: the cheaper one is where they belong."""

from functools import cache

from audit.language.language_model import GRAM_STEP, LANGUAGE_BITS, UNSEEN_LETTER, WORD_STEP, language_model

NUMBER = (1 << LANGUAGE_BITS) - 1
REMEMBERED = 200_000  # words of one pair
CLAMP = 10.0
UNLISTED = 4.0
SPELLING = 1.0  # share of the spelling's word that counts
DEAREST = 24.0  # what a word costs at most in a language


class WordCosts:
    """Costs of words in one language against others of its script."""

    def __init__(self, script: str, own: str) -> None:
        model = language_model()
        self._model = model
        self._script = script
        self._tags = model.languages_of(script)
        self._own = model.number[own]
        self._first = model.number[self._tags[0]]  # the languages of a script have numbers in one row
        self._letters = model.letters(script)
        self._known: dict[str, tuple[float, ...]] = {}

    def columns(self) -> tuple[str, ...]:
        """The languages that the gains of a word are about, in order."""
        return self._tags

    def gains(self, word: str) -> tuple[float, ...]:
        """By how much the word is cheaper in each language of the script than in its own one."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._gains(word)
        return known

    def _gains(self, word: str) -> tuple[float, ...]:
        costs = [0.0] * len(self._tags)
        listed = 0
        for value in self._model.word_costs(word):
            place = (value & NUMBER) - self._first
            if 0 <= place < len(costs):
                costs[place] = (value >> LANGUAGE_BITS) / WORD_STEP
                listed += 1
        if listed < len(costs):
            rows = self._letters.rows_of(word)
            for place, cost in enumerate(costs):
                if not cost:
                    spelt = self._letters.cost(rows, len(word), place)
                    costs[place] = min(DEAREST, UNLISTED + SPELLING * spelt)
        own = costs[self._own - self._first]
        return tuple([max(-CLAMP, min(CLAMP, own - cost)) for cost in costs])
