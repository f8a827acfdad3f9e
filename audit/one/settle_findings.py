"""Turns detections into findings: who steps back, each one's place, the one order."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from audit.analysis.line_index import LineIndex
from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import Check
from audit.model.document import Document
from audit.model.finding import Detection, Finding
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.span import Span
from audit.model.unchecked import Unchecked
from audit.model.unlisted import Unlisted
from audit.readers.formats import write
from audit.readers.notation import UnwritableError

LONGEST_OBJECT = 60  # code points of code that a message quotes
MOST_OF_A_CHECK = 300  # findings of one check in one document that are listed, and as many doubtful ones
OF_TERMS = frozenset({Category.UNTRANSLATED, Category.INCONSISTENT_TERM})  # a term answers them outright


class Settled(NamedTuple):
    """The findings of a document, sorted by place and id, how many more there are, and a note on each check
    that was cut short."""

    findings: tuple[Finding, ...]
    unlisted: tuple[Unlisted, ...] = ()
    notes: tuple[Unchecked, ...] = ()


def settle_findings(
    document: Document, view: TextView, indexes: Sequence[int], detected: Iterable[tuple[Check, Detection]]
) -> Settled:
    """The findings of one document.

    `indexes[i]` is the document's index of the view's segment i. A detection is dropped when it reaches
    across segments (unless it is made of whole ones), lies in a role its check does not look at, is listed by
    the user as right, repeats an earlier one of its check, or overlaps one that its check yields to or that
    swallows others.
    """
    placed = []
    for check, detection in detected:
        index = view.segment_at(detection.start)
        start, end = view.bounds(index)
        whole = detection.start == start and detection.end == view.bounds_at(detection.end)[1]
        if (
            (detection.end <= end or whole)
            and view.segments[index].role in check.roles
            and not listed(view, check, detection)
        ):
            placed.append((check, detection, index, start))
    kept = step_back(placed)
    if not kept:
        return Settled(())
    kept, unlisted, notes = capped(kept)
    lines = LineIndex(document.text)
    fingerprints = Fingerprints(view)
    findings = []
    for check, detection, index, base in kept:
        segment = view.segments[index]
        start, end = detection.start - base, detection.end - base
        last = view.segment_at(detection.end)
        place = file_place(view, index, last, detection)
        found = view.text[detection.start : detection.end].replace(SEPARATOR, "\n")
        line, column = lines.place(place.start)
        findings.append(
            Finding(
                check=check.id,
                category=check.category,
                severity=detection.severity or check.severity,
                confidence=detection.confidence or check.confidence,
                start=place.start,
                end=place.end,
                line=line,
                column=column,
                text=found,
                message=check.message.format_map(shown_values(document, view, detection)),
                segment=indexes[index],
                segment_start=start,
                segment_end=min(end, len(segment.text)),
                role=segment.role,
                fix=fix_in_file(document, view, detection.fix),
                fingerprint=fingerprints.of(check.id, detection.start, detection.end, found),
                segments=last - index + 1,
                reasons=detection.reasons,
            )
        )
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.check))
    return Settled(tuple(findings), unlisted, notes)


def file_place(view: TextView, first: int, last: int, detection: Detection) -> Span:
    """Where a detection in the segments `first` to `last` of the view stands in the file."""
    begin = detection.start - view.bounds(first)[0]
    if first == last:
        return view.segments[first].map.to_file(begin, detection.end - view.bounds(first)[0])
    start = view.segments[first].map.to_file(begin, len(view.segments[first].text)).start
    return Span(start, view.segments[last].map.to_file(0, detection.end - view.bounds(last)[0]).end)


def listed(view: TextView, check: Check, detection: Detection) -> bool:
    """True when the user listed the place as right: a leftover or a name all of whose words are terms, or
    anything else inside a longer term ("Duran Duran" explains the doubled word)."""
    if not view.term_places:
        return False
    if check.category in OF_TERMS and view.is_listed(detection.start, detection.end):
        return True
    return view.term_places.hold(detection.start, detection.end)


Placed = tuple[Check, Detection, int, int]


def step_back(placed: list[Placed]) -> list[Placed]:
    """One cause, one finding: leaves out what overlaps a detection of a check it yields to, and doubles.

    What is shown by default does not step back from what is not.
    """
    placed.sort(key=lambda item: (item[1].start, item[1].end, item[0].id))
    by_check: dict[str, list[Detection]] = {}
    shown: dict[str, list[Detection]] = {}
    for check, detection, _, _ in placed:
        by_check.setdefault(check.id, []).append(detection)
        if not _doubtful(check, detection):
            shown.setdefault(check.id, []).append(detection)
    swallowed = [item[1] for item in placed if item[0].swallows]
    kept = []
    last: dict[str, tuple[int, int]] = {}
    for item in placed:
        check, detection = item[0], item[1]
        if last.get(check.id) == (detection.start, detection.end):
            continue
        before = by_check if _doubtful(check, detection) else shown
        if any(overlapped(detection, before.get(other, ())) for other in check.yields_to):
            continue
        if swallowed and not check.swallows and overlapped(detection, swallowed):
            continue
        last[check.id] = (detection.start, detection.end)
        kept.append(item)
    return kept


def _doubtful(check: Check, detection: Detection) -> bool:
    return (detection.confidence or check.confidence) is Confidence.POSSIBLE


def capped(placed: list[Placed]) -> tuple[list[Placed], tuple[Unlisted, ...], tuple[Unchecked, ...]]:
    """The gravest MOST_OF_A_CHECK detections of every check, the first of these, and what is said of the rest.

    Doubtful detections have a list of their own, so that they never stand in the way of the others.
    """
    by_check: dict[tuple[str, bool], list[Placed]] = {}
    for item in placed:
        by_check.setdefault((item[0].id, _doubtful(item[0], item[1])), []).append(item)
    if all(len(items) <= MOST_OF_A_CHECK for items in by_check.values()):
        return placed, (), ()
    dropped: set[int] = set()
    counts: Counter[tuple[str, Severity]] = Counter()
    notes = []
    for (check, doubtful), items in sorted(by_check.items()):
        if len(items) <= MOST_OF_A_CHECK:
            continue
        items.sort(key=lambda item: -_severity(item).rank)  # stable: by place among equals
        for item in items[MOST_OF_A_CHECK:]:
            dropped.add(id(item))
            if not doubtful:
                counts[check, _severity(item)] += 1
        kind, end = ("doubtful ", "") if doubtful else ("", "; all of them count in the score")
        why = f"{MOST_OF_A_CHECK:,} of {len(items):,} {kind}findings in this document are listed{end}"
        notes.append(Unchecked(f"check {check}", why))
    checks = {item[0].id: item[0] for item in placed}
    unlisted = tuple(
        Unlisted(check, checks[check].category, severity, count)
        for (check, severity), count in sorted(counts.items())
    )
    return [item for item in placed if id(item) not in dropped], unlisted, tuple(notes)


def _severity(item: Placed) -> Severity:
    return item[1].severity or item[0].severity


def shown_values(document: Document, view: TextView, detection: Detection) -> dict[str, str]:
    """What a message says: code and other objects as the file has them, where it quotes the finding."""
    if not any(INLINE_OBJECT in value for value in detection.values.values()):
        return detection.values
    found = view.text[detection.start : detection.end]
    shown = {}
    for name, value in detection.values.items():
        as_found = value == found and SEPARATOR not in found
        text = written(document, view, detection.start, detection.end) if as_found else value
        shown[name] = text.replace(INLINE_OBJECT, "…")
    return shown


def written(document: Document, view: TextView, start: int, end: int) -> str:
    """A stretch of one segment with its objects as the file has them; long ones are cut."""
    index = view.segment_at(start)
    base = view.bounds(index)[0]
    parts = []
    for place in range(start, end):
        char = view.text[place]
        if char == INLINE_OBJECT:
            at = view.segments[index].map.to_file(place - base, place - base + 1)
            code = " ".join(document.text[at.start : at.end].split())
            char = code if len(code) <= LONGEST_OBJECT else "…"
        parts.append(char)
    return "".join(parts)


def overlapped(detection: Detection, others: Sequence[Detection]) -> bool:
    """True when one of `others` (sorted by start) shares a code point with `detection`."""
    # Detections of one check seldom overlap each other, so looking a little to the left is enough.
    position = bisect_right(others, detection.end, key=lambda other: other.start)
    return any(
        other.start < max(detection.end, detection.start + 1)
        and detection.start < max(other.end, other.start + 1)
        for other in others[max(0, position - 8) : position]
    )


def fix_in_file(document: Document, view: TextView, fix: Fix | None) -> Fix | None:
    """The fix with its edits in file offsets and in the file's notation.

    None when an edit would have to delete markup, or cannot be written in the file's encoding, or when the
    file does not come back from its text: the finding stands, only the repair is not offered.
    """
    if fix is None or not document.exact:
        return None
    edits = []
    for edit in fix.edits:
        index = view.segment_at(edit.start)
        base, _ = view.bounds(index)
        segment = view.segments[index]
        start, end = edit.start - base, edit.end - base
        if not segment.map.unbroken(start, end):
            return None
        place = segment.map.to_file(start, end)
        if holds_markup(segment, start, end, document.text[place.start : place.end]):
            return None
        try:
            replacement = write(edit.replacement, segment.notation, document.encoding)
        except UnwritableError:
            return None
        edits.append(Edit(place.start, place.end, replacement))
    # What may be code is not repaired unasked.
    return Fix(tuple(sorted(edits)), fix.safety if document.understood else Safety.SUGGESTED)


def holds_markup(segment: Segment, start: int, end: int, stretch: str) -> bool:
    """True when the file stretch of a text stretch holds a tag or an object that an edit would delete."""
    text = segment.text[start:end]
    return INLINE_OBJECT in text or (
        segment.notation != Notation.PLAIN and "<" in stretch and "<" not in text
    )


class Fingerprints:
    """Names findings by content alone: moving or re-wrapping a sentence keeps them, editing it does not.

    16 hex digits over check, found words and the sentences in which the finding begins and ends; what lies
    between them is found words. White space counts nowhere: where lines break is no content. A sentence is
    hashed once, however many findings stand in it: a line of a megabyte may hold thousands.
    """

    def __init__(self, view: TextView) -> None:
        self._view = view
        # Segments that begin a paragraph; the others go on from the one before.
        self._first = [number for number, item in enumerate(view.segments) if not (number and item.follows)]
        self._starts: dict[int, list[int]] = {}  # by paragraph
        self._digests: dict[int, bytes] = {}  # by the sentence's start
        self._seen: Counter[str] = Counter()

    def of(self, check: str, start: int, end: int, found: str) -> str:
        """The name of the next finding, at `[start, end)` of the view; the n-th of the same words in the same
        sentence gets a number."""
        first, last = self._sentence(start), self._sentence(max(start, end - 1))
        digest = blake2b(first if first == last else first + last, digest_size=8)
        digest.update(f"\x00{check}\x00{solid(found)}".encode("utf-8", "surrogatepass"))
        key = digest.hexdigest()
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}-{self._seen[key]}"

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
