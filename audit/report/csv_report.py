"""The table of findings as CSV, row by row: the same columns as `findings.csv` of `audit report`."""

from typing import Any

from audit.model.result import Outcome, Unreadable
from audit.report.diagnostics import UNCHECKED, diagnostics, path_of
from audit.report.tables import FINDING_COLUMNS, cells, csv_head, csv_lines, finding_rows
from audit.report.tally import Tally


class CsvReport:
    """RFC 4180. What went unchecked stands in rows of its own, with `unchecked` for the check."""

    def __init__(self, possible: bool) -> None:
        self.possible = possible

    def begin(self) -> str:
        return csv_head(FINDING_COLUMNS)

    def add(self, outcome: Outcome) -> str:
        rows: list[dict[str, Any]] = []
        if not isinstance(outcome, Unreadable):
            rows = finding_rows(outcome, self.possible)
        rows += [
            {"path": path_of(outcome), "check": UNCHECKED, "message": item.message}
            for item in diagnostics(outcome, self.possible)
            if item.finding is None
        ]
        return csv_lines(cells(rows, FINDING_COLUMNS))

    def end(self, tally: Tally) -> str:
        return ""
