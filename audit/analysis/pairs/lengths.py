"""How long each target is against what its source lets expect."""

from collections.abc import Iterable
from math import exp, log
from statistics import median

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import BLANK, said_sources, said_targets
from audit.analysis.pairs.said_words import base, source_language_of
from audit.language.text_lengths import usual_ratio

SHORTEST = 12  # code points of a source whose length says something
WEIGHT = 30  # pairs of a document that say as much as what is known of the languages
LONG = 40  # code points of a source from which on lengths keep to their ratio


def length_shares(view: PairView) -> list[float | None]:
    """Length of each target as a share of the expected one; None for short sources and code. Made once.

    What is expected is what the two languages usually have, drawn to what the document itself has.
    """
    return view.remember("length shares", lambda: _length_shares(view))


def _length_shares(view: PairView) -> list[float | None]:
    source, target = base(source_language_of(view)), base(view.language)
    known = usual_ratio(source, target) if source and target else None
    if known is None or source == target:
        return [None] * len(view.pairs)
    logs = [
        _log_ratio(pair.source.text, pair.target.text, theirs, mine, log(known))
        for pair, theirs, mine in zip(view.pairs, said_sources(view), said_targets(view), strict=True)
    ]
    if view.apart:
        return [
            None if value is None else exp(value - _usual(log(known), [(value, text)]))
            for value, text in zip(logs, said_sources(view), strict=True)
        ]
    usual = _usual(log(known), zip(logs, said_sources(view), strict=True))
    return [None if value is None else exp(value - usual) for value in logs]


def _usual(known: float, all_of_it: Iterable[tuple[float | None, str]]) -> float:
    """The usual logarithm of two languages, drawn to what a document has: its logarithms, with their sources."""
    long = [value for value, text in all_of_it if value is not None and len(text) >= LONG]
    return (WEIGHT * known + len(long) * median(long)) / (WEIGHT + len(long)) if long else known


def _log_ratio(source: str, target: str, theirs: str, mine: str, usual: float) -> float | None:
    """Of the lengths without code, or with it: what is code on one side may be a word in quotation marks on the other."""
    first, second = _length(theirs), _length(mine)
    if first < SHORTEST or not second:
        return None
    return min(log(second / first), log(len(target) / len(source)), key=lambda value: abs(value - usual))


def _length(text: str) -> int:
    """Code points without code and without rows of spaces, as help texts are laid out with."""
    return len(" ".join(text.replace(BLANK, "").split()))
