"""How both sides of a unit start: with a capital or a small letter."""

import re
from functools import cache

import msgspec

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import BLANK, said_sources, said_targets


class Start(msgspec.Struct, frozen=True, gc=False):
    """The first word of a text, with marks of accelerators, and where it stands. `capital` is None where neither case
    means anything: a code, a brand like "iPhone", a word whose letters have no case."""

    word: str
    place: int
    capital: bool | None


NOTHING = Start("", 0, None)


def starts(view: PairView) -> list[tuple[Start, Start]]:
    """The first word of the source and of the target of each pair. Made once."""
    return view.remember(
        "starts of pairs",
        lambda: [
            (start_of(source), start_of(target))
            for source, target in zip(said_sources(view), said_targets(view), strict=True)
        ],
    )


def start_of(said: str) -> Start:
    """How a text with code blanked out starts."""
    match = _first().match(said)
    if match is None:
        return NOTHING
    word, place = match["word"], match.start("word")
    first = word[0]
    if not (first.isupper() or first.islower()):
        return Start(word, place, None)
    if first.islower() and any(map(str.isupper, word)):
        return Start(word, place, None)  # iPhone
    return Start(word, place, first.isupper())


@cache
def _first() -> re.Pattern[str]:
    # Marks that open, list points and marks of accelerators may stand before it; a clitic that is never written with a
    # capital has its apostrophe first: Dutch "'s Nachts".
    opening = r"(?:[\s\"'“”„«»‹›‘‚「『¿¡*•·–—&_~-]|[(\[{（【](?!\s))*"
    clitic = r"(?:['’][a-z]\s)?"
    return re.compile(
        rf"(?:{opening}{clitic})(?P<word>[^\W\d_]+(?:[&_][^\W\d_]+)?(?:[-'’][^\W\d_]+)*)(?![\d_{BLANK}])"
    )
