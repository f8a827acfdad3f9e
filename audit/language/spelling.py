"""Words that are one slip away from a common word of a language and are none themselves.

The word lists say which words there are and how common they are; the letter sequences how odd a spelling is.
A slip is one letter lost, added, changed or swapped with the next, or an accented letter bare of its accent.
"""

from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from math import log
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from audit.language.catalogue import decode
from audit.language.language_model import (
    END,
    LANGUAGE_BITS,
    NUMBER,
    START,
    WORD_STEP,
    language_model,
)
from audit.language.near_words import NearWords
from audit.language.profiles import profile
from audit.language.relatives import list_of
from audit.language.scripts import script_of

UNLISTED = 17.0  # cost of a word that no list has
RARE = 13.3  # a word that costs less is one of its language
KNOWN_ABROAD = 10.5  # a word that costs less in another language may be one of that
LONGEST = 24  # letters of a word that is looked at
SHORTEST = 3
LEAST_PART = 4  # letters of one of two words in one
DEAREST_MEANT, DEAREST_LONG = (
    12.5,
    14.0,
)  # no rarer word is thought of, and no rarer long one: the rarest are names
LONG = 8
LEAST_GAP = 2.0  # by how much what was meant must be commoner
VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїє")
UNTOLD, MOST_LONG = frozenset({"changed", "added"}), 2.0
RESTORED_GAP = 4.0  # by how much commoner a listed word is once its accent is back
COMMONEST = 3.0  # what hardly any word costs less than
LONGEST_RESTORED = 20  # letters
FOREIGN = 3.5  # by how much commoner a word of another language is there
REMEMBERED = 50_000


class SlipWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/slip_weights/words.toml`."""

    bias: float
    weights: dict[str, float]
    thresholds: dict[str, float]  # base tag → what a word needs
    other_languages: float
    long: float  # for each letter above `mean_length`, of a slip that is not told by its kind
    mean_length: int


@cache
def slip_weights() -> SlipWeights:
    return decode("slip_weights", "words", SlipWeights)


class Slip(NamedTuple):
    """What a word was meant to be, and how much speaks for it above what its language asks for."""

    meant: str
    score: float
    kind: str  # how the word came about: a letter "lost", "added", "changed", "swapped", "bare" of its accent
    cost: float  # of what was meant
    listed: bool  # the word stands in the list all the same, as a rare one
    abroad: bool  # only another language lists it
    ending: (
        bool  # it has one letter more at its end or beginning, as forms of a word and names made of one have
    )


class Strange(dict[str, bool]):
    """Lower-case word → whether it is one that the language does not know and that may be a slip. A dictionary, since it
    is asked for every word of a text; at most `REMEMBERED` words are kept."""

    def __init__(self, reckon: Callable[[str], bool]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self._reckon(word)
        return found


class Speller:
    """The words and letters of one language in one script."""

    def __init__(self, tag: str, own: str, script: str) -> None:
        model = language_model()
        self._model = model
        self._letters = model.letters(script)
        self._column = model.languages_of(script).index(own)
        self._own = model.number[own]
        self._all = weights = slip_weights()
        self._weights = weights.weights
        self._bias = weights.bias - weights.thresholds.get(tag.split("-")[0], weights.other_languages)
        self.letters = frozenset(profile(tag).letters)
        self.alphabet = [char for char in profile(tag).letters if char.isalpha()]
        self._script = script
        self.strange = Strange(self._is_strange)
        self.slip = lru_cache(REMEMBERED)(self._slip)
        """The most likely slip that a lower-case word is; None for a word of the language or of none."""
        self.restored = lru_cache(REMEMBERED)(self._restored)
        """The much commoner word that a lower-case word is once an accent is put back; None where there is none."""

    @cached_property
    def plain(self) -> dict[str, str]:
        """Letters of the language → what is left of them without their accent."""
        return {char: normalize("NFD", char)[0] for char in self.alphabet}

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(self._model, self._own, self.alphabet, DEAREST_LONG)

    @cached_property
    def accented(self) -> list[str]:
        return [char for char, base in self.plain.items() if char != base and not char.isascii()]

    def cost(self, word: str) -> float:
        """What a lower-case word costs in the language. The lists write “ß” as “ss”."""
        return self._model.cost_in(word.casefold(), self._own, UNLISTED)

    def end_cost(self, word: str) -> float:
        """How odd it is that a lower-case word ends behind its last letter."""
        return self._spelt(word)[-1]

    def _is_strange(self, word: str) -> bool:
        """True for letters of the script that make no word of the language and no two common ones."""
        if not word.isalpha() or len(word) > LONGEST or script_of(word[0]) != self._script:
            return False
        return self.cost(word) >= RARE and not self._in_parts(word)

    def _in_parts(self, word: str) -> bool:
        """True for two common words in one: "gitcoin"."""
        return any(
            self.cost(word[:place]) < RARE and self.cost(word[place:]) < RARE
            for place in range(LEAST_PART, len(word) - LEAST_PART + 1)
        )

    def _abroad(self, word: str) -> float:
        costs = [
            (value >> LANGUAGE_BITS) / WORD_STEP
            for value in self._model.word_costs(word.casefold())
            if value & NUMBER != self._own
        ]
        return min(costs, default=UNLISTED)

    def is_foreign(self, word: str) -> bool:
        """True for a word that the language does not know or that is far commoner in another one."""
        own = self.cost(word)
        return own >= UNLISTED or own - self._abroad(word) > FOREIGN

    def _slip(self, word: str) -> Slip | None:
        own = self.cost(word)
        if own < RARE or not SHORTEST <= len(word) <= LONGEST:
            return None
        abroad = self._abroad(word)
        if not self.letters.issuperset(word):
            return None  # a word of another language
        if abroad < KNOWN_ABROAD:
            return None
        weights = self._weights
        best: tuple[float, float, str, str, int] | None = None
        rivals = 0
        dearest = DEAREST_LONG if len(word) >= LONG else DEAREST_MEANT
        find, number = self._model.cost_in, self._own
        for kind, place, meant in self._neighbours(word):
            cost = find(meant.replace("ß", "ss"), number, UNLISTED)
            if cost <= dearest and cost <= own - LEAST_GAP:
                rivals += 1
                likely = weights["cost"] * cost + weights[kind]
                if best is None or likely > best[0]:
                    best = (likely, cost, meant, kind, place)
        if best is None:
            return None
        likely, cost, meant, kind, place = best
        here, there = self._spelt(word), self._spelt(meant)
        score = (
            self._bias
            + likely
            + weights["own"] * (own - UNLISTED)
            + weights["abroad"] * (abroad - UNLISTED)
            + weights["odd"] * (sum(here) - sum(there))
            + weights["oddest"] * max(here)
            + weights["letters"] * len(word)
            + weights["rivals"] * log(rivals)
            + (weights["first"] if place == 0 else 0.0)
            + (weights["last"] if place >= len(word) - 1 else 0.0)
        )
        if kind in UNTOLD:
            longer = self._all.long * (len(word) - self._all.mean_length)
            score += max(-MOST_LONG, min(MOST_LONG if _sounds_alike(word, meant, place) else 0.0, longer))
        ends = kind == "added" and place in (0, len(word) - 1) and word[-1:] != word[-2:-1]
        return Slip(meant, score, kind, cost, own < UNLISTED, abroad < UNLISTED and own == UNLISTED, ends)

    def _spelt(self, word: str) -> list[float]:
        """What each letter costs after those before it; the last is the end."""
        text = START + word.casefold() + END
        return [self._letters.cost_at(text, end, self._column) for end in range(2, len(text) + 1)]

    def _neighbours(self, word: str) -> Iterator[tuple[str, int, str]]:
        """(kind, place, word): every word that becomes this one by one slip and that may be a common one."""
        for kind, place, meant in self._near.near(word):
            bare = kind == "changed" and self.plain[meant[place]] == word[place]
            yield "bare" if bare else kind, place, meant

    def _restored(self, word: str) -> str | None:
        if not 2 <= len(word) <= LONGEST_RESTORED or not word.isalpha():
            return None
        stands = self.cost(word)
        if stands < RESTORED_GAP + COMMONEST:
            return None
        cost, meant = min(
            ((self.cost(meant), meant) for meant in self.with_accent(word)), default=(UNLISTED, "")
        )
        return meant if cost <= min(DEAREST_MEANT, stands - RESTORED_GAP) else None

    def with_accent(self, word: str) -> Iterator[str]:
        """Every word that becomes this one by losing one accented letter, or the accent of one letter."""
        for place in range(len(word) + 1):
            head, tail = word[:place], word[place:]
            for char in self.accented:
                yield head + char + tail
                if tail and self.plain[char] == tail[0]:
                    yield head + char + tail[1:]


def _sounds_alike(word: str, meant: str, place: int) -> bool:
    """True for what people get wrong by ear: one vowel for another, a letter doubled."""
    if len(word) == len(meant):
        return _is_vowel(word[place]) and _is_vowel(meant[place])
    return word[place] in word[max(0, place - 1) : place] + word[place + 1 : place + 2]


def _is_vowel(char: str) -> bool:
    return normalize("NFD", char)[0] in VOWELS


def has_vowel(word: str) -> bool:
    """False for what is no word: an abbreviation, or one that lost its vowels."""
    return any(map(_is_vowel, word))


@cache
def speller(tag: str, script: str) -> Speller | None:
    """The speller of a language in a script; None where its words are not known."""
    own = list_of(tag, script)
    return Speller(tag, own, script) if own else None
