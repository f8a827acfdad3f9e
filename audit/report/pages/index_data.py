"""The rows behind the index, as scripts: a page opened from disk may load those, and nothing else.

Each file is one call, `audit.add("documents", FIRST, [[…], …]);`, FIRST being the number of its first row.
The order of the cells is that of `DOCUMENT_CELLS` and `FINDING_CELLS` here and of the same names in
`page/index.js`.
"""

from collections.abc import Sequence
from posixpath import dirname
from typing import Any

from audit.model.mqm import Confidence, Severity
from audit.model.score import Verdict
from audit.report.json_report import encoded
from audit.report.wording import clipped

DOCUMENT_CELLS = (
    "path", "page", "outlet", "verdict", "score", "words", *map(str, reversed(Severity)),
    "source", "target", "service", "unchecked", "suppressed", "estimate", "penalty",
)  # fmt: skip
FINDING_CELLS = (
    "document", "line", "column", "check", "severity", "confidence", "text", "message", "replacement", "fingerprint",
    "cause", "unit", "cost",
)  # fmt: skip
LONGEST = 300  # code points of a text, message or reason; the tables of the report hold all of it
VERDICTS = {str(verdict): number for number, verdict in enumerate(Verdict)}
SEVERITIES = {str(severity): severity.rank for severity in Severity}
CONFIDENCES = {str(confidence): number for number, confidence in enumerate(Confidence)}
# JSON that may stand in a script, wherever the script may stand.
ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def document_cells(row: dict[str, Any]) -> list[Any]:
    """A row of the table of documents as the index wants it; -1 is the verdict of what was not checked."""
    path = row["path"]
    return [
        path,
        row.get("page"),
        row.get("outlet") or dirname(path) or ".",
        VERDICTS.get(row.get("verdict") or "", -1),
        row.get("score"),
        row["words"],
        *(row.get(str(severity)) or 0 for severity in reversed(Severity)),
        row.get("source_language"),
        row.get("target_language"),
        row.get("service"),
        short(row.get("unchecked")),
        row.get("suppressed") or 0,
        row.get("estimate"),
        points(row),
    ]


def finding_cells(document: int, row: dict[str, Any]) -> list[Any]:
    """A row of the table of findings; `document` is the number of its document, from 0."""
    return [
        document,
        row["line"],
        row["column"],
        row["check"],
        SEVERITIES[row["severity"]],
        CONFIDENCES[row["confidence"]],
        short(row["text"]),
        short(row["message"]),
        short(row.get("replacement")),
        row["fingerprint"],
        row["cause"],
        short(unit_of(row)),
        points(row),
    ]


def points(row: dict[str, Any]) -> float:
    """The penalty points of a document or a finding, as exactly as an "as if" needs them."""
    return round(row.get("penalty") or 0, 4)


def unit_of(row: dict[str, Any]) -> str | None:
    """The name of an entry of a translation file; numbers count segments, or say as little."""
    segment: str = row["segment"]
    return None if segment.isdigit() else segment


def short(value: str | None) -> str | None:
    """At most `LONGEST` code points."""
    return None if value is None else clipped(value, LONGEST)


def data_script(kind: str, first: int, rows: Sequence[list[Any]]) -> str:
    """One file of rows. `kind` is "documents" or "findings"."""
    lines = ",\n".join(encoded(row).translate(ESCAPES) for row in rows)
    return f'audit.add("{kind}", {first}, [\n{lines}\n]);\n'
