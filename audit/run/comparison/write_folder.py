"""The folder that a comparison is written to."""

from io import BytesIO
from pathlib import Path

from audit.files.find_documents import is_report
from audit.files.whole_file import write_own
from audit.model.errors import UsageError
from audit.report.comparison.comparison import Comparison
from audit.report.comparison.comparison_json import comparison_json
from audit.report.comparison.tables import TABLES, frames, table_rows
from audit.report.pages.comparison_page import comparison_page
from audit.report.tables.rows import csv_text
from audit.report.tables.table_files import write_whole

PAGE, JSON = "compare.html", "comparison.json"
OURS = frozenset({PAGE, JSON, *(f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet"))})


def ready(folder: Path) -> None:
    """Make the folder. Raises UsageError when something else lies in it: nothing of anybody is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [entry.name for entry in folder.iterdir() if entry.name not in OURS]
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}") from error
    if others or is_report(str(folder)):
        raise UsageError(f"{folder} holds files that are no comparison; name a new or empty folder with -o")


def write_folder(folder: Path, comparison: Comparison) -> None:
    """Write page, JSON and tables, each whole or not at all. Raises UsageError when they cannot be written."""
    from pyarrow import Table

    ready(folder)
    for name, rows in table_rows(comparison).items():
        write_own(folder / f"{name}.csv", csv_text(rows, [column.name for column in TABLES[name]]))
    for name, frame in frames(comparison).items():
        data = BytesIO()
        write_whole(Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None), data)
        write_own(folder / f"{name}.parquet", data.getvalue())
    write_own(folder / JSON, comparison_json(comparison))
    write_own(folder / PAGE, comparison_page(comparison))
