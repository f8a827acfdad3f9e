"""The formats of reviewdog: rdjson (one object) and rdjsonl (an object a line), with suggestions."""

from itertools import accumulate
from typing import Any

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.result import Outcome, Result, Unreadable
from audit.report.json_report import encoded
from audit.report.services.diagnostics import Diagnostic, Level, Places, diagnostics, path_of
from audit.report.services.service_path import service_path
from audit.report.tally import Tally

SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}
STRIDE = 1024  # code points
SOURCE = {"name": "translation-audit"}


class RdjsonReport:
    """One object with all diagnostics."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top
        self.first = True

    def begin(self) -> str:
        return f'{{\n  "source": {encoded(SOURCE)},\n  "diagnostics": ['

    def add(self, outcome: Outcome) -> str:
        out = []
        for record in diagnostic_records(outcome, self.possible, self.top):
            out.append(("\n    " if self.first else ",\n    ") + encoded(record, 4))
            self.first = False
        return "".join(out)

    def end(self, tally: Tally) -> str:
        return ("]" if self.first else "\n  ]") + "\n}\n"


class RdjsonlReport:
    """One diagnostic a line."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        records = diagnostic_records(outcome, self.possible, self.top)
        return "".join(encoded({**record, "source": SOURCE}) + "\n" for record in records)

    def end(self, tally: Tally) -> str:
        return ""


def diagnostic_records(outcome: Outcome, possible: bool, top: str) -> list[dict[str, Any]]:
    """The diagnostics of one document."""
    path = service_path(path_of(outcome), top)
    items = list(diagnostics(outcome, possible))
    # An archive has no lines to speak of.
    packed = isinstance(outcome, Result) and outcome.document.archive is not None
    if isinstance(outcome, Unreadable) or packed or not any(item.finding for item in items):
        return [diagnostic_record(item, path) for item in items]
    bytes_of = ByteColumns(outcome.document)
    return [diagnostic_record(item, path, outcome, bytes_of) for item in items]


def diagnostic_record(
    item: Diagnostic, path: str, result: Result | None = None, columns: "ByteColumns | None" = None
) -> dict[str, Any]:
    """One diagnostic; without a place it stands for the whole file."""
    location: dict[str, Any] = {"path": path}
    record: dict[str, Any] = {
        "message": item.message,
        "location": location,
        "severity": SEVERITY[item.level],
        "code": {"value": item.check},
    }
    if result is None or columns is None or item.finding is None or item.region is None:
        return record
    location["range"] = columns.range(item.finding.start, item.finding.end)
    if suggestion := suggestion_record(item.finding, result.document, columns):
        record["suggestions"] = [suggestion]
    return record


def suggestion_record(finding: Finding, document: Document, columns: "ByteColumns") -> dict[str, Any] | None:
    """A fix as one replacement: reviewdog takes the edits of a suggestion for alternatives."""
    if finding.fix is None or not finding.fix.edits:
        return None
    edits = finding.fix.edits
    text, place = "", edits[0].start
    for edit in edits:
        text += document.text[place : edit.start] + edit.replacement
        place = edit.end
    return {"range": columns.range(edits[0].start, edits[-1].end), "text": text}


class ByteColumns:
    """reviewdog counts columns in bytes of UTF-8, from 1."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.places = Places(document.text)
        # Bytes before every STRIDE-th code point: a line of a megabyte may hold thousands of findings.
        sizes = (
            len(self.text[start : start + STRIDE].encode("utf-8", "surrogatepass"))
            for start in range(0, len(self.text), STRIDE)
        )
        self.marks = [0, *accumulate(sizes)]

    def range(self, start: int, end: int) -> dict[str, Any]:
        """The stretch `[start, end)` in code points of the file."""
        region = self.places.region(start, end)
        return {
            "start": {"line": region.start_line, "column": self.column(start, region.start_column)},
            "end": {"line": region.end_line, "column": self.column(end, region.end_column)},
        }

    def column(self, offset: int, column: int) -> int:
        """The byte column of an offset that stands in this column of code points."""
        return 1 + self.size(offset) - self.size(offset - column + 1)

    def size(self, offset: int) -> int:
        """Bytes of everything before an offset."""
        mark = offset // STRIDE
        rest = self.text[mark * STRIDE : offset]
        return self.marks[mark] + len(rest.encode("utf-8", "surrogatepass"))
