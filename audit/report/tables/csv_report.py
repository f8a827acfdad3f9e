"""The table of findings as CSV, row by row: the same columns as `findings.csv` of `audit report`.

Excused findings are there on request, with a column more: in a table that people count and sum they must not
look like the others.
"""

from operator import itemgetter
from typing import Any

from audit.model.result import Outcome, Unreadable
from audit.report.services.diagnostics import UNCHECKED, diagnostics, path_of
from audit.report.tables.rows import (
    EXCUSED,
    FINDING_COLUMNS,
    cells,
    csv_head,
    csv_lines,
    excused_rows,
    finding_rows,
)
from audit.report.tally import Tally


class CsvReport:
    """RFC 4180. What went unchecked stands in rows of its own, with `unchecked` for the check.

    With `excused`, so do excused findings: at no cost, and who excused them in a last column.
    """

    def __init__(self, possible: bool, excused: bool = False) -> None:
        self.possible = possible
        self.excused = excused
        self.columns = (*FINDING_COLUMNS, EXCUSED) if excused else FINDING_COLUMNS

    def begin(self) -> str:
        return csv_head(self.columns)

    def add(self, outcome: Outcome) -> str:
        rows: list[dict[str, Any]] = []
        if not isinstance(outcome, Unreadable):
            rows = finding_rows(outcome, self.possible)
            if self.excused:
                rows = sorted([*rows, *excused_rows(outcome, self.possible)], key=itemgetter("start", "end"))
        rows += [
            {"path": path_of(outcome), "check": UNCHECKED, "message": item.message}
            for item in diagnostics(outcome, self.possible)
            if item.finding is None
        ]
        return csv_lines(cells(rows, self.columns))

    def end(self, tally: Tally) -> str:
        return ""
