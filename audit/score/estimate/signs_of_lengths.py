"""How long the two sides are, each by itself and against the other."""

from math import log, log1p

from audit.score.estimate.sign import Sign, sign
from audit.score.estimate.translated import Translated

SMOOTH = 12.0  # code points: of short texts lengths say little
STOPS = ".!?…。！？؟।۔"
SOMEWHAT, MUCH = 0.12, 0.3  # in natural logarithms: an eighth, a quarter less or a third more
WITHOUT_SPACES = (
    0.5  # what a deviation counts where words stand without spaces: there lengths vary twice as much
)
LINE = 10  # code points: below, length hardly matters


def deviation(stretch: Translated) -> float:
    """Logarithm of the length against the expected one; above 0 for what is longer."""
    expected = stretch.length_in(stretch.target.language)
    found = log((len(stretch.target.text) + SMOOTH) / (expected + SMOOTH))
    spaced = stretch.source.has_spaces and stretch.target.has_spaces
    return found if spaced else WITHOUT_SPACES * found


@sign("length of the source, as in English")
def source_length(stretch: Translated) -> float:
    return log1p(stretch.length_in("en") / LINE)


@sign("shorter than expected")
def shorter(stretch: Translated) -> float:
    return max(0.0, -deviation(stretch))


@sign("shorter by more than an eighth", against=True)
def somewhat_shorter(stretch: Translated) -> float:
    return max(0.0, -deviation(stretch) - SOMEWHAT)


@sign("shorter by more than a quarter", against=True)
def much_shorter(stretch: Translated) -> float:
    return max(0.0, -deviation(stretch) - MUCH)


@sign("longer than expected")
def longer(stretch: Translated) -> float:
    return max(0.0, deviation(stretch))


@sign("longer by more than an eighth", against=True)
def somewhat_longer(stretch: Translated) -> float:
    return max(0.0, deviation(stretch) - SOMEWHAT)


@sign("longer by more than a third", against=True)
def much_longer(stretch: Translated) -> float:
    return max(0.0, deviation(stretch) - MUCH)


@sign("sentences of the source beyond the first")
def sentences(stretch: Translated) -> float:
    return log1p(max(0, stretch.source.count(STOPS) - 1))


@sign("sentences that the source has and the target has not")
def fewer_sentences(stretch: Translated) -> float:
    return log1p(max(0, stretch.source.count(STOPS) - stretch.target.count(STOPS)))


@sign("sentences that the target has and the source has not")
def more_sentences(stretch: Translated) -> float:
    return log1p(max(0, stretch.target.count(STOPS) - stretch.source.count(STOPS)))


LENGTHS: tuple[Sign, ...] = (
    source_length,
    shorter,
    somewhat_shorter,
    much_shorter,
    longer,
    somewhat_longer,
    much_longer,
    sentences,
    fewer_sentences,
    more_sentences,
)
