"""How long a sentence is, and how well the lengths of two fit together."""

from collections.abc import Sequence
from math import lgamma, log, log1p, pi, sqrt
from statistics import median

from audit.analysis.alignment.pieces import Piece
from audit.language.profile import LanguageProfile
from audit.language.text_lengths import usual_ratio

FREEDOM = 5.0  # of the distribution of lengths, which has more outliers than the normal one
FLOOR, PER_LETTER = 0.025, 2.2  # variance of the logarithm of the ratio: of long texts, and what few letters add
RANDOM = 0.8  # standard deviation of the logarithm of the length of sentences that have nothing to do with one another
KNOWN = 200.0  # code points of text that say as much as what is known of the languages
_NORM = lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2) - 0.5 * log(FREEDOM * pi)


def length_of(text: str) -> float:
    """How much a text is, in code points."""
    return len(text) + 1.0


def first_ratio(
    source: Sequence[Piece],
    target: Sequence[Piece],
    source_language: LanguageProfile | None,
    target_language: LanguageProfile | None,
) -> float:
    """How long the target should be as a share of the source: what both have, drawn to what the languages usually have."""
    theirs = sum(len(piece.text) for piece in source)
    mine = sum(len(piece.text) for piece in target)
    if not theirs or not mine:
        return 1.0
    said = log(mine / theirs)
    usual = None
    if source_language is not None and target_language is not None:
        usual = usual_ratio(source_language.tag.partition("-")[0], target_language.tag.partition("-")[0])
    if usual is None:
        return mine / theirs
    weight = min(theirs, mine) / (KNOWN * 20)
    share = weight / (1 + weight)
    # Where much was left out the totals say little of the ratio of what was not.
    drawn = share * max(log(usual) - 0.4, min(log(usual) + 0.4, said)) + (1 - share) * log(usual)
    return float(2.718281828459045**drawn)


def ratio_of(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The ratio of pairs of lengths that belong together; None for too few."""
    long = [mine / theirs for theirs, mine in pairs if theirs > 20]
    return median(long) if len(long) >= 8 else None


def fit(theirs: float, mine: float, ratio: float) -> float:
    """How much more likely two lengths are of a sentence and its translation than of any two; a logarithm."""
    expected = theirs * ratio
    apart = log(mine / expected)
    variance = FLOOR + PER_LETTER / (expected + mine) * 2
    scale = sqrt(variance)
    near = _NORM - log(scale) - (FREEDOM + 1) / 2 * log1p(apart * apart / variance / FREEDOM)
    far = -0.5 * log(2 * pi) - log(RANDOM) - 0.5 * min(apart * apart / RANDOM**2, 9.0)
    return near - far
