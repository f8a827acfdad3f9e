"""How long a sentence is, and how well the lengths of two fit together."""

import re
from collections.abc import Sequence
from math import lgamma, log, log1p, pi
from statistics import median
from typing import NamedTuple

from audit.analysis.alignment.pieces import Piece
from audit.language.profile import LanguageProfile
from audit.language.text_lengths import usual_ratio

# How many letters more than one a sign of these scripts stands for: ideographs, kana, hangul.
_DENSE = (
    (re.compile("[\u3400-\u9fff\uf900-\ufaff]+"), 2.0),
    (re.compile("[\u3041-\u30ff]+"), 0.6),
    (re.compile("[\uac00-\ud7a3]+"), 1.0),
)
FREEDOM = 5.0  # of the distribution of lengths, which has more outliers than the normal one
FLOOR, PER_LETTER = (
    0.025,
    2.2,
)  # variance of the logarithm of the ratio: of long texts, and what few letters add
LONG = 20  # code points of a text whose length tells the ratio
FEWEST = 6  # pairs that tell it
DRAWN = 12  # pairs that say as much of the spread as what is usual
NARROWEST = 0.3
RANDOM = 0.8  # standard deviation of the logarithm of the length of sentences that have nothing to do with one another
KNOWN = 200.0  # code points of text that say as much as what is known of the languages
_FAR = 0.5 * log(2 * pi) + log(RANDOM)
_NORM = lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2) - 0.5 * log(FREEDOM * pi)


def length_of(text: str) -> float:
    """How much a text is, in letters of an alphabet: signs that stand for a syllable or a word count for more."""
    if text.isascii():
        return len(text) + 1.0
    return (
        len(text)
        + 1.0
        + sum([worth * len(run) for pattern, worth in _DENSE for run in pattern.findall(text)])
    )


def first_ratio(
    source: Sequence[Piece],
    target: Sequence[Piece],
    source_language: LanguageProfile | None,
    target_language: LanguageProfile | None,
) -> float:
    """How long the target should be as a share of the source: what both have, drawn to what the languages usually have."""
    theirs = sum(length_of(piece.text) for piece in source)
    mine = sum(length_of(piece.text) for piece in target)
    if not source or not target:
        return 1.0
    said = log(mine / theirs)
    usual = None
    if source_language is not None and target_language is not None:
        usual = usual_ratio(source_language.tag.partition("-")[0], target_language.tag.partition("-")[0])
    for side, factor in ((source, 1), (target, -1)):  # those are measured in code points
        said_points = sum(len(piece.text) for piece in side)
        said_letters = theirs if factor == 1 else mine
        usual = None if usual is None else usual * (said_points / said_letters) ** factor
    if usual is None:
        return mine / theirs
    weight = min(theirs, mine) / (KNOWN * 20)
    share = weight / (1 + weight)
    # Where much was left out the totals say little of the ratio of what was not.
    drawn = share * max(log(usual) - 0.4, min(log(usual) + 0.4, said)) + (1 - share) * log(usual)
    return float(2.718281828459045**drawn)


class Lengths(NamedTuple):
    """How long the target of a source is: as a share of it, and how much that varies against what is usual."""

    ratio: float
    spread: float = 1.0

    def fit(self, theirs: float, mine: float) -> float:
        """How much more likely two lengths are of a sentence and its translation than of any two; a logarithm."""
        apart = log(mine / (theirs * self.ratio))
        variance = self.spread * _variance(theirs * self.ratio + mine)
        near = _NORM - log(variance) / 2 - (FREEDOM + 1) / 2 * log1p(apart * apart / variance / FREEDOM)
        return near + _FAR + 0.5 * min(apart * apart / RANDOM**2, 9.0)


def _variance(both: float) -> float:
    return FLOOR + PER_LETTER * 2 / both


def learnt(pairs: Sequence[tuple[float, float]], before: Lengths) -> Lengths:
    """What pairs of lengths say that belong together, drawn to what was thought before."""
    long = [pair for pair in pairs if pair[0] >= LONG]
    if len(long) < FEWEST:
        return before
    ratio = median(mine / theirs for theirs, mine in long)
    apart = [
        min(log(mine / (theirs * ratio)) ** 2 / _variance(theirs * ratio + mine), 6.0)
        for theirs, mine in long
    ]
    # The distribution is wider than its scale says.
    spread = (sum(apart) * (FREEDOM - 2) / FREEDOM + DRAWN) / (len(apart) + DRAWN)
    return Lengths(ratio, max(NARROWEST, spread))
