"""The rows of tables that go in and come out: a text as a document, a result as rows."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

import msgspec

from audit.measures.catalogue import MEASURES
from audit.measures.totals import as_segment
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.fix import Edit, Fix
from audit.model.measured import Measured
from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.model.score import Verdict
from audit.model.settings import Settings
from audit.model.side import Side
from audit.report.cause_key import cause_key
from audit.report.tables.rows import model_column, repair_cells, told
from audit.report.tally import shown_with_costs
from audit.report.wording import evidence_sentences
from audit.run.audit_record import Preparations, Record, audit_together
from audit.run.unit_row import one_text, present, unit_row

SEGMENT_COLUMNS = {
    "id": "object", "target_language": "object", "source_language": "object", "words": "int64",
    "score": "float64", "raw": "float64", "verdict": "object", "penalty": "float64", "estimate": "float64",
    "findings": "int64", "suppressed": "int64", "unchecked": "object", "notes": "object",
    **dict.fromkeys(MEASURES, "float64"),
}  # fmt: skip
FINDING_COLUMNS = {
    "id": "object", "check": "object", "category": "object", "severity": "object", "confidence": "object",
    "penalty": "float64",
    "start": "int64", "end": "int64", "form": "int64",
    "source_start": "Int64", "source_end": "Int64", "line": "int64", "column": "int64",
    "text": "object", "message": "object",
    "role": "object", "service": "object", "repair": "object", "replacement": "object", "safety": "object",
    "fix": "object", "fingerprint": "object", "cause": "object",
    "evidence": "object", "repeats": "int64", "repeat_of": "object",
}  # fmt: skip

COMPUTED = frozenset(
    {
        "id",
        "fix",
        "cause",
        "evidence",
        "start",
        "end",
        "source_start",
        "source_end",
        "penalty",
        "service",
        "repair",
        "replacement",
        "safety",
    }
)

# Of a text that could not be audited at all.
NOTHING = {"words": 0, "score": None, "raw": None, "penalty": None, "findings": 0, "suppressed": 0}


# Columns of few values, least first: what they sort and compare by.
ORDERED: Mapping[str, Sequence[str]] = {
    "severity": tuple(Severity),
    "confidence": (Confidence.POSSIBLE, Confidence.LIKELY, Confidence.CERTAIN),
    "verdict": (Verdict.FAIL, Verdict.UNDECIDED, Verdict.PASS),
}


class Rows(NamedTuple):
    """What came of some texts: their rows, those of their findings, and their figures beside references."""

    segments: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    measures: list[tuple[Measured, ...]]


def audited_rows(
    made: Preparations, chosen: Settings, names: Sequence[Any], records: Sequence[Record]
) -> Rows:
    """Texts that are audited together; `names` are their ids as the table has them."""
    done = Rows([], [], [])
    for name, result in zip(names, audit_together(made, records, lambda _: chosen), strict=True):
        done.segments.append(segment_row(name, result))
        if isinstance(result, Result):
            done.measures.append(result.measures)
            done.findings.extend(finding_rows(name, result))
    return done


def finding_rows(name: Any, result: Result) -> list[dict[str, Any]]:
    """The rows of a text's findings, doubtful ones among them."""
    return [finding_row(name, result, finding, cost) for finding, cost in shown_with_costs(result, True)]


def segment_row(name: Any, result: Outcome) -> dict[str, Any]:
    """The row of a text."""
    if isinstance(result, Unreadable):
        return {"id": name, **NOTHING, "unchecked": result.why}
    score, scored = result.score, bool(result.checks_run)
    return {
        "id": name,
        "target_language": result.target_language.tag,
        "source_language": result.source_language.tag,
        "words": score.words,
        "score": score.value if scored else None,
        "raw": score.raw if scored else None,
        "verdict": str(score.verdict) if scored else None,
        "penalty": score.penalty if scored else None,
        "estimate": score.estimate if scored else None,
        "findings": len(result.findings),
        "suppressed": len(result.suppressed),
        "unchecked": told(result, fatal=True),
        "notes": told(result, fatal=False),
        **{one.id: as_segment(one) for one in result.measures},
        **{model_column(model.kind): model.figure for model in result.models},
        **{
            f"head_{name}": max(values.values(), default=None)
            for model in result.models
            for name, values in model.heads_by_segment().items()
        },
    }


class Languages(TypedDict):
    """What a row says of its languages."""

    target_lang: str | None
    source_lang: str | None


def row_record(row: Mapping[Any, Any]) -> Record:
    """A row as a document: one with a source is a unit, any other a text."""
    name = str(row["id"])
    target, source = present(row.get("target")), present(row.get("source"))
    languages = Languages(
        target_lang=one_text(row.get("target_lang")), source_lang=one_text(row.get("source_lang"))
    )
    if target is None:
        return Record(name, "", fault="target holds no text", **languages)
    reference = one_text(row.get("reference"))
    if source is None and isinstance(target, str):
        return Record(name, "", text=target, reference=reference, **languages)
    try:
        unit = unit_row(row, name)
    except ValueError as error:
        return Record(name, "", fault=str(error), **languages)
    return Record(name, "", unit=unit, **languages)


def finding_row(name: Any, result: Result, finding: Finding, cost: float) -> dict[str, Any]:
    """The row of a finding; offsets count the code points of the text, or of the form, that the table holds."""
    base = 0
    document = result.document
    if document.units:
        side = targets_of(document)[finding.segment]
        base = side.map.to_file(0, 0).start
    source = finding.source
    return {
        "id": name,
        **{column: plain(getattr(finding, column)) for column in FINDING_COLUMNS if column not in COMPUTED},
        "start": finding.start - base,
        "end": finding.end - base,
        "source_start": None if source is None else source.start,
        "source_end": None if source is None else source.end,
        "fix": msgspec.json.encode(fix_from(finding.fix, base)).decode() if finding.fix else None,
        # Cells come from no outlet: one cause is one cause in all of them, whoever cut the frame.
        "cause": cause_key(result, finding, "").id,
        "evidence": "; ".join(evidence_sentences(finding.reasons)) or None,
        "penalty": cost,
        **repair_cells(result, finding),
    }


def targets_of(document: Document) -> list[Side]:
    """The side that each segment shows."""
    return [side for unit in document.units for side in unit.targets]


def fix_from(fix: Fix, base: int) -> Fix:
    """A repair whose edits count from `base`."""
    return Fix(
        tuple(Edit(edit.start - base, edit.end - base, edit.replacement) for edit in fix.edits), fix.safety
    )


def plain(value: Any) -> Any:
    """Enumeration members as plain strings, so that a table holds no types of ours."""
    return str(value) if isinstance(value, str) else value
