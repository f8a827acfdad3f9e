"""A table of texts in, tables of segments and findings out: the unit of batch work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from audit.measures.totals import Totals
from audit.model.check import Check
from audit.model.errors import UsageError
from audit.model.extras import REPORT
from audit.model.settings import Settings
from audit.one.around import Around
from audit.one.audit_document import audit_document
from audit.one.choices import Choices
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.report.tables.rows import HEADS, model_column
from audit.report.tally import shown_with_costs
from audit.run.across.alternatives import DOCUMENT, SEGMENT, SYSTEM, hold_alternatives, named_in
from audit.run.across.said_units import digests_of, is_compared
from audit.run.audit_record import Preparations
from audit.run.frame_rows import FINDING_COLUMNS, ORDERED, SEGMENT_COLUMNS, finding_row, row_record
from audit.run.frame_workers import Block, audited_blocks

if TYPE_CHECKING:
    from pandas import DataFrame


REQUIRED = ("id", "target")
OPTIONAL = (
    "source", "reference", "target_lang", "source_lang", "family", "max_length", "context", "key", "state",
)  # fmt: skip
TOGETHER = 512  # rows that are looked at together
Row = TypeVar("Row")


def audit_frame(
    given: Sequence[Check] | None, around: Around, chosen: Settings, frame: "DataFrame", jobs: int
) -> "tuple[DataFrame, DataFrame]":
    """See `Auditor.check_frame`. Raises UsageError when a required column is missing."""
    REPORT.require("a table needs")
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

    def blocks() -> Iterator[Block]:
        for some in taken(frame.to_dict("records"), TOGETHER):
            records = [row_record(row) for row in some]
            for row, record in zip(some, records, strict=True):
                if record.unit is not None:
                    translated = record.target_lang, record.source_lang, named_in(row, SYSTEM)
                    units.setdefault(translated, []).append((row["id"], segment_of(row), record.unit))
            yield [row["id"] for row in some], records

    for done in audited_blocks(given, around, chosen, blocks(), jobs):
        segments += done.segments
        findings += done.findings
        for measures in done.measures:
            totals.add(measures)
    made = Preparations(given, around)
    for (target, source, _), rows in units.items():
        if not hold_alternatives(said_in(rows)):
            findings += across(made, chosen, target, source, [(name, unit) for name, _, unit in rows])
    columns = SEGMENT_COLUMNS | {model_column(choice.kind): "float64" for choice in chosen.models}
    if any(choice.head is not None for choice in chosen.models):
        columns |= {f"head_{name}": "float64" for name in HEADS}
    own: dict[str, Any] = {"id": frame["id"].dtype}
    for name, values in ORDERED.items():
        own[name] = pd.CategoricalDtype([str(value) for value in values], ordered=True)

    def typed(rows: list[dict[str, Any]], types: Mapping[str, str]) -> "DataFrame":
        table = pd.DataFrame(rows, columns=list(types))
        return table.astype({name: own.get(name, kind) for name, kind in types.items()})

    table = typed(segments, columns)
    table.index = frame.index
    table.attrs["measures"] = [msgspec.to_builtins(total) for total in totals.figures()]
    return table, typed(findings, FINDING_COLUMNS)


def taken(rows: Sequence[Row], count: int) -> Iterator[Sequence[Row]]:
    """Some rows after the others."""
    for start in range(0, len(rows), count):
        yield rows[start : start + count]


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
    return [
        finding_row(names[finding.segment], result, finding, cost)
        for finding, cost in shown_with_costs(result, True)
    ]


def forms_of(unit: UnitRow) -> Sequence[str]:
    """The texts of a unit's targets."""
    return (unit.target,) if isinstance(unit.target, str) else (unit.target or ("",))
