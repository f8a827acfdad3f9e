"""A detection with its place in the document."""

import re
from collections.abc import Sequence

import msgspec

from audit.analysis.page_view import PageView
from audit.analysis.pair_view import PairView
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import Check
from audit.model.document import Document
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.span import Span

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
# How sure it must be that two sentences belong together for what is seen between them to count.
LIKELY_PAIR, CERTAIN_PAIR = 0.6, 0.9
OF_TERMS = frozenset({Category.UNTRANSLATED, Category.INCONSISTENT_TERM})  # a term answers them outright


class Placed(msgspec.Struct, frozen=True, gc=False):
    """What a check saw, and where it stands.

    `segment` is the document's index of its first segment, `[start, end)` the stretch in that segment's text, or in the
    exact value of a target, where a two-sided check saw it; `end` is cut to the segment where it goes on in others, of
    which there are `segments`. `place` is its stretch of the file, `found` what a reader sees of it. `pair` is the index
    in the pair view.
    """

    check: Check
    detection: Detection
    segment: int
    start: int
    end: int
    place: Span
    found: str
    role: Role
    segments: int = 1
    pair: int | None = None

    @property
    def doubtful(self) -> bool:
        return (self.detection.confidence or self.check.confidence) is Confidence.POSSIBLE

    @property
    def severity(self) -> Severity:
        return self.detection.severity or self.check.severity


def placed_in_text(
    view: TextView, indexes: Sequence[int], check: Check, detection: Detection
) -> Placed | None:
    """The place of a detection of the text view, `indexes[i]` being the document's index of the view's segment i.

    None when it reaches across segments (unless it is made of whole ones), lies in a role its check does not look at, or
    is listed by the user as right.
    """
    index = view.segment_at(detection.start)
    start, end = view.bounds(index)
    if detection.place is not None:
        return placed_in_file(view, indexes[index], detection.start - start, check, detection)
    segment = view.segments[index]
    if segment.role not in check.roles:
        return None
    last = index
    if detection.end > end:
        last = view.segment_at(detection.end)
        if detection.start != start or detection.end != view.bounds(last)[1]:
            return None
    if view.term_places and listed(view, check, detection):
        return None
    first, stop = detection.start - start, detection.end - start
    found = view.text[detection.start : detection.end]
    if last == index:
        place = segment.map.to_file(first, stop)
        if found == detection.values.get("found"):
            found = detection.values["found"]  # one string for both
    else:
        place, found = file_place(view, index, last, detection), found.replace(SEPARATOR, "\n")
        stop = min(stop, len(segment.text))
    if segment.side is not None and segment.side.map is not segment.map:
        exact = segment.side.map.text_of(place.start, place.end)
        first, stop = exact.start, exact.end
    return Placed(check, detection, indexes[index], first, stop, place, found, segment.role, last - index + 1)


def placed_in_file(
    view: TextView, segment: int, near: int, check: Check, detection: Detection
) -> Placed | None:
    """A detection in what no segment shows, told of the place `near` in the text of `segment`."""
    place = detection.place
    role = view.segments[view.segment_at(detection.start)].role
    if place is None or role not in check.roles:
        return None
    found = view.file_text[place.start : place.end]
    return Placed(check, detection, segment, near, near, place, found, role)


def said_by_source(document: Document, item: Placed) -> bool:
    """True when the source of the unit holds the very same, or the same marks between other words.

    What the translation took over is no slip of its own. Words that were not translated stand in the source as well:
    that is the fault where they are the whole of the translation; what is kept of the source among other words is
    weighed by the checks that see both sides.
    """
    segment = document.segments[item.segment]
    source = segment.source_text
    found = item.found.strip()
    if not source or not found:
        return False
    if item.check.category is Category.UNTRANSLATED:
        kept = _LETTERS.findall(found.casefold())
        return len(kept) < len(_LETTERS.findall(segment.text)) and set(kept) <= set(
            _LETTERS.findall(source.casefold())
        )
    if found in source:
        return True
    shape = _WORD.sub("x", found)
    marked = item.check.category is Category.PUNCTUATION and not shape.replace("x", "").isspace()
    return marked and shape != "x" and shape in _WORD.sub("x", source)


def placed_in_pair(document: Document, view: PairView, check: Check, detection: Detection) -> Placed | None:
    """The place of a detection of the pair view; None when it is in a role its check does not look at."""
    index = view.pair_at(detection.start)
    pair = view.pairs[index]
    base, stop = view.bounds(index)
    role = document.segments[pair.segment].role
    if role not in check.roles:
        return None
    if detection.end > stop:
        return placed_over_pairs(document, view, check, detection) if isinstance(view, PageView) else None
    start, end = detection.start - base, detection.end - base
    place = pair.target.map.to_file(start, end)
    found = pair.target.text[start:end]
    count = 1
    if isinstance(view, PageView):
        detection = doubted(check, detection, pair.sure)
        shown = document.segments[pair.segment].map.text_of(place.start, place.end)
        start, end = shown.start, shown.end
        count = view.segments_of(index) if "\n" in found else 1
    return Placed(check, detection, pair.segment, start, end, place, found, role, count, index)


def placed_over_pairs(
    document: Document, view: PageView, check: Check, detection: Detection
) -> Placed | None:
    """The place of a detection made of whole sentences of a page, in its order."""
    first, last = view.pair_at(detection.start), view.pair_at(detection.end)
    pairs = view.pairs[first : last + 1]
    whole = detection.start == view.bounds(first)[0] and detection.end == view.bounds(last)[1]
    start, end = pairs[0].target.map.to_file(0, 0).start, pairs[-1].target.map.pieces[-1].file_end
    if not whole or last >= view.whole or end < start:
        return None
    segments = list(dict.fromkeys(pair.segment for pair in pairs))
    shown = document.segments[segments[0]]
    begin = shown.map.text_of(start, start).start
    found = "\n".join(
        " ".join(pair.target.text for pair in pairs if pair.segment == segment) for segment in segments
    )
    role, sure = shown.role, max(pair.sure for pair in pairs)
    doubtful = doubted(check, detection, sure)
    stop = len(shown.text) if len(segments) > 1 else shown.map.text_of(start, end).end
    return Placed(
        check, doubtful, segments[0], begin, stop, Span(start, end), found, role, len(segments), first
    )


def doubted(check: Check, detection: Detection, sure: float) -> Detection:
    """A detection in a pair, no more certain than it is that the two sides belong together."""
    confidence = detection.confidence or check.confidence
    if sure < LIKELY_PAIR:
        confidence = Confidence.POSSIBLE
    elif sure < CERTAIN_PAIR and confidence is Confidence.CERTAIN:
        confidence = Confidence.LIKELY
    return msgspec.structs.replace(detection, confidence=confidence)


def file_place(view: TextView, first: int, last: int, detection: Detection) -> Span:
    """Where a detection in several segments, `first` to `last` of the view, stands in the file."""
    begin = detection.start - view.bounds(first)[0]
    start = view.segments[first].map.to_file(begin, len(view.segments[first].text)).start
    return Span(start, view.segments[last].map.to_file(0, detection.end - view.bounds(last)[0]).end)


def listed(view: TextView, check: Check, detection: Detection) -> bool:
    """True when the user listed the place as right: a leftover or a name all of whose words are terms, or
    anything else inside a longer term ("Duran Duran" explains the doubled word)."""
    if check.category in OF_TERMS and view.is_listed(detection.start, detection.end):
        return True
    return view.term_places.hold(detection.start, detection.end)
