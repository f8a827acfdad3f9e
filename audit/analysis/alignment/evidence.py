"""What shared anchors say for two sentences, and missing ones against them.

Nothing is fixed beforehand: an anchor that most sentences have says little, one that the source has five times and the
translation five times is kept, one that it has five times and the translation once is not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from itertools import chain
from math import log
from operator import add

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

    def __init__(self, source: Sequence[tuple[str, ...]], target: Sequence[tuple[str, ...]]) -> None:
        self.everything = source, target
        theirs, mine = _counted(source), _counted(target)
        self.worth: dict[str, float] = {}
        lacks: dict[str, float] = {}
        for token in theirs:
            if token not in mine:
                continue
            gain, lack = _worth(token[0], theirs[token], mine[token], len(source), len(target))
            if gain >= LEAST:
                self.worth[token] = gain
                lacks[token] = lack
        self._without_repeats()
        for token, gain in self.worth.items():
            # What it costs to lack it was taken from both sides before.
            self.worth[token] = gain + 2 * lacks[token]
        self.source, self.target = self._worthy(source), self._worthy(target)
        self._sums = self._lacks(lacks, source, theirs, mine), self._lacks(lacks, target, mine, theirs)
        self.lack_source, self.lack_target = ([*map(_dampened, sums)] for sums in self._sums)

    def with_learnt(self, source: Sequence[tuple[str, ...]], target: Sequence[tuple[str, ...]]) -> "Evidence":
        """The same with further anchors of each sentence: of a kind of their own, so that the others stay as they were."""
        theirs, mine = _counted(source), _counted(target)
        found = copy(self)
        everything = zip(self.everything, (source, target), strict=True)
        one, other = ([*map(add, before, more)] for before, more in everything)
        found.everything = one, other
        found.worth = dict(self.worth)
        lacks: dict[str, float] = {}
        for token, count in theirs.items():
            if token in mine:
                gain, lack = _worth(token[0], count, mine[token], len(source), len(target))
                if gain >= LEAST:
                    found.worth[token], lacks[token] = gain + 2 * lack, lack
        sums: list[list[float]] = []
        worthy: list[list[tuple[str, ...]]] = []
        for before, lacking, more in zip(
            (self.source, self.target), self._sums, (source, target), strict=True
        ):
            kept = [tuple([token for token in tokens if token in lacks]) if tokens else () for tokens in more]
            worthy.append([*map(add, before, kept)])
            sums.append(
                [
                    sum(map(lacks.__getitem__, tokens), lack)
                    for lack, tokens in zip(lacking, kept, strict=True)
                ]
            )
        found.source, found.target = worthy
        found._sums = sums[0], sums[1]
        found.lack_source, found.lack_target = ([*map(_dampened, side)] for side in sums)
        return found

    def _worthy(self, side: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        worth = self.worth
        return [tuple([token for token in tokens if token in worth]) for tokens in side]

    def _lacks(
        self, lacks: dict[str, float], side: Sequence[tuple[str, ...]], own: Counter[str], other: Counter[str]
    ) -> list[float]:
        """What each sentence of a side costs where none of its anchors is found, all of them together."""
        costs = dict(lacks)
        for kind, tokens in _of_kinds(own).items():
            lost = _lost(kind, tokens, other)
            costs |= dict.fromkeys([token for token in tokens if token not in other], lost)
        known = costs.keys()
        return [
            0.0 if known.isdisjoint(tokens) else sum([costs[token] for token in tokens if token in costs])
            for tokens in side
        ]

    def _without_repeats(self) -> None:
        """A word is worth what its stem is not worth already: both are shared together."""
        for token in self.worth:
            if token[0] == WORD:
                stem = self.worth.get(STEM + token[1 : 1 + 5]) if len(token) > 6 else None
                if stem is not None:
                    self.worth[token] = max(LEAST, self.worth[token] - stem)


def _dampened(lack: float) -> float:
    """A free translation lacks several anchors at once; one that lacks all is a translation none the less."""
    return lack / (1 + lack / MOST_LACKING)


def _of_kinds(own: Iterable[str]) -> dict[str, list[str]]:
    """The anchors without words, by their kind."""
    found: dict[str, list[str]] = {kind: [] for kind in WITHOUT_WORDS}
    for token in own:
        if token[0] in found:
            found[token[0]].append(token)
    return found


def _lost(kind: str, tokens: Sequence[str], other: Counter[str]) -> float:
    """What it costs that the other side nowhere has an anchor of a kind: much where that side has nearly all."""
    kept = (sum(token in other for token in tokens) + 1) / (len(tokens) + 2)
    return DEPENDENCE * min(2.0, -log(1 - min(kept, KEPT[kind])))


def _counted(side: Sequence[tuple[str, ...]]) -> Counter[str]:
    return Counter(chain.from_iterable(side))


@lru_cache(10_000)
def _worth(kind: str, theirs: int, mine: int, source: int, target: int) -> tuple[float, float]:
    """What it is worth that both have it, and what it costs that one of them lacks it; logarithms."""
    few, many = min(theirs, mine), max(theirs, mine)
    kept = KEPT[kind] * (few + 0.6) / (many + 0.8)
    chance = max((theirs + 0.3) / (source + FEW), (mine + 0.3) / (target + FEW))
    if chance >= kept:
        return 0.0, 0.0
    gain = min(MOST, DEPENDENCE * log(kept / chance))
    lack = DEPENDENCE * log((1 - chance) / (1 - kept)) * (1.0 if kind in WITHOUT_WORDS else 0.5)
    return gain, lack
