"""Names of findings that depend on content, not on place."""

import re
from bisect import bisect_right
from collections import Counter
from hashlib import blake2b

from audit.analysis.pair_view import PairView
from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.document import Document, Flow
from audit.model.unit import Unit
from audit.one.placed import Placed

_COUNTED = re.compile(r"[0-9](?![^\W_])")


class Fingerprints:
    """Names findings by content alone: moving or re-wrapping a sentence keeps them, editing it does not.

    16 hex digits over check, found words and the sentences in which the finding begins and ends; what lies
    between them is found words. White space counts nowhere: where lines break is no content. A sentence is
    hashed once, however many findings stand in it: a line of a megabyte may hold thousands. In a translation file
    the name of the unit and its form stand for the sentence: an entry keeps its findings wherever it moves to.
    """

    def __init__(
        self, view: TextView, pairs: PairView | None = None, document: Document | None = None
    ) -> None:
        self._view = view
        self._pairs = pairs
        # By segment of the document. Cues are numbered, and are running text.
        self._units: list[Unit] = []
        if document is not None and document.flow is Flow.UNITS:
            self._units = [unit for unit in document.units for _ in unit.targets]
        # Segments that begin a paragraph; the others go on from the one before.
        self._first = [number for number, item in enumerate(view.segments) if not (number and item.follows)]
        self._starts: dict[int, list[int]] = {}  # by paragraph
        self._digests: dict[int, bytes] = {}  # by the sentence's start
        self._seen: Counter[str] = Counter()

    def of(self, item: Placed) -> str:
        """The name of the next finding; the n-th of the same words in the same sentence gets a number."""
        digest = blake2b(self._around(item), digest_size=8)
        check, found = item.check.id, item.found
        digest.update(f"\x00{check}\x00{solid(found)}".encode("utf-8", "surrogatepass"))
        key = digest.hexdigest()
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}-{self._seen[key]}"

    def _around(self, item: Placed) -> bytes:
        """What a finding stands in, as bytes."""
        if item.pair is not None and self._pairs is not None:
            pair = self._pairs.pairs[item.pair]
            name = unit_name(pair.unit) or pair.source.text or pair.target.text
            return f"{name}\x00{pair.form}".encode("utf-8", "surrogatepass")
        start, end = item.detection.start, item.detection.end
        if self._units and item.segments == 1:
            unit, segment = self._units[item.segment], self._view.segments[self._view.segment_at(start)]
            if known := unit_name(unit) or segment.source_text:
                return f"{known}\x00{segment.form}".encode("utf-8", "surrogatepass")
        first, last = self._sentence(start), self._sentence(max(start, end - 1))
        return first if first == last else first + last

    def _sentence(self, offset: int) -> bytes:
        """The digest of the sentence that holds a place of the view."""
        view = self._view
        paragraph = bisect_right(self._first, view.segment_at(offset)) - 1
        after = self._first[paragraph + 1] if paragraph + 1 < len(self._first) else len(view.segments)
        begin, stop = view.bounds(self._first[paragraph])[0], view.bounds(after - 1)[1]
        if paragraph not in self._starts:
            self._starts[paragraph] = sentence_starts(view, begin, stop)
        starts = self._starts[paragraph]
        number = bisect_right(starts, offset)
        start = starts[number - 1]
        if start not in self._digests:
            text = view.text[start : starts[number] if number < len(starts) else stop]
            self._digests[start] = blake2b(
                solid(text).encode("utf-8", "surrogatepass"), digest_size=16
            ).digest()
        return self._digests[start]


def unit_name(unit: Unit) -> str:
    """What names a unit for good; "" where its id holds a number, which may count the units before it.

    An id that is the source itself is told from its likes by the context.
    """
    source = unit.source
    if source is not None and source.text == unit.id:
        return unit.id if unit.context is None else f"{unit.id}\x04{unit.context}"
    return "" if _COUNTED.search(unit.id) else unit.id


def solid(text: str) -> str:
    """A stretch of a view without white space and segment ends."""
    return "".join(text.replace(SEPARATOR, " ").split())
