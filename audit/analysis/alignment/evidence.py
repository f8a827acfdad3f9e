"""What shared anchors say for two sentences, and missing ones against them.

Nothing is fixed beforehand: an anchor that most sentences have says little, one that the source has five times and the
translation five times is kept, one that it has five times and the translation once is not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from audit.analysis.alignment.tokens import (
    CODE,
    CONCEPT,
    FRAME,
    LEARNT,
    LINK,
    NUMBER,
    SIGN,
    SOUND,
    STEM,
    WORD,
)

# How likely a translator keeps an anchor at best, by what it is.
KEPT = {
    CODE: 0.95,
    LINK: 0.9,
    NUMBER: 0.9,
    SIGN: 0.85,
    WORD: 0.8,
    CONCEPT: 0.8,
    STEM: 0.6,
    SOUND: 0.6,
    LEARNT: 0.7,
    FRAME: 0.6,
}
WITHOUT_WORDS = (CODE, LINK, NUMBER, SIGN)
LEAST = 0.25  # an anchor worth less is not looked at
FEW = 8  # sentences that are added to both sides: in a short text everything is frequent
MOST = 5.0
MOST_LACKING = 6.0
DEPENDENCE = 0.8  # anchors come together: a name and its link


class Evidence:
    """The anchors of both sides that both have, and what each is worth."""

    def __init__(self, source: Sequence[frozenset[str]], target: Sequence[frozenset[str]]) -> None:
        self.everything = source, target
        theirs, mine = _counted(source), _counted(target)
        self.worth: dict[str, float] = {}
        lacks: dict[str, float] = {}
        self._lost = _lost(theirs, mine), _lost(mine, theirs)
        for token in theirs.keys() & mine.keys():
            gain, lack = _worth(token, theirs[token], mine[token], len(source), len(target))
            if gain >= LEAST:
                self.worth[token] = gain
                lacks[token] = lack
        self._without_repeats()
        for token, gain in self.worth.items():
            # What it costs to lack it was taken from both sides before.
            self.worth[token] = gain + 2 * lacks[token]
        kept = frozenset(self.worth)
        self.source = [tokens & kept for tokens in source]
        self.target = [tokens & kept for tokens in target]
        self.lack_source = self._lacks(lacks, source, mine, 0)
        self.lack_target = self._lacks(lacks, target, theirs, 1)

    def _lacks(
        self, lacks: dict[str, float], side: Sequence[frozenset[str]], other: Counter[str], number: int
    ) -> list[float]:
        """What each sentence of a side costs where none of its anchors is found."""
        lost = self._lost[number]
        return [
            _dampened(
                sum(
                    lacks[token] if token in lacks else 0.0 if token in other else lost.get(token[0], 0.0)
                    for token in tokens
                )
            )
            for tokens in side
        ]

    def _without_repeats(self) -> None:
        """A word is worth what its stem is not worth already: both are shared together."""
        for token in self.worth:
            if token[0] == WORD:
                stem = self.worth.get(STEM + token[1 : 1 + 5]) if len(token) > 6 else None
                if stem is not None:
                    self.worth[token] = max(LEAST, self.worth[token] - stem)

    def shared(self, one: Iterable[frozenset[str]], other: Iterable[frozenset[str]]) -> float:
        """What the anchors are worth that some of the one and some of the other have."""
        both = frozenset().union(*one) & frozenset().union(*other)
        return sum(map(self.worth.__getitem__, both))


def _dampened(lack: float) -> float:
    """A free translation lacks several anchors at once; one that lacks all is a translation none the less."""
    return lack / (1 + lack / MOST_LACKING)


def _lost(own: Counter[str], other: Counter[str]) -> dict[str, float]:
    """What it costs, by kind of anchor, that the other side nowhere has it: much where that side has nearly all."""
    found: dict[str, float] = {}
    for kind in WITHOUT_WORDS:
        tokens = [token for token in own if token[0] == kind]
        kept = (sum(token in other for token in tokens) + 1) / (len(tokens) + 2)
        found[kind] = DEPENDENCE * min(2.0, -log(1 - min(kept, KEPT[kind])))
    return found


def _counted(side: Sequence[frozenset[str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for tokens in side:
        counted.update(tokens)
    return counted


def _worth(token: str, theirs: int, mine: int, source: int, target: int) -> tuple[float, float]:
    """What it is worth that both have it, and what it costs that one of them lacks it; logarithms."""
    few, many = min(theirs, mine), max(theirs, mine)
    kept = KEPT[token[0]] * (few + 0.6) / (many + 0.8)
    chance = max((theirs + 0.3) / (source + FEW), (mine + 0.3) / (target + FEW))
    if chance >= kept:
        return 0.0, 0.0
    gain = min(MOST, DEPENDENCE * log(kept / chance))
    lack = DEPENDENCE * log((1 - chance) / (1 - kept)) * (1.0 if token[0] in WITHOUT_WORDS else 0.5)
    return gain, lack
