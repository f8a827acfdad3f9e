"""Turns detections into findings: who steps back, each one's place, the one order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

import msgspec

from audit.analysis.line_index import LineIndex, line_index
from audit.analysis.page_view import PageView
from audit.analysis.pair_view import PairView
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.carrier import Carrier
from audit.model.check import Check
from audit.model.document import Document
from audit.model.finding import Detection, Finding
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.place import Place
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span
from audit.model.unchecked import Unchecked
from audit.model.unlisted import Unlisted
from audit.one.fingerprints import Fingerprints
from audit.one.join_evidence import joined
from audit.one.placed import Placed, placed_in_pair, placed_in_text, said_by_source
from audit.one.step_back import capped, most_listed, step_back
from audit.repair.fix_in_file import fix_in_file

LONGEST_OBJECT = 60  # code points of code that a message quotes


class Settled(NamedTuple):
    """The findings of a document, sorted by place and id, how many more there are, and a note on each check
    that was cut short. `causes` tells, by fingerprint, which are one error that comes again and again."""

    findings: tuple[Finding, ...]
    unlisted: tuple[Unlisted, ...] = ()
    notes: tuple[Unchecked, ...] = ()
    causes: Mapping[str, str] = {}


def settle_findings(
    document: Document,
    view: TextView,
    pairs: PairView | None,
    indexes: Sequence[int],
    in_text: Iterable[tuple[Check, Detection]],
    in_pairs: Iterable[tuple[Check, Detection]] = (),
) -> Settled:
    """The findings of one document, out of what its views show.

    `indexes[i]` is the document's index of the view's segment i. A detection is dropped when it has no place
    (`audit.one.placed`), repeats an earlier one of its check, or overlaps one that its check yields to or that
    swallows others.
    """
    found = [placed_in_text(view, indexes, check, detection) for check, detection in in_text]
    if pairs is not None:
        found = [item for item in found if item is not None and not said_by_source(document, item)]
    if pairs is not None:
        found += [placed_in_pair(document, pairs, check, detection) for check, detection in in_pairs]
    kept = step_back(joined([item for item in found if item is not None], pairs))
    if not kept:
        return Settled(())
    kept, unlisted, notes = capped(kept, most_listed(len(document.units)))
    lines = line_index(document)
    fingerprints = Fingerprints(view, pairs, document)
    findings = []
    causes: dict[str, str] = {}
    as_written = file_carrier(document)
    for item in kept:
        detection, check = item.detection, item.check
        in_view = view if item.pair is None or pairs is None else pairs
        line, column = lines.place(item.place.start)
        values = detection.values if item.pair is not None else shown_values(document, view, detection)
        if isinstance(pairs, PageView) and item.pair is not None:
            values = {name: value.replace(INLINE_OBJECT, "…") for name, value in values.items()}
        finding = Finding(
            check=check.id,
            category=check.category,
            severity=item.severity,
            confidence=detection.confidence or check.confidence,
            start=item.place.start,
            end=item.place.end,
            line=line,
            column=column,
            text=item.found,
            message=check.message.format_map(values),
            values=values,
            segment=item.segment,
            segment_start=item.start,
            segment_end=item.end,
            role=item.role,
            fix=fix_in_file(
                document, in_view.carrier_at if detection.place is None else as_written, detection.fix
            ),
            fingerprint=fingerprints.of(item),
            segments=item.segments,
            reasons=detection.reasons,
            other=placed(detection.other, lines),
            **beside(document, pairs, item),
        )
        findings.append(finding)
        if detection.cause is not None:
            causes[finding.fingerprint] = f"{check.id}\x00{detection.cause}"
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.check))
    return Settled(tuple(findings), unlisted, notes, causes)


def file_carrier(document: Document) -> Callable[[int], Carrier]:
    """What carries a repair that counts in the file: nothing is written otherwise there than the check says."""

    def carrier(_: int) -> Carrier:
        text = document.text
        return Carrier(0, text, OffsetMap.verbatim(0, len(text)), Notation.PLAIN)

    return carrier


def placed(other: Place | None, lines: LineIndex) -> Place | None:
    """A place with its line: in another file it has one already."""
    if other is None or other.path is not None:
        return other
    line, column = lines.place(other.start)
    return msgspec.structs.replace(other, line=line, column=column)


class Beside(TypedDict, total=False):
    """What a finding in a unit says of it: see `Finding`."""

    unit: str | None
    form: int
    source: Span | None
    source_path: str | None


def beside(document: Document, pairs: PairView | None, item: Placed) -> Beside:
    """Nothing for a finding in prose."""
    if item.pair is None or pairs is None:
        segment = document.segments[item.segment]
        return Beside(unit=segment.id, form=segment.form) if segment.id is not None else Beside()
    pair = pairs.pairs[item.pair]
    source = item.detection.source
    if source is not None:
        base = pairs.source_starts[item.pair]
        source = pair.source.map.to_file(source.start - base, source.end - base)
    unit = None if isinstance(pairs, PageView) else pair.unit.id
    return Beside(unit=unit, form=pair.form, source=source, source_path=pair.source.path)


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
