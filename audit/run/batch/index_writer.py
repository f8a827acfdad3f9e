"""The front page of the folder, fed document by document."""

from pathlib import Path
from typing import Any

from audit.report.cleanup_plan import CleanupPlan
from audit.report.index_page import index_page
from audit.report.tally import Tally
from audit.run.batch.job import INDEX
from audit.run.whole_file import write_whole


class IndexWriter:
    """`add` every document in order, then `finish`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        """One document: a row of the table of documents."""
        # A document without a page leads to the table that has its line.
        self._rows.append(row if row["page"] else row | {"page": "documents.csv"})

    def finish(self, tally: Tally, plan: CleanupPlan) -> None:
        """Write the page."""
        write_whole(self._folder / INDEX, index_page(self._rows, tally, plan.steps()))
