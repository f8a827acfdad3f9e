"""A table of texts in, tables of segments and findings out: the unit of batch work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import msgspec

from audit.measures.catalogue import MEASURES
from audit.measures.totals import Totals, as_segment
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.finding import Finding
from audit.model.fix import Edit, Fix
from audit.model.result import Outcome, Result, Unreadable
from audit.model.settings import Settings
from audit.model.side import Side
from audit.one.audit_document import audit_document
from audit.one.choices import Choices
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.report.cause_key import cause_key
from audit.report.tables.rows import HEADS, model_column, told
from audit.report.wording import evidence_sentences
from audit.run.across.alternatives import DOCUMENT, SEGMENT, SYSTEM, hold_alternatives, named_in
from audit.run.across.said_units import digests_of, is_compared
from audit.run.audit_record import Preparations, Record, audit_together
from audit.run.unit_row import one_text, present, unit_row

if TYPE_CHECKING:
    from pandas import DataFrame


REQUIRED = ("id", "target")
OPTIONAL = (
    "source", "reference", "target_lang", "source_lang", "family", "max_length", "context", "key", "state",
)  # fmt: skip
SEGMENT_COLUMNS = {
    "id": "object", "target_language": "object", "source_language": "object", "words": "int64",
    "score": "float64", "raw": "float64", "verdict": "object", "penalty": "float64", "estimate": "float64",
    "findings": "int64", "suppressed": "int64", "unchecked": "object", "notes": "object",
    **dict.fromkeys(MEASURES, "float64"),
}  # fmt: skip
FINDING_COLUMNS = {
    "id": "object", "check": "object", "category": "object", "severity": "object", "confidence": "object",
    "start": "int64", "end": "int64", "form": "int64",
    "source_start": "Int64", "source_end": "Int64", "line": "int64", "column": "int64",
    "text": "object", "message": "object",
    "role": "object", "fix": "object", "fingerprint": "object", "cause": "object",
    "evidence": "object", "repeats": "int64", "repeat_of": "object",
}  # fmt: skip

TOGETHER = 512  # rows that are looked at together
Row = TypeVar("Row")

COMPUTED = frozenset({"id", "fix", "cause", "evidence", "start", "end", "source_start", "source_end"})

# Of a text that could not be audited at all.
NOTHING = {"words": 0, "score": None, "raw": None, "penalty": None, "findings": 0, "suppressed": 0}


def audit_frame(made: Preparations, chosen: Settings, frame: "DataFrame") -> "tuple[DataFrame, DataFrame]":
    """See `Auditor.check_frame`. Raises UsageError when a required column is missing."""
    import pandas as pd

    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        raise UsageError(
            f"the frame lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"it needs {', '.join(REQUIRED)} and may have {', '.join(OPTIONAL)}"
        )
    twice = sorted(name for name in (*REQUIRED, *OPTIONAL) if list(frame.columns).count(name) > 1)
    if twice:
        raise UsageError(f"two columns of the frame are called {', '.join(twice)}: rename one of them")
    segments: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    totals = Totals()
    units: dict[tuple[str | None, str | None, str], list[tuple[Any, str, UnitRow]]] = {}
    for some in taken(frame.to_dict("records"), TOGETHER):
        records = [row_record(row) for row in some]
        for row, record, result in zip(
            some, records, audit_together(made, records, lambda _: chosen), strict=True
        ):
            if record.unit is not None:
                translated = record.target_lang, record.source_lang, named_in(row, SYSTEM)
                units.setdefault(translated, []).append((row["id"], segment_of(row), record.unit))
            segments.append(segment_row(row["id"], result))
            if isinstance(result, Result):
                totals.add(result.measures)
                findings += [finding_row(row["id"], result, finding) for finding in result.findings]
    for (target, source, _), rows in units.items():
        if not hold_alternatives(said_in(rows)):
            findings += across(made, chosen, target, source, [(name, unit) for name, _, unit in rows])
    columns = SEGMENT_COLUMNS | {model_column(choice.kind): "float64" for choice in chosen.models}
    if any(choice.head is not None for choice in chosen.models):
        columns |= {f"head_{name}": "float64" for name in HEADS}
    table = pd.DataFrame(segments, columns=list(columns)).astype(columns)
    table.attrs["measures"] = [msgspec.to_builtins(total) for total in totals.figures()]
    return (
        table,
        pd.DataFrame(findings, columns=list(FINDING_COLUMNS)).astype(FINDING_COLUMNS),
    )


def taken(rows: Sequence[Row], count: int) -> Iterator[Sequence[Row]]:
    """Some rows after the others."""
    for start in range(0, len(rows), count):
        yield rows[start : start + count]


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


def finding_row(name: Any, result: Result, finding: Finding) -> dict[str, Any]:
    """The row of a finding; offsets count the code points of the text, or of the form, that the table holds."""
    base = 0
    document = result.document
    if document.units:
        side = targets_of(document)[finding.segment]
        base = side.map.to_file(0, 0).start
    source = finding.source
    row = {
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
    }
    return row


def targets_of(document: Document) -> list[Side]:
    """The side that each segment shows."""
    return [side for unit in document.units for side in unit.targets]


def fix_from(fix: Fix, base: int) -> Fix:
    """A repair whose edits count from `base`."""
    return Fix(
        tuple(Edit(edit.start - base, edit.end - base, edit.replacement) for edit in fix.edits), fix.safety
    )


def segment_of(row: Mapping[Any, Any]) -> str:
    """What a frame calls the text that a row translates."""
    segment = named_in(row, SEGMENT) or str(row["id"])
    return f"{named_in(row, DOCUMENT)}\0{segment}"


def said_in(rows: Iterable[tuple[Any, str, UnitRow]]) -> Iterator[tuple[str, bytes, bytes]]:
    """The segment, the source and the translation of rows that are compared."""
    for _, segment, unit in rows:
        if (
            isinstance(unit.source, str)
            and isinstance(unit.target, str)
            and is_compared(unit.source, unit.target)
        ):
            yield segment, *digests_of("", unit.context, unit.source, unit.target)


def across(
    made: Preparations,
    chosen: Settings,
    target: str | None,
    source: str | None,
    rows: list[tuple[Any, UnitRow]],
) -> list[dict[str, Any]]:
    """What checks find that compare the units of a table with each other."""
    if len(rows) < 2:
        return []
    alone = msgspec.structs.replace(chosen, metrics=(), models=())  # that is done row by row
    choices = made.choices(alone, target, source)
    comparing = tuple(check for check in choices.checks if check.across)
    if not comparing:
        return []
    document = unit_document(unit for _, unit in rows)
    result = audit_document(document, Choices(choices.settings, comparing), made.around(chosen))
    names = [name for name, unit in rows for _ in forms_of(unit)]
    return [finding_row(names[finding.segment], result, finding) for finding in result.findings]


def forms_of(unit: UnitRow) -> Sequence[str]:
    """The texts of a unit's targets."""
    return (unit.target,) if isinstance(unit.target, str) else (unit.target or ("",))


def plain(value: Any) -> Any:
    """Enumeration members as plain strings, so that a table holds no types of ours."""
    return str(value) if isinstance(value, str) else value
