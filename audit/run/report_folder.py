"""Writes the folder of a batch: pages, tables, one clean-up plan, one JSON file.

The same documents and settings give the same bytes: no clock, no absolute path. Every file appears whole
or not at all, and `index.html` last, so a folder with an index is a finished one.
"""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Any, TextIO

import msgspec

from audit.model.errors import UsageError
from audit.model.result import Outcome, Unreadable
from audit.report.html_report import document_page
from audit.report.index_page import index_page
from audit.report.json_report import JsonReport
from audit.report.markdown_report import MarkdownReport
from audit.report.tables import DOCUMENT_COLUMNS, FINDING_COLUMNS, csv_text, document_row, finding_rows
from audit.report.tally import Tally
from audit.run.whole_file import whole_file, write_whole

PAGES, INDEX, SUMMARY = "documents", "index.html", "summary.json"
ROWS_AT_ONCE = 5000  # rows of the table of findings that are held before they are written


def report_names(paths: Sequence[str]) -> dict[str, str]:
    """Path → the name it has in a report: relative to here, or to what the paths elsewhere have in common."""
    names: dict[str, str] = {}
    elsewhere = []
    for path in paths:
        relative = os.path.relpath(path) if path != "-" else path
        if relative.startswith(".."):
            elsewhere.append(path)
        else:
            names[path] = relative.replace(os.sep, "/")
    if elsewhere:
        common = os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in elsewhere])
        taken = set(names.values())
        for path in elsewhere:
            name = plain = os.path.relpath(os.path.abspath(path), common).replace(os.sep, "/")
            number = 1
            while name in taken:
                number += 1
                name = f"{plain} ({number})"
            taken.add(name)
            names[path] = name
    return names


def renamed(outcome: Outcome, names: dict[str, str]) -> Outcome:
    """The outcome under its name in the report, its messages too."""
    path = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
    name = names.get(path, path)
    if name == path:
        return outcome
    if isinstance(outcome, Unreadable):
        return Unreadable(name, outcome.why.replace(path, name))
    replace = msgspec.structs.replace
    unchecked = tuple(replace(item, why=item.why.replace(path, name)) for item in outcome.unchecked)
    return replace(outcome, document=replace(outcome.document, path=name), unchecked=unchecked)


def page_name(name: str) -> str:
    """The file name of a document's page: readable, unlike any other document's, the same in every run."""
    stem = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.")[-60:].strip("-.")
    return f"{stem or 'document'}-{blake2b(name.encode('utf-8', 'surrogateescape'), digest_size=4).hexdigest()}.html"


def write_report_folder(
    folder: Path, outcomes: Iterable[Outcome], possible: bool = False, tally: Tally | None = None
) -> Tally:
    """Write everything; returns the counts, which go on from those of `tally`.

    Holds one result at a time, and a row of figures a document.

    Raises UsageError when the folder holds something that is not a report, or cannot be written.
    """
    prepare(folder)
    tally, plan, json = tally or Tally(), MarkdownReport(possible), JsonReport(possible)
    rows: list[dict[str, Any]] = []
    pages: set[str] = set()
    with ExitStack() as stack:
        summary = stack.enter_context(whole_file(folder / SUMMARY))
        findings = FindingsFile(stack.enter_context(whole_file(folder / "findings.csv")))
        summary.write(json.begin())
        for outcome in outcomes:
            name = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
            page = page_name(name)
            pages.add(page)
            tally.add(outcome)
            plan.add(outcome)
            summary.write(json.add(outcome))
            rows.append(document_row(outcome, f"{PAGES}/{page}"))
            if not isinstance(outcome, Unreadable):
                findings.add(finding_rows(outcome, possible))
            write_whole(folder / PAGES / page, document_page(outcome, possible, f"../{INDEX}"))
        summary.write(json.end(tally))
        findings.flush()
    write_whole(folder / "documents.csv", csv_text(rows, DOCUMENT_COLUMNS))
    write_whole(folder / "cleanup-plan.md", plan.begin() + plan.end(tally))
    for old in (folder / PAGES).glob("*.html"):
        if old.name not in pages:
            old.unlink()
    write_whole(folder / INDEX, index_page(rows, tally, plan.plan.steps()))
    return tally


class FindingsFile:
    """The table of findings, written piece by piece."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.rows: list[dict[str, Any]] = []
        self.begun = False

    def add(self, rows: list[dict[str, Any]]) -> None:
        """More rows."""
        self.rows += rows
        if len(self.rows) >= ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is held, and the head if nothing was written before."""
        if self.rows or not self.begun:
            self.stream.write(csv_text(self.rows, FINDING_COLUMNS, head=not self.begun))
        self.rows, self.begun = [], True


def prepare(folder: Path) -> None:
    """Make the folder, or take over an earlier report; anything else stays untouched."""
    try:
        if (
            folder.is_dir()
            and any(folder.iterdir())
            and not (folder / SUMMARY).is_file()
            and not unfinished(folder)
        ):
            raise UsageError(f"{folder} holds files that are no report; name a new or empty folder with -o")
        (folder / PAGES).mkdir(parents=True, exist_ok=True)
        (folder / INDEX).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write the report to {folder}: {error.strerror}") from error


def unfinished(folder: Path) -> bool:
    """True for what a report that was killed leaves behind."""
    ours = {PAGES, INDEX, SUMMARY, "findings.csv", "documents.csv", "cleanup-plan.md"}
    return all(entry.name in ours or entry.name.endswith(".part") for entry in folder.iterdir())
