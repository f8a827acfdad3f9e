"""What of the source changed after it was translated, as its history tells."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pairs.copies import whole_copies
from audit.model.mqm import Confidence
from audit.model.side import Side
from audit.model.span import Span

FEWEST_WORDS = 2  # changed words of a sentence, from which its translation is likely out of date
SHARE = 0.25  # of a sentence, from which it is as well
NEW = 0.6  # of a passage: it was added
_WORD = re.compile(r"\w+")


class Stale(NamedTuple):
    pair: int
    source: Span
    confidence: Confidence | None


def stale(view: PageView) -> Iterator[Stale]:
    """Sentences whose source changed since."""
    if view.change is None:
        return
    copies = {copy.pair for copy in whole_copies(view.both_sides())}
    for index in range(view.whole):
        pair = view.pairs[index]
        if index in copies:
            continue
        spans = changed_in(view, pair.source)
        words = [word for span in spans for word in _WORD.findall(pair.source.text[span.start : span.end])]
        if not words:
            continue
        total = len(_WORD.findall(pair.source.text))
        figures = any(any(map(str.isdecimal, word)) for word in words)
        telling = figures or len(words) >= FEWEST_WORDS or len(words) >= SHARE * total
        source = Span(spans[0].start, spans[-1].end)
        yield Stale(index, source, None if telling else Confidence.POSSIBLE)


def changed_in(view: PageView, side: Side) -> list[Span]:
    """The stretches of a side of the source that changed, in its own code points."""
    if view.change is None or not side.map.pieces:
        return []
    spans = view.change.spans
    start, end = side.map.pieces[0].file_start, side.map.pieces[-1].file_end
    place = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    found: list[Span] = []
    while place < len(spans) and spans[place].start < end:
        first, last = max(start, spans[place].start), min(end, spans[place].end)
        if first < last:
            shown = side.map.text_of(first, last)
            if shown.start < shown.end:
                found.append(shown)
        place += 1
    return found


def added_since(view: PageView, side: Side) -> bool:
    """True when most of a side of the source is newer than the translation."""
    new = sum(span.end - span.start for span in changed_in(view, side))
    return new >= NEW * max(1, len(side.text))


def date_of(seconds: int) -> str:
    """A day, as 2026-03-01."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def evidence(view: PageView, side: Side) -> str:
    """What a message says of a passage that the source has got since; nothing of any other."""
    if view.change is None or not added_since(view, side):
        return ""
    return (
        f" (added to the source after the translation was last changed, on {date_of(view.change.translated)})"
    )
