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
    return running_pairs(view)[index]


def running_pairs(view: PairView) -> list[bool]:
    """The same of every pair. Made once."""
    return view.remember("running pairs", lambda: _running_pairs(view))


def _running_pairs(view: PairView) -> list[bool]:
    spaced, words = view.language.has_spaces, vocabulary(view)[1]
    return [
        pair.family in PROSE
        and end.source.kind is not None
        and end.target.kind is not None
        and (len(words[index]) >= FEWEST_WORDS if spaced else len(pair.target.text) >= FEWEST_LETTERS)
        for index, (pair, end) in enumerate(zip(view.pairs, ends(view), strict=True))
    ]
