"""Writes the index of a report folder, row by row: what is held does not grow with the documents."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappush, heappushpop
from pathlib import Path
from typing import Any

from audit.files.whole_file import write_own
from audit.report.json_report import encoded
from audit.report.pages.html_page import ASSET_FILES, ASSETS, page_file
from audit.report.pages.index_data import data_script, document_cells, finding_cells
from audit.report.pages.index_page import BINS, LISTED_UNCHECKED, LISTED_WORST, IndexFigures, index_page
from audit.report.pages.trend_chart import Run
from audit.report.plan.cleanup_plan import Plan
from audit.report.tables.pivots import PIVOTS
from audit.report.tables.rows import TABLES
from audit.report.tally import Tally
from audit.run.batch.job import INDEX

ROWS_IN_A_FILE = 5000
ROWS = "rows.js"  # how many files of rows there are
# What a folder may hold besides, and how the index calls it: the name of a table, or of one file.
FILES = (
    *((name, name) for name in TABLES),
    *((f"by {pivot.name.removeprefix('summary-').removesuffix('s')}", pivot.name) for pivot in PIVOTS),
    ("workbook", "report.xlsx"),
    ("JSON", "summary.json"),
    ("plan as JSON", "cleanup-plan.json"),
)
ENDINGS = {"CSV": ".csv", "Parquet": ".parquet"}


class IndexWriter:
    """`add` once a document, in order; `finish` writes `index.html`, whole and last.

    The rows go to `assets/documents-0001.js` and so on, the rows of findings to `assets/findings-0001.js`.
    """

    def __init__(self, folder: Path, passed_over: Sequence[str] = ()) -> None:
        """Writes the style sheet and the scripts. Raises UsageError when the folder cannot be written.

        `passed_over`: sentences about what might have been meant and was not looked at.
        """
        self.folder = folder
        self.assets = folder / ASSETS
        self.assets.mkdir(parents=True, exist_ok=True)
        for name in ASSET_FILES:
            write_own(self.assets / name, page_file(name))
        self.figures = IndexFigures(passed_over=tuple(passed_over))
        self._held: dict[str, list[list[Any]]] = {"documents": [], "findings": []}
        # A heap of the lowest scores so far, the best of them on top: (-score, -number, row).
        self._worst: list[tuple[float, int, dict[str, Any]]] = []
        self._written: set[str] = set(ASSET_FILES)

    def add(self, row: dict[str, Any], findings: Iterable[dict[str, Any]] = ()) -> None:
        """One document: its row of the table of documents, and its rows of the table of findings."""
        figures = self.figures
        number = figures.rows["documents"]
        score = row.get("score")
        if score is not None:
            figures.bins[min(int(score * BINS / 100), BINS - 1)] += 1
        if row.get("unchecked"):
            figures.unchecked_rows += 1
            if len(figures.unchecked) < LISTED_UNCHECKED:
                figures.unchecked.append(row)
        figures.estimated += row.get("estimate") is not None
        entry = (1.0 if score is None else -score, -number, row)
        if len(self._worst) < LISTED_WORST:
            heappush(self._worst, entry)
        else:
            heappushpop(self._worst, entry)
        self._hold("documents", document_cells(row))
        for finding in findings:
            self._hold("findings", finding_cells(number, finding))

    def finish(self, tally: Tally, plan: Plan, trend: Sequence[Run] = ()) -> None:
        """Write what is held, take away data files of an earlier report, and write the index.

        `trend` holds earlier runs, the oldest first: (label, documents, words, score, findings).
        """
        for kind in self._held:
            if self._held[kind]:
                self._flush(kind)
        for old in (*self.assets.glob("documents-*.js"), *self.assets.glob("findings-*.js")):
            if old.name not in self._written:
                old.unlink()
        # Pages of documents find the rows of others by this.
        counts = encoded(self.figures.files)
        write_own(self.assets / ROWS, f"audit.rows({counts});\n")
        self.figures.worst = [
            row for _, _, row in sorted(self._worst, reverse=True, key=lambda entry: entry[:2])
        ]
        self.figures.tables = tuple(
            (label, there) for label, name in FILES if (there := tuple(self._files_of(name)))
        )
        write_own(self.folder / INDEX, index_page(self.figures, tally, plan, trend))

    def _files_of(self, name: str) -> Iterator[tuple[str, str]]:
        """The files that a table, or one file, is in: (format, name); the format is "" where there is one."""
        if (self.folder / name).is_file():
            yield "", name
        for format_, ending in ENDINGS.items():
            if (self.folder / f"{name}{ending}").is_file():
                yield format_, f"{name}{ending}"

    def _hold(self, kind: str, cells: list[Any]) -> None:
        self._held[kind].append(cells)
        self.figures.rows[kind] += 1
        if len(self._held[kind]) >= ROWS_IN_A_FILE:
            self._flush(kind)

    def _flush(self, kind: str) -> None:
        rows, self._held[kind] = self._held[kind], []
        self.figures.files[kind] += 1
        name = f"{kind}-{self.figures.files[kind]:04}.js"
        self._written.add(name)
        write_own(self.assets / name, data_script(kind, self.figures.rows[kind] - len(rows), rows))
