"""A stretch of another language, not yet judged, with what its words tell of themselves."""

import re
from enum import StrEnum
from functools import cached_property

from audit.analysis.leftovers.word_lists import common_cost, small_words_of
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.latin_tokens import is_particle, is_unit
from audit.language.scripts import COMMON
from audit.model.segment import Segment

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TECHNICAL = re.compile(r"[/@\\_=<>{}$#&|+*%0-9]|\w\.\w|\w\(|\w::\w|[a-z][A-Z]")
LONGEST_TOKEN = 48  # code points to either side in which the rest of an address is looked for
COMMON_WORD = 10.5  # cost up to which a word is everyday vocabulary of a language
KNOWN_WORD = 15.0  # cost up to which a word is at home in the target language
NOT_DEARER = 1.5
UNSPACED = frozenset(("Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))
NEAR = 60  # code points to either side that count as beside a stretch


class StretchKind(StrEnum):
    """How a stretch differs from the text it stands in; every kind has weights of its own."""

    SAME = "same-script"  # written in the target's script
    LATIN = "latin"  # Latin letters in a text of another script, where names and terms rightly stand
    OTHER = "other-script"  # any other letters that the target language is not written in


class Weighing(StrEnum):
    """Which set of weights judges a stretch: single words are weighed on their own."""

    SAME = "same-script"
    SAME_WORD = "same-script-word"
    LATIN = "latin"
    LATIN_WORD = "latin-word"
    OTHER = "other-script"


SINGLE = {StretchKind.SAME: Weighing.SAME_WORD, StretchKind.LATIN: Weighing.LATIN_WORD}


class Stretch:
    """Code points `[start, end)` of the view. `language` is a tag, the likeliest; None where only the script is known.

    `gain` says by how much its words are cheaper in that language (0 where scripts differ), `listed_gain` how much
    of it comes from words that its list knows, `best_gain` what the most telling word brings.
    """

    def __init__(
        self,
        view: TextView,
        start: int,
        end: int,
        kind: StretchKind,
        language: str | None,
        script: str = COMMON,
        gain: float = 0.0,
        listed_gains: dict[str, float] | None = None,
    ) -> None:
        self.view = view
        self.start = start
        self.end = end
        self.kind = kind
        self.language = language
        self.script = script
        self.gain = gain
        self.listed_gains = listed_gains or {}
        self.explained: bool | None = None  # whether the text explains it, once that was asked
        self.text = view.text[start:end]
        self.places = [
            (start + match.start(), match[0].replace("’", "'")) for match in WORD.finditer(self.text)
        ]
        self.words = [word for _, word in self.places]
        self.lower = [word.lower() for word in self.words]
        self.count = len(self.words)
        self.index = view.segment_at(start)
        self.segment: Segment = view.segments[self.index]
        self.segment_start, self.segment_end = view.bounds(self.index)

    @cached_property
    def weighing(self) -> Weighing:
        """Which set of weights judges it."""
        return SINGLE.get(self.kind, Weighing.OTHER) if self.count == 1 else Weighing(self.kind.value)

    @cached_property
    def before(self) -> str:
        """What stands before it in its segment, at most NEAR code points."""
        return self.view.text[max(self.segment_start, self.start - NEAR) : self.start]

    @cached_property
    def after(self) -> str:
        """What stands behind it in its segment, at most NEAR code points."""
        return self.view.text[self.end : min(self.segment_end, self.end + NEAR)]

    @cached_property
    def at_start(self) -> bool:
        """No word stands before it in its segment."""
        return not any(map(str.isalnum, self.view.text[self.segment_start : self.start]))

    @cached_property
    def at_end(self) -> bool:
        """No word stands behind it in its segment."""
        return not any(map(str.isalnum, self.view.text[self.end : self.segment_end]))

    @cached_property
    def whole(self) -> bool:
        """It is all that its segment says; figures and marks aside."""
        text = self.view.text
        return not any(map(str.isalpha, text[self.segment_start : self.start])) and not any(
            map(str.isalpha, text[self.end : self.segment_end])
        )

    @cached_property
    def small_words(self) -> list[str]:
        """Its words that are function words of its language and of no other use in the target language.

        Where only the script is known, function words of any language but the target."""
        own = small_words_of(self.view.language.tag)
        if self.kind is StretchKind.OTHER and self.language is None:
            known = small_words_of(None)
        else:
            known = small_words_of(self.language)
        return [word for word in self.lower if word in known and word not in own]

    @cached_property
    def capitals(self) -> list[str]:
        """Its words with a capital at their start, or behind one letter as brands have it ("eBay")."""
        return [word for word in self.words if word[:2].lower() != word[:2]]

    @cached_property
    def has_case(self) -> bool:
        """Its script has capital and small letters."""
        return any(word[0].isupper() or word[0].islower() for word in self.words)

    @cached_property
    def plain(self) -> list[str]:
        """Its words in small letters that are no particle of a name and no unit."""
        small = [word for word in self.words if word[0].islower() and word[:2] == word[:2].lower()]
        if not self.capitals:
            return [word for word in small if not is_unit(word)]
        return [word for word in small if not is_particle(word) and not is_unit(word)]

    @cached_property
    def costs(self) -> list[dict[str, float]]:
        """For each word, language → cost in the lists that know it."""
        return [common_cost(word) for word in self.lower]

    @cached_property
    def listed(self) -> list[float]:
        """The costs of those of its words that the list of its language knows."""
        language = self.language
        return [costs[language] for costs in self.costs if language in costs] if language else []

    @cached_property
    def known_to_target(self) -> float:
        """The share of its words that are at home in the target language, too."""
        own = self.view.language.tag.split("-")[0]
        language = self.language or ""
        known = [
            costs
            for costs in self.costs
            if own in costs
            and costs[own] < KNOWN_WORD
            and costs[own] < costs.get(language, 99.0) + NOT_DEARER
        ]
        return len(known) / self.count

    @cached_property
    def technical(self) -> float:
        """The share of its words that are part of an address, a path, code, a version."""
        around = max(0, self.start - LONGEST_TOKEN), self.end + LONGEST_TOKEN
        if not TECHNICAL.search(self.view.text, *around):
            return 0.0
        found = [start for start, word in self.places if is_technical(self.view, start, start + len(word))]
        return len(found) / self.count


def is_spaced(script: str) -> bool:
    """True for a script that parts its words by spaces."""
    return script not in UNSPACED


def is_technical(view: TextView, start: int, end: int) -> bool:
    """True when a word is part of an address, a path, code, a version: anything that is not prose."""
    text = view.text
    low = max(0, start - LONGEST_TOKEN)
    left = max(low, text.rfind(" ", low, start) + 1, text.rfind(SEPARATOR, low, start) + 1)
    high = min(len(text), end + LONGEST_TOKEN)
    stops = [at for at in (text.find(" ", end, high), text.find(SEPARATOR, end, high)) if at >= 0]
    return bool(TECHNICAL.search(text, left, min(stops, default=high)))
