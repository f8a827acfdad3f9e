"""From partition files to the report: one pass, in order, with one partition in memory."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from audit.report.json_report import JsonReport
from audit.report.markdown_report import MarkdownReport
from audit.report.pivots import PIVOTS, Pivots, pivot_csv
from audit.report.table_files import ROWS_AT_ONCE, ParquetTable, write_frame
from audit.report.tables import DOCUMENT_COLUMNS, TABLES, csv_head
from audit.report.tally import Tally
from audit.report.xlsx_report import XlsxReport
from audit.run.batch.gathered_causes import GatheredCauses
from audit.run.batch.index_writer import IndexWriter
from audit.run.batch.job import INDEX, Job, partition_path
from audit.run.batch.partition_file import PartitionFile
from audit.run.whole_file import whole_bytes, write_whole

SUMMARY, PLAN, WORKBOOK = "summary.json", "cleanup-plan.md", "report.xlsx"


def merged_names(job: Job, xlsx: bool) -> list[str]:
    """The files that the merge writes, the index last."""
    tables = [name for name in TABLES if job.segments or name != "segments"]
    names = [SUMMARY, PLAN, *(WORKBOOK for _ in range(xlsx))]
    names += [
        f"{name}.{ending}"
        for name in (*tables, *(pivot.name for pivot in PIVOTS))
        for ending in ("csv", "parquet")
    ]
    return [*sorted(names), INDEX]


class Table:
    """One table on its way into its two files."""

    def __init__(self, name: str, csv: BinaryIO, parquet: BinaryIO, pivots: Pivots) -> None:
        self.name = name
        self._csv = csv
        self._parquet = ParquetTable(parquet, TABLES[name])
        self._pivots = pivots
        self._rows: list[list[Any]] = []
        self._written = False
        csv.write(csv_head([column.name for column in TABLES[name]]).encode())

    def add(self, part: PartitionFile) -> list[list[Any]]:
        """The rows of one more partition; they are returned too."""
        self._csv.write(part.section(f"{self.name}.csv"))
        rows: list[list[Any]] = part.values(self.name)
        self._rows += rows
        if len(self._rows) >= ROWS_AT_ONCE:
            self._flush()
        return rows

    def _flush(self) -> None:
        group = self._parquet.write(self._rows)
        if self.name in ("documents", "findings"):
            self._pivots.add(self.name, group)
        self._rows, self._written = [], True

    def end(self) -> None:
        """Write what is held."""
        if self._rows or not self._written:
            self._flush()
        self._parquet.close()


def merge(folder: Path, job: Job, keys: Iterable[bytes], xlsx: bool) -> Tally:
    """Write every file of the report but the pages; returns the counts.

    Raises UsageError when a file cannot be written, OSError or ValueError when a partition is lost.
    """
    tally, causes, json = Tally(), GatheredCauses(job.possible), JsonReport(job.possible)
    pivots, index = Pivots(), IndexWriter(folder)
    with ExitStack() as stack:
        summary = stack.enter_context(whole_bytes(folder / SUMMARY))
        summary.write(json.begin().encode())
        tables = [
            Table(
                name,
                stack.enter_context(whole_bytes(folder / f"{name}.csv")),
                stack.enter_context(whole_bytes(folder / f"{name}.parquet")),
                pivots,
            )
            for name in TABLES
            if job.segments or name != "segments"
        ]
        book = XlsxReport(stack.enter_context(whole_bytes(folder / WORKBOOK))) if xlsx else None
        for key in keys:
            part = PartitionFile(partition_path(folder, key))
            if not json.first:
                summary.write(b",")
            json.first = False
            summary.write(part.section("json"))
            tally.merge(Tally.from_state(part.values("tally")))
            causes.merge(part.section("causes"))
            for table in tables:
                rows = table.add(part)
                if book:
                    book.add(table.name, rows)
                if table.name == "documents":
                    for row in rows:
                        index.add(dict(zip(DOCUMENT_COLUMNS, row, strict=True)))
        summary.write(json.end(tally).encode())
        for table in tables:
            table.end()
        for pivot in PIVOTS:
            frame = pivots.frame(pivot)
            write_whole(folder / f"{pivot.name}.csv", pivot_csv(frame))
            with whole_bytes(folder / f"{pivot.name}.parquet") as stream:
                write_frame(frame, stream)
            if book:
                book.sheet(pivot.name, list(frame.columns), frame.values.tolist())
        if book:
            book.close()
    if not xlsx:
        (folder / WORKBOOK).unlink(missing_ok=True)
    if not job.segments:
        for ending in ("csv", "parquet"):
            (folder / f"segments.{ending}").unlink(missing_ok=True)
    plan = MarkdownReport(job.possible)
    plan.plan = causes.plan
    write_whole(folder / PLAN, plan.begin() + plan.end(tally))
    index.finish(tally, causes.plan)
    return tally


def stamps_of(folder: Path, names: Iterable[str]) -> bytes:
    """What tells that the merged files are those that were written. Raises OSError when one is gone."""
    states = [os.stat(folder / name) for name in names]
    return msgspec.msgpack.encode([(state.st_size, state.st_mtime_ns, state.st_ino) for state in states])
