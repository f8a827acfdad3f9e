"""Names of findings that depend on content, not on place."""

from bisect import bisect_right
from collections import Counter
from hashlib import blake2b

from audit.analysis.pair_view import PairView
from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import SEPARATOR, TextView
from audit.one.placed import Placed


class Fingerprints:
    """Names findings by content alone: moving or re-wrapping a sentence keeps them, editing it does not.

    16 hex digits over check, found words and the sentences in which the finding begins and ends; what lies
    between them is found words. White space counts nowhere: where lines break is no content. A sentence is
    hashed once, however many findings stand in it: a line of a megabyte may hold thousands. In a pair, the unit's id
    and form stand for the sentence: an entry keeps its findings wherever it moves to.
    """

    def __init__(self, view: TextView, pairs: PairView | None = None) -> None:
        self._view = view
        self._pairs = pairs
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
            return f"{pair.unit.id}\x00{pair.form}".encode("utf-8", "surrogatepass")
        start, end = item.detection.start, item.detection.end
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


def solid(text: str) -> str:
    """A stretch of a view without white space and segment ends."""
    return "".join(text.replace(SEPARATOR, " ").split())
