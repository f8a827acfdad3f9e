"""An audited document as an entry of a version."""

from collections.abc import Sequence

from audit.model.document import Document, Flow
from audit.model.finding import Finding
from audit.model.result import Outcome, Result, Unreadable
from audit.report.comparison.version import Entry, Found, Piece
from audit.report.tables.rows import told
from audit.report.tally import shown_with_costs
from audit.run.audit_record import Record

NOTHING_RAN = "no check could be run on it"


def entry_of(key: str, outcome: Outcome, possible: bool, record: Record | None = None) -> Entry:
    """The entry. `record` is the row of the table that it was, if it was one: a text in a cell is one piece."""
    if isinstance(outcome, Unreadable):
        return Entry(key, outcome.path, fault=outcome.why)
    path = outcome.document.path
    unchecked = told(outcome, fatal=True) or ""
    if not outcome.checks_run:
        return Entry(key, path, fault=unchecked or NOTHING_RAN)
    whole = record is not None and record.unit is None and record.format in (None, "text")
    if whole and record is not None:
        pieces: tuple[Piece, ...] = (Piece(record.text or "", "", "", record.source, record.reference),)
    else:
        pieces = pieces_of(outcome.document)
    found = tuple(found_of(finding, cost, whole) for finding, cost in shown_with_costs(outcome, possible))
    score = outcome.score
    return Entry(
        key,
        path,
        score.words,
        float(score.penalty),
        score.value,
        outcome.target_language.tag,
        score.estimate,
        pieces,
        found,
        outcome.more,
        unchecked,
        "",
        outcome.measures,
    )


def pieces_of(document: Document) -> tuple[Piece, ...]:
    """The segments of a document, with what stands beside them."""
    named = document.flow is Flow.UNITS
    references: Sequence[str | None] = [unit.reference for unit in document.units for _ in unit.targets]
    if len(references) != len(document.segments):
        references = [None] * len(document.segments)
    return tuple(
        Piece(
            segment.value,
            (segment.id or "") if named else "",
            str(segment.role),
            segment.source_text,
            segment.reference_text or reference,
        )
        for segment, reference in zip(document.segments, references, strict=True)
    )


def found_of(finding: Finding, cost: float, whole: bool) -> Found:
    """A finding; `whole`: its document is one piece, in which places count as in the document."""
    return Found(
        finding.fingerprint,
        finding.check,
        str(finding.severity),
        str(finding.confidence),
        float(cost),
        finding.line,
        finding.column,
        finding.text,
        finding.message,
        0 if whole else finding.segment,
        finding.start if whole else finding.segment_start,
        finding.end if whole else finding.segment_end,
    )


def signature_of(outcome: Outcome) -> str | None:
    """What the outcome was got with; None for what was not audited."""
    return outcome.score.signature if isinstance(outcome, Result) and outcome.checks_run else None
