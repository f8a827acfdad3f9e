"""What of the source changed after it was translated, as its history tells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pairs.copies import whole_copies
from audit.model.mqm import Confidence
from audit.model.side import Side
from audit.model.source_change import ChangedSpan
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
    small = view.source.function_words if view.source else ()
    for index in range(view.whole):
        pair = view.pairs[index]
        if index in copies:
            continue
        stretches = changed_in(view, pair.source)
        if not any(_WORD.search(pair.source.text, one.shown.start, one.shown.end) for one in stretches):
            continue
        source = Span(stretches[0].shown.start, stretches[-1].shown.end)
        yield Stale(
            index, source, None if _telling(pair.source.text, stretches, small) else Confidence.POSSIBLE
        )


def _telling(text: str, stretches: Sequence["Stretch"], small: Sequence[str]) -> bool:
    """True where a sentence says something else than it did, and its translation is likely out of date.

    Words that were moved, or written in another form, say nothing else; a sentence among lines that were added has no
    translation yet: what was found beside it belongs to another.
    """
    new = sum(len(one.shown) for one in stretches if one.span.added)
    if new >= NEW * len(text):
        return False
    words, fresh = [], []
    for one in stretches:
        for word in _WORD.findall(text[one.shown.start : one.shown.end]):
            words.append(word)
            if word.casefold() in one.span.words and word.casefold() not in small:
                fresh.append(word)
    if any(any(map(str.isdecimal, word)) for word in fresh):
        return True
    return bool(fresh) and (len(words) >= FEWEST_WORDS or len(words) >= SHARE * len(_WORD.findall(text)))


class Stretch(NamedTuple):
    """What of a side changed, in its own code points, and the whole of what changed there."""

    shown: Span
    span: ChangedSpan


def changed_in(view: PageView, side: Side) -> list[Stretch]:
    """The stretches of a side of the source that changed."""
    if view.change is None or not side.map.pieces:
        return []
    spans = view.change.spans
    start, end = side.map.pieces[0].file_start, side.map.pieces[-1].file_end
    place = max(0, bisect_right(spans, start, key=lambda span: span.start) - 1)
    found: list[Stretch] = []
    while place < len(spans) and spans[place].start < end:
        first, last = max(start, spans[place].start), min(end, spans[place].end)
        if first < last:
            shown = side.map.text_of(first, last)
            if shown.start < shown.end:
                found.append(Stretch(shown, spans[place]))
        place += 1
    return found


def added_since(view: PageView, side: Side) -> bool:
    """True when most of a side of the source is newer than the translation."""
    new = sum(len(one.shown) for one in changed_in(view, side))
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
