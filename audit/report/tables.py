"""The findings and the documents of a run as tables, for spreadsheets and data frames."""

from typing import TYPE_CHECKING, Any

from audit.model.finding import Finding
from audit.model.mqm import Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.report.repair_text import repair_of
from audit.report.tally import shown_with_costs
from audit.report.visible_text import encodable

if TYPE_CHECKING:
    from pandas import DataFrame

DOCUMENT_COLUMNS = (
    "path", "format", "target_language", "source_language", "source_confidence", "words", "score", "interval_low",
    "interval_high", "verdict", "penalty", *map(str, reversed(Severity)), "unchecked", "page",
)  # fmt: skip
FINDING_COLUMNS = (
    "path", "line", "column", "check", "category", "severity", "confidence", "penalty", "text", "message", "role",
    "repair", "replacement", "safety", "start", "end", "fingerprint",
)  # fmt: skip
WHOLE_NUMBERS = frozenset({"words", "line", "column", "start", "end", *map(str, Severity)})
# A cell that begins like this is a formula to a spreadsheet, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Escape sequences have no business in a table; tab and line breaks are quoted by the CSV writer.
CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code not in (9, 10, 13)
}


def document_row(outcome: Outcome, page: str) -> dict[str, Any]:
    """One line of the table of documents; `page` is the document's page in the report folder."""
    if isinstance(outcome, Unreadable):
        return {"path": outcome.path, "words": 0, "unchecked": outcome.why, "page": page}
    score, scored = outcome.score, bool(outcome.checks_run)
    counts = dict.fromkeys(map(str, reversed(Severity)), 0)
    for finding in outcome.shown:
        counts[str(finding.severity)] += 1
    return {
        "path": outcome.document.path,
        "format": outcome.document.format,
        "target_language": outcome.target_language.tag,
        "source_language": outcome.source_language.tag,
        "source_confidence": outcome.source_language.confidence if outcome.source_language.tag else None,
        "words": score.words,
        "score": score.value if scored else None,
        "interval_low": score.interval[0] if scored else None,
        "interval_high": score.interval[1] if scored else None,
        "verdict": str(score.verdict) if scored else None,
        "penalty": score.penalty if scored else None,
        **counts,
        "unchecked": "; ".join(f"{item.what}: {item.why}" for item in outcome.unchecked) or None,
        "page": page,
    }


def finding_rows(result: Result, possible: bool) -> list[dict[str, Any]]:
    """The lines of one document in the table of findings."""
    return [finding_row(result, finding, cost) for finding, cost in shown_with_costs(result, possible)]


def finding_row(result: Result, finding: Finding, cost: float) -> dict[str, Any]:
    """One finding."""
    repair = repair_of(result.document, finding)
    return {
        "path": result.document.path,
        "line": finding.line,
        "column": finding.column,
        "check": finding.check,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "penalty": cost,
        "text": finding.text,
        "message": finding.message,
        "role": str(finding.role),
        "repair": repair.verb if repair else None,
        "replacement": repair.after if repair else None,
        "safety": str(finding.fix.safety) if finding.fix else None,
        "start": finding.start,
        "end": finding.end,
        "fingerprint": finding.fingerprint,
    }


def frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> "DataFrame":
    """A table with exactly these columns, in this order."""
    import pandas as pd

    table = pd.DataFrame(rows, columns=list(columns))
    # Where a value is missing pandas would make 3 a 3.0.
    return table.astype({name: "Int64" for name in columns if name in WHOLE_NUMBERS})


def csv_text(rows: list[dict[str, Any]], columns: tuple[str, ...], head: bool = True) -> str:
    """Rows as CSV (RFC 4180, UTF-8 when written): text that a spreadsheet would run is disarmed with `'`."""
    guarded = [{name: disarmed(value) for name, value in row.items()} for row in rows]
    return str(frame(guarded, columns).to_csv(index=False, header=head, lineterminator="\r\n"))


def disarmed(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = encodable(value)
    if not text.isprintable():
        text = text.translate(CONTROLS)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
