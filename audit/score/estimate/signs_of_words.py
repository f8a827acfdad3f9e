"""Words: how rare those of the source are, and what kind of words the target has."""

from collections.abc import Sequence
from math import log, log1p
from operator import and_, eq
from statistics import fmean

from audit.score.estimate.side import LONG_WORD, RARE, Side
from audit.score.estimate.sign import Sign, sign
from audit.score.estimate.translated import Translated

MUCH_LESS = 2.0  # in natural logarithms: e.g. words of a wider field
SAID = 20.0  # two words or so: of short texts sums say little
CLEARLY_LESS = 0.15  # in natural logarithms
FEW = 3  # words: of fewer nothing is said
LONG_ON_AVERAGE = 12.0  # letters: in no language are the words of a text longer
LONGEST_ROUND = 8  # words of a circle


def how_much_less_telling(stretch: Translated) -> float:
    """By how much the rarest words of the target are more common than those of the source."""
    first, second = stretch.source.rarest, stretch.target.rarest
    return max(0.0, first - second) if first and second else 0.0


def how_much_less_said(stretch: Translated) -> float:
    """By how much less the target says, as a logarithm; 0 where no list knows its words."""
    first, second = stretch.source.told, stretch.target.told
    if first and (second or not any(map(str.isalpha, stretch.target.text))):
        return max(0.0, log((first + SAID) / (second + SAID)))
    return 0.0


@sign("its rarest words are more common than the source's", against=True)
def less_telling(stretch: Translated) -> float:
    return how_much_less_telling(stretch)


@sign("its rarest words are much more common than the source's", against=True)
def much_less_telling(stretch: Translated) -> float:
    return max(0.0, how_much_less_telling(stretch) - MUCH_LESS)


@sign("its words say less, all together, than the source's", against=True)
def less_said(stretch: Translated) -> float:
    return how_much_less_said(stretch)


@sign("its words say clearly less than the source's", against=True)
def clearly_less_said(stretch: Translated) -> float:
    return max(0.0, how_much_less_said(stretch) - CLEARLY_LESS)


@sign("rare words of the source")
def rare_in_source(stretch: Translated) -> float:
    return log1p(sum(max(0.0, cost - RARE) for cost in stretch.source.listed))


@sign("rare words of the target")
def rare_in_target(stretch: Translated) -> float:
    return log1p(sum(max(0.0, cost - RARE) for cost in stretch.target.listed))


@sign("unlisted words of the target that its source has not: made up, misspelt, or compounds")
def made_up_words(stretch: Translated) -> float:
    theirs = stretch.source.vocabulary
    return log1p(sum(word not in theirs for word in stretch.target.unlisted))


@sign("unlisted words of the target that its source has: names, or not translated")
def carried_words(stretch: Translated) -> float:
    theirs = stretch.source.vocabulary
    return log1p(sum(word in theirs for word in stretch.target.unlisted))


@sign("share of the target's long words that its source has too")
def copied_share(stretch: Translated) -> float:
    words = [word for word in stretch.target.vocabulary if len(word) >= LONG_WORD]
    return len(stretch.copied.intersection(words)) / len(words) if len(words) >= FEW else 0.0


@sign("long words said again, beyond what the source says again", against=True)
def repeated_words(stretch: Translated) -> float:
    return max(0.0, repetition(stretch.target) - repetition(stretch.source))


def repetition(side: Side) -> float:
    """Share of the long words that were said before; 0 where words stand without spaces."""
    words = [word for word in side.small if len(word) >= LONG_WORD] if side.has_spaces else []
    return 1 - len(set(words)) / len(words) if len(words) > FEW else 0.0


@sign("share that goes round in circles, beyond that of the source", against=True)
def going_round(stretch: Translated) -> float:
    found = circling(stretch.target)
    return max(0.0, found - circling(stretch.source)) if found else 0.0


def circling(side: Side) -> float:
    """Share of words, or of signs where there are no spaces, that repeat a run right before them."""
    items: Sequence[str] = side.small if side.has_spaces else side.text
    if len(items) <= FEW or (side.has_spaces and len(side.vocabulary) == len(items)):
        return 0.0
    best = 0
    for distance in range(1, LONGEST_ROUND + 1):
        same = list(map(eq, items, items[distance:]))
        if any(same):
            # One word counts when it comes again at once, a longer run by two neighbours that come again.
            best = max(best, sum(same) if distance == 1 else sum(map(and_, same, same[1:])))
    return best / len(items)


@sign("capital letters inside sentences of the source: names")
def names(stretch: Translated) -> float:
    parts = stretch.source.parts
    gaps = zip(parts[1::2], parts[2::2], strict=True)
    return log1p(sum(word[:1].isupper() and gap.isspace() for gap, word in gaps))


@sign("abbreviations of the source")
def abbreviations(stretch: Translated) -> float:
    return log1p(len(stretch.source.abbreviations))


@sign("abbreviations of the source that the target lacks")
def lost_abbreviations(stretch: Translated) -> float:
    theirs = stretch.source.abbreviations
    if not theirs:
        return 0.0
    kept = set(stretch.target.words)
    return log1p(sum(word not in kept for word in theirs))


@sign("length of the words of the target")
def long_words(stretch: Translated) -> float:
    words = stretch.target.small
    return min(LONG_ON_AVERAGE, fmean(map(len, words))) / 10 if words and stretch.target.has_spaces else 0.0


WORDS: tuple[Sign, ...] = (
    less_telling,
    much_less_telling,
    less_said,
    clearly_less_said,
    rare_in_source,
    rare_in_target,
    made_up_words,
    carried_words,
    copied_share,
    repeated_words,
    going_round,
    names,
    abbreviations,
    lost_abbreviations,
    long_words,
)
