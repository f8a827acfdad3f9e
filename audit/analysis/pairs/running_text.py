"""Pairs that are sentences of prose, and no messages of a program."""

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.ends import ends
from audit.analysis.pairs.said_words import vocabulary
from audit.model.unit import Family

FEWEST_WORDS = 6  # of a target: a sentence
FEWEST_LETTERS = 12  # … where words are not parted
PROSE = (
    None,
    Family.NONE,
    Family.HTML,
    Family.MARKDOWN,
)  # families of texts that are no messages of a program


def is_running(view: PairView, index: int) -> bool:
    """True for a sentence of prose on both sides."""
    return view.remember(
        "running pairs", lambda: [_is_running(view, place) for place in range(len(view.pairs))]
    )[index]


def _is_running(view: PairView, index: int) -> bool:
    pair = view.pairs[index]
    source, target = ends(view)[index]
    if pair.family not in PROSE or source.kind is None or target.kind is None:
        return False
    if view.language.has_spaces:
        return len(vocabulary(view)[1][index]) >= FEWEST_WORDS
    return len(pair.target.text) >= FEWEST_LETTERS
