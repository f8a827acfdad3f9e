"""The table of findings as CSV, row by row: the same columns as `findings.csv` of `audit report`."""

import csv
import io
from typing import Any

from audit.model.result import Outcome, Unreadable
from audit.report.diagnostics import UNCHECKED, diagnostics, path_of
from audit.report.tables import FINDING_COLUMNS, disarmed, finding_rows
from audit.report.tally import Tally


class CsvReport:
    """RFC 4180. What went unchecked stands in rows of its own, with `unchecked` for the check."""

    def __init__(self, possible: bool) -> None:
        self.possible = possible

    def begin(self) -> str:
        return written([dict(zip(FINDING_COLUMNS, FINDING_COLUMNS, strict=True))])

    def add(self, outcome: Outcome) -> str:
        rows = [] if isinstance(outcome, Unreadable) else finding_rows(outcome, self.possible)
        rows += [
            {"path": path_of(outcome), "check": UNCHECKED, "message": item.message}
            for item in diagnostics(outcome, self.possible)
            if item.finding is None
        ]
        return written(rows)

    def end(self, tally: Tally) -> str:
        return ""


def written(rows: list[dict[str, Any]]) -> str:
    """Rows as text; nothing in them is a formula to a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, FINDING_COLUMNS, restval="", lineterminator="\r\n")
    writer.writerows({name: disarmed(value) for name, value in row.items()} for row in rows)
    return stream.getvalue()
