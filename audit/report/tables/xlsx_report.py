"""The tables as one workbook, for people who live in spreadsheets."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from audit.model.extras import XLSX
from audit.report.tables.rows import TABLES

MOST_ROWS = 1_048_576  # of a sheet, its head among them: the format holds no more
MOST_CHARACTERS = 32_767  # of a cell


class XlsxReport:
    """A sheet a table. Nothing in it is a formula or a link, whatever a document holds."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises UsageError when the library for it is not installed."""
        from datetime import datetime

        XLSX.require("--xlsx needs")
        from xlsxwriter import Workbook

        self._book = Workbook(
            stream,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        # Without a date of its own the same tables would not give the same bytes.
        self._book.set_properties({"title": "Translation audit", "created": datetime(2000, 1, 1)})
        self._bold = self._book.add_format({"bold": True})
        self._sheets: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._clipped: dict[str, int] = {}

    def add(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """More rows of one of the tables."""
        self.sheet(table, [column.name for column in TABLES[table]], rows)

    def sheet(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """More rows of a sheet; the first call makes it."""
        if name not in self._sheets:
            sheet = self._sheets[name] = self._book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, self._bold)
            self._rows[name] = 1
        sheet, row = self._sheets[name], self._rows[name]
        for cells in rows:
            if row < MOST_ROWS:
                for place, cell in enumerate(cells):
                    if isinstance(cell, str):
                        if len(cell) > MOST_CHARACTERS:
                            self._clipped[name] = self._clipped.get(name, 0) + 1
                        sheet.write_string(row, place, cell[:MOST_CHARACTERS])
                    elif cell is not None and cell == cell:  # no number is written as an empty cell
                        sheet.write_number(row, place, cell)
            row += 1
        self._rows[name] = row

    def close(self) -> None:
        """Say what did not fit, and write the file."""
        notes = [
            f"{name}: {rows - MOST_ROWS:,} rows do not fit a sheet; {name}.csv and {name}.parquet hold all"
            for name, rows in self._rows.items()
            if rows > MOST_ROWS
        ]
        notes += [
            f"{name}: {count:,} texts are longer than a cell may be and end early; {name}.csv holds them whole"
            for name, count in self._clipped.items()
        ]
        if notes:
            sheet = self._book.add_worksheet("left out")
            for row, note in enumerate(notes):
                sheet.write_string(row, 0, note)
        self._book.close()
