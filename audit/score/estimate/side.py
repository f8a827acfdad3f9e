"""One side of a translation: its text, its words, and what they cost."""

import re
from functools import cached_property, lru_cache
from statistics import fmean
from unicodedata import normalize

from audit.analysis.leftovers.word_lists import common_cost
from audit.analysis.text_view import mark_pattern, word_pattern
from audit.language.function_words import telling_words
from audit.language.profiles import profile
from audit.language.romanisation import renderings
from audit.language.scripts import script_of
from audit.model.errors import UsageError

LONGEST = 6000  # code points of a side that are looked at: what is longer is no paragraph
LONG_WORD = 4  # letters: shorter words are alike in many languages by chance
RARE = 12.0  # what a word costs that few readers meet
TELLING = 3  # words: the rarest ones of a text are what it is about
LONGEST_WORD = 40  # letters: what is longer is no word
SEQUENCE = 4  # letters of a sequence
ROOT = 4  # letters of a word that endings leave alone
SOUNDS = str.maketrans("cqzyjvw", "kksiiff", "h'")  # letters that languages write for one another
SHORTEST_SOUND = 3
NEVER_LISTED = 16.0  # what a word costs that no list has: a little above the dearest that lists have
NUMBER = re.compile(r"\d+(?:[.,:/٫٬’' \u00a0\u202f]?\d+)*")
DIGIT = re.compile(r"\d")
NOT_DIGIT = re.compile(r"\D")


class Side:
    """A text and the base tag of its language; everything else is found when it is asked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text.strip()[:LONGEST]
        self.language = language

    @cached_property
    def has_spaces(self) -> bool:
        """False where words stand without spaces."""
        try:
            return profile(self.language).has_spaces
        except UsageError:
            return True

    @cached_property
    def parts(self) -> list[str]:
        """Words and what stands between them, in turn, as written; the outer words may be empty."""
        marks = not self.text.isascii() and mark_pattern().search(self.text) is not None
        return word_pattern(marks).split(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Words as written, figures among them."""
        return [word for word in self.parts[::2] if word]

    @cached_property
    def small(self) -> list[str]:
        """Words of letters, in lower case."""
        return [word.lower() for word in self.words if word.isalpha()]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different ones of these."""
        return frozenset(self.small)

    @cached_property
    def listed(self) -> list[float]:
        """What each word of letters costs its own language, a rare one much; empty where no list knows any."""
        own = self.language
        costs = [common_cost(word).get(own, NEVER_LISTED) for word in self.small]
        return costs if any(cost < NEVER_LISTED for cost in costs) else []

    @cached_property
    def rarest(self) -> float:
        """What the rarest words cost on the average; 0 where no list knows."""
        return fmean(sorted(self.listed)[-TELLING:]) if self.listed else 0.0

    @cached_property
    def told(self) -> float:
        """What all words cost, numbers as rare words: how much is said; 0 where no list knows."""
        return sum(self.listed) + RARE * len(self.figures) if self.listed else 0.0

    @cached_property
    def unlisted(self) -> list[str]:
        """Words that the list of the language lacks; none where there is no list."""
        return [word for word, cost in zip(self.small, self.listed, strict=False) if cost >= NEVER_LISTED]

    @cached_property
    def abbreviations(self) -> list[str]:
        """Words of capitals."""
        return [word for word in self.words if len(word) > 1 and word.isupper()]

    @cached_property
    def figures(self) -> list[str]:
        """Numbers, digits only."""
        if DIGIT.search(self.text) is None:
            return []
        return [NOT_DIGIT.sub("", found) for found in NUMBER.findall(self.text)]

    @cached_property
    def sequences(self) -> frozenset[str]:
        """Sequences of letters inside long words."""
        return frozenset(
            word[place : place + SEQUENCE]
            for word in self.vocabulary
            if SEQUENCE < len(word) <= LONGEST_WORD
            for place in range(len(word) - SEQUENCE + 1)
        )

    @cached_property
    def roots(self) -> frozenset[str]:
        """How words begin by their sound in Latin letters, whatever the alphabet; small words left out."""
        sounds = (
            sound_of(word, self.language)
            for word in self.vocabulary
            if len(word) >= LONG_WORD and not is_small(word, self.language)
        )
        return frozenset(sound for sound in sounds if len(sound) >= SHORTEST_SOUND)

    def count(self, marks: str) -> int:
        """How many of these marks there are."""
        return sum(map(self.text.count, marks))


@lru_cache(100_000)
def sound_of(word: str, language: str) -> str:
    """How a lower-case word begins, about as it sounds, in Latin letters; "" where nobody knows."""
    if not word.isascii():
        if script_of(word[0]) != "Latn":
            word = next(iter(renderings(word, language)), "")
        word = "".join(char for char in normalize("NFD", word) if char.isascii())
    return word.translate(SOUNDS)[:ROOT]


def is_small(word: str, language: str) -> bool:
    """True for a small word of a language."""
    return language in telling_words().get(word, ())
