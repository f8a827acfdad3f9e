"""Numbers and marks that come back on the other side, or do not."""

from collections import Counter
from math import log1p

from audit.score.estimate.sign import Sign, sign
from audit.score.estimate.translated import Translated

CALLS, COLONS = "?？؟!！", ":："
BRACKETS, COMMAS = "(（[【", ",，、،;；"
DASHES, QUOTES = "—–", '"“”„«»「」『』‘’‚‹›'
INNER = f"{COMMAS}{COLONS}{DASHES}"


def unmatched(first: Counter[str], second: Counter[str]) -> int:
    """How many of the first the second lacks."""
    return (first - second).total()


def differ(stretch: Translated, marks: str) -> float:
    """By how many marks the two sides differ."""
    return log1p(abs(stretch.source.count(marks) - stretch.target.count(marks)))


@sign("numbers in figures of the source")
def figures(stretch: Translated) -> float:
    return log1p(len(stretch.source.figures))


@sign("numbers of the source that the target lacks", against=True)
def lost_figures(stretch: Translated) -> float:
    return log1p(unmatched(Counter(stretch.source.figures), Counter(stretch.target.figures)))


@sign("numbers of the target that the source lacks", against=True)
def new_figures(stretch: Translated) -> float:
    return log1p(unmatched(Counter(stretch.target.figures), Counter(stretch.source.figures)))


@sign("question and exclamation marks on one side only", against=True)
def other_calls(stretch: Translated) -> float:
    return differ(stretch, CALLS)


@sign("colons on one side only")
def other_colons(stretch: Translated) -> float:
    return differ(stretch, COLONS)


@sign("brackets on one side only", against=True)
def other_brackets(stretch: Translated) -> float:
    return differ(stretch, BRACKETS)


@sign("brackets of the source")
def brackets(stretch: Translated) -> float:
    return log1p(stretch.source.count(BRACKETS))


@sign("quotation marks on one side only")
def other_quotes(stretch: Translated) -> float:
    return differ(stretch, QUOTES)


@sign("commas and the like on one side only")
def other_commas(stretch: Translated) -> float:
    return differ(stretch, COMMAS)


@sign("dashes on one side only")
def other_dashes(stretch: Translated) -> float:
    return differ(stretch, DASHES)


@sign("marks inside sentences of the source")
def inner_marks(stretch: Translated) -> float:
    return log1p(stretch.source.count(INNER))


@sign("hyphens inside words of the target beyond those of the source")
def more_hyphens(stretch: Translated) -> float:
    return log1p(max(0, stretch.target.count("-") - stretch.source.count("-")))


MARKS: tuple[Sign, ...] = (
    figures,
    lost_figures,
    new_figures,
    other_calls,
    other_colons,
    other_brackets,
    brackets,
    other_quotes,
    other_commas,
    other_dashes,
    inner_marks,
    more_hyphens,
)
