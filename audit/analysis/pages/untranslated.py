"""Parts of a page that nobody translated: sentence after sentence is that of the source."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pairs.copies import whole_copies
from audit.model.mqm import Confidence

FEWEST = 2  # sentences that are copies beyond doubt
WORDS = 12  # of them together


class Untranslated(NamedTuple):
    """Pairs `first` to `last` are copies of their sources; `share` of the text of the page is theirs."""

    first: int
    last: int
    sentences: int
    share: float
    confidence: Confidence | None


def untranslated(view: PageView) -> list[Untranslated]:
    """The runs of copies. Made once."""
    return view.remember("untranslated parts", lambda: list(_untranslated(view)))


def _untranslated(view: PageView) -> Iterator[Untranslated]:
    sure = {copy.pair for copy in whole_copies(view.both_sides())}
    if len(sure) < FEWEST:
        return
    total = sum(len(pair.target.text) for pair in view.pairs[: view.whole])
    run: list[int] = []
    place = -1
    for index in range(view.whole + 1):
        pair = view.pairs[index] if index < view.whole else None
        here = pair.target.map.pieces[0].file_start if pair is not None and pair.target.map.pieces else -1
        same = pair is not None and _solid(pair.source.text) == _solid(pair.target.text)
        if run and (not same or here < place):
            yield from _told(view, run, sure, total)
            run = []
        if same:
            run.append(index)
            place = here


def _told(view: PageView, run: list[int], sure: set[int], total: int) -> Iterator[Untranslated]:
    known = [index for index in run if index in sure]
    words = sum(len(view.pairs[index].target.text.split()) for index in known)
    if len(known) < FEWEST or words < WORDS:
        return
    first, last = known[0], known[-1]
    length = sum(len(view.pairs[index].target.text) for index in range(first, last + 1))
    yield Untranslated(first, last, last - first + 1, length / max(1, total), None)


def _solid(text: str) -> str:
    return "".join(text.split()).casefold()
