"""Words that are the same as one a few places further on."""

from itertools import compress
from operator import eq

from audit.analysis.text_view import TextView


def alike(view: TextView, distance: int) -> list[int]:
    """Indexes of the words that equal the word `distance` places further on."""
    words = view.words
    return view.remember(
        f"alike at {distance}", lambda: list(compress(range(len(words)), map(eq, words, words[distance:])))
    )
