"""Source and target of a translation file as two-sided checks see them: each side in one string, same indices.

The texts are the exact values of the file, not what a reader sees: two spaces are two, a placeholder is itself.
`SEPARATOR` stands between pairs in both strings, as between the segments of a `TextView`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

import msgspec

from audit.analysis.text_view import SEPARATOR, lowered
from audit.language.profile import LanguageProfile
from audit.model.carrier import Carrier
from audit.model.finding import Detection, Reason
from audit.model.fix import Fix
from audit.model.mqm import Confidence, Severity
from audit.model.place import Place
from audit.model.side import Side
from audit.model.span import Span
from audit.model.suspect import Suspect
from audit.model.unit import Family, Unit

T = TypeVar("T")


class Pair(msgspec.Struct, frozen=True, gc=False):
    """One form of one unit: the source and the target that say the same.

    `segment` is the index of the target's segment in its document, `form` the place of the target among those of its
    unit. `family` is that of the unit, or the one that the document's format usually has. `sure` is how sure it is that
    the two belong together (0 to 1): those of a translation file do, sentences of pages are put beside each other.

    One of another document that its own are compared with has a `place`, and stands for as many `times` as it comes
    there; `near`: that document is a row of the same table.
    """

    unit: Unit
    source: Side
    target: Side
    segment: int
    form: int = 0
    family: Family | None = None
    sure: float = 1.0
    place: Place | None = None
    times: int = 1
    near: bool = True


def pairs_with(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[int]:
    """The numbers of the pairs in whose text a pattern is found; each is looked at up to the first place."""
    place, size = 0, len(starts)
    while (match := pattern.search(text, place)) is not None:
        index = bisect_right(starts, match.start()) - 1
        yield index
        if index + 1 >= size:
            return
        place = starts[index + 1]


def pairs_holding(anchors: Iterable[str], text: str, starts: Sequence[int]) -> set[int]:
    """The numbers of the pairs in whose text one of some anchors stands; many times faster than a pattern of them."""
    found: set[int] = set()
    size = len(starts)
    for anchor in anchors:
        place = text.find(anchor)
        while place >= 0:
            index = bisect_right(starts, place) - 1
            found.add(index)
            place = text.find(anchor, starts[index + 1]) if index + 1 < size else -1
    return found


class PairView:
    """All pairs of a document, in its order, with shared analysis.

    Offsets count code points of `text` (the targets) and of `source_text`. `language` is the target language; `source`
    the language of the sources, None when nobody knows it. `terms` are words that the user lists as right, `glossary`
    rows of source term, target term and rule ("required", "forbidden", "keep"). In a view whose pairs lie `apart` each
    is a document of its own: what most of them do is no habit of any.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        language: LanguageProfile,
        source: LanguageProfile | None = None,
        terms: Sequence[str] = (),
        glossary: Sequence[tuple[str, str, str]] = (),
        apart: bool = False,
    ) -> None:
        self.pairs = tuple(pairs)
        self.language = language
        self.source = source
        self.terms = tuple(terms)
        self.glossary = tuple(glossary)
        self.apart = apart
        self.text = SEPARATOR.join([pair.target.text for pair in self.pairs])
        self.source_text = SEPARATOR.join([pair.source.text for pair in self.pairs])
        self.suspects: Sequence[Suspect] = ()  # what models said, when they were asked
        self._remembered: dict[str, Any] = {}

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """The result of an analysis made once per view; other modules of this floor keep theirs here."""
        if name not in self._remembered:
            self._remembered[name] = make()
        found: T = self._remembered[name]
        return found

    def part(self, first: int, stop: int) -> "PairView":
        """The pairs `[first, stop)` as a view of their own."""
        pairs = self.pairs[first:stop]
        return PairView(pairs, self.language, self.source, self.terms, self.glossary, self.apart)

    @cached_property
    def starts(self) -> list[int]:
        """Where each target starts in `text`."""
        return list(accumulate((len(pair.target.text) + 1 for pair in self.pairs), initial=0))[:-1]

    @cached_property
    def source_starts(self) -> list[int]:
        """Where each source starts in `source_text`."""
        return list(accumulate((len(pair.source.text) + 1 for pair in self.pairs), initial=0))[:-1]

    @cached_property
    def lower(self) -> str:
        """`text` in lower case, same length."""
        return lowered(self.text)

    @cached_property
    def source_lower(self) -> str:
        """`source_text` in lower case, same length."""
        return lowered(self.source_text)

    def pair_at(self, offset: int) -> int:
        """Index of the pair whose target holds `offset` of `text`."""
        return bisect_right(self.starts, offset) - 1

    def pair_at_source(self, offset: int) -> int:
        """Index of the pair whose source holds `offset` of `source_text`."""
        return bisect_right(self.source_starts, offset) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of a target in `text`."""
        start = self.starts[index]
        return start, start + len(self.pairs[index].target.text)

    def source_bounds(self, index: int) -> tuple[int, int]:
        """Start and end of a source in `source_text`."""
        start = self.source_starts[index]
        return start, start + len(self.pairs[index].source.text)

    def carrier_at(self, offset: int) -> Carrier:
        """The target that holds `offset`, as what carries it to the file."""
        index = self.pair_at(offset)
        target = self.pairs[index].target
        return Carrier(self.starts[index], target.text, target.map, target.notation)

    def place_of(self, index: int) -> Place:
        """Where a target stands: in another document, or, still without its line, in this one."""
        pair = self.pairs[index]
        if pair.place is not None:
            return pair.place
        span = pair.target.map.to_file(0, len(pair.target.text))
        return Place(None, span.start, span.end)

    def name_of(self, index: int) -> str:
        """What messages call a pair: its unit, and the file that holds it when that is another."""
        pair = self.pairs[index]
        place, name = pair.place, pair.unit.id
        if place is None or place.path is None or pair.near:
            return name
        return place.path if name == pair.source.text or not name else f"{place.path}: {name}"

    def detection(
        self,
        index: int,
        start: int,
        end: int,
        *,
        source: Span | None = None,
        confidence: Confidence | None = None,
        severity: Severity | None = None,
        fix: Fix | None = None,
        reasons: tuple[Reason, ...] = (),
        elsewhere: Place | None = None,
        **values: str,
    ) -> Detection:
        """A fault of pair `index`. Offsets and those of `source` and `fix` count code points of its own sides.

        `elsewhere` is what it does not agree with. `found`, the stretch of the target, is always among the message's
        values.
        """
        begin, stop = self.bounds(index)
        if not 0 <= start <= end <= stop - begin:
            raise ValueError(f"[{start}, {end}) lies outside a target of {stop - begin} code points")
        values.setdefault("found", self.text[begin + start : begin + end])
        if fix is not None:
            fix = Fix(
                tuple(
                    msgspec.structs.replace(edit, start=edit.start + begin, end=edit.end + begin)
                    for edit in fix.edits
                ),
                fix.safety,
            )
        if source is not None:
            shift = self.source_starts[index]
            source = Span(source.start + shift, source.end + shift)
        return Detection(
            begin + start, begin + end, values, confidence, severity, fix, reasons, source, elsewhere
        )
