"""What of the source changed after it was translated, as its history tells."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pair_view import Pair
from audit.analysis.pairs.copies import whole_copies
from audit.language.akin import akin
from audit.model.mqm import Confidence
from audit.model.side import Side
from audit.model.source_change import ChangedSpan
from audit.model.span import Span

FEWEST = 2  # new words of a sentence, more than it lost, from which its translation is likely out of date
RUN = 4  # words in a row that a source had already
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
    bereft = _bereft(view)
    for index in range(view.whole):
        pair = view.pairs[index]
        if index in copies:
            continue
        stretches = changed_in(view, pair.source)
        new = _new_words(view, pair.source, stretches)
        if not new:
            continue
        source = Span(stretches[0].shown.start, stretches[-1].shown.end)
        strange = _share(pair.source, stretches) >= NEW and (
            not bereft.isdisjoint(_around(view.beads[index].block))
            or all(one.span.added for one in stretches)
        )
        lost = sum(one.span.lost for one in stretches)
        telling = not strange and _tells(view, pair, new, lost)
        yield Stale(index, source, None if telling else Confidence.POSSIBLE)


def _new_words(
    view: PageView, side: Side, stretches: Sequence["Stretch"]
) -> list[tuple[re.Match[str], "Stretch"]]:
    """The words of changed stretches that stood nowhere in the source among the same neighbours."""
    words = list(_WORD.finditer(side.text))
    known = _runs(view)
    folded = [word[0].casefold() for word in words]
    stood = {
        place + step
        for place in range(len(words) - RUN + 1 if known else 0)
        if tuple(folded[place : place + RUN]) in known
        for step in range(RUN)
    }
    found: list[tuple[re.Match[str], Stretch]] = []
    place = 0
    for one in stretches:
        while place < len(words) and words[place].start() < one.shown.end:
            if words[place].end() > one.shown.start and place not in stood:
                found.append((words[place], one))
            place += 1
    return found


def _runs(view: PageView) -> frozenset[tuple[str, ...]]:
    """Every few words in a row of what the source was."""

    def made() -> frozenset[tuple[str, ...]]:
        words = _WORD.findall(view.change.before.casefold()) if view.change else []
        return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))

    return view.remember("runs of the old source", made)


def _bereft(view: PageView) -> frozenset[int]:
    """Blocks with a sentence that is as it was and has no translation any more: a newer one close by got that."""
    return frozenset(
        view.beads[index].block
        for index in range(view.whole, len(view.pairs))
        if view.beads[index].source
        and not view.beads[index].target
        and not any(one.span.words for one in changed_in(view, view.pairs[index].source))
    )


def _around(block: int) -> range:
    return range(block - 1, block + 2)


def _tells(view: PageView, pair: Pair, new: Sequence[tuple[re.Match[str], "Stretch"]], lost: int) -> bool:
    """True where a sentence says something else than it did, not only in other words: it has new figures or names, or more
    new words than it lost.

    Small words say nothing else, nor does what the translation has already, as the source writes it.
    """
    small = view.source.function_words if view.source else ()
    own = {word.casefold() for word in _WORD.findall(pair.target.text)}
    telling = fresh = known = 0
    for match, one in new:
        word = match[0].casefold()
        if word not in one.span.words or word in small:
            continue
        if any(word == other or akin(word, other) for other in own):
            known += 1
            continue
        telling += any(map(str.isdecimal, word)) or (match.start() > 0 and match[0][0].isupper())
        fresh += len(word) > 1
    return fresh + telling >= known and (telling > 0 or (fresh >= FEWEST and fresh > lost))


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
    return _share(side, changed_in(view, side)) >= NEW


def _share(side: Side, stretches: Sequence[Stretch]) -> float:
    return sum(len(one.shown) for one in stretches) / max(1, len(side.text))


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
