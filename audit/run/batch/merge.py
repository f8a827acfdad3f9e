"""From partition files to the report: one pass, in order, with one partition in memory."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from audit.config.path_settings import limits_for
from audit.files.whole_file import own_bytes, write_own
from audit.measures.totals import Totals
from audit.model.errors import UsageError
from audit.report.json_report import JsonReport
from audit.report.plan.causes import Causes
from audit.report.plan.cleanup_json import plan_json
from audit.report.plan.cleanup_plan import SMALL, cleanup_plan, scored_in
from audit.report.plan.markdown_report import plan_markdown
from audit.report.tables.packed_column import PackedColumn, pack_rows, unpack_rows
from audit.report.tables.pivots import PIVOTS, SUMS, Pivots
from audit.report.tables.rows import DOCUMENT_COLUMNS, FINDING_COLUMNS, TABLES, csv_head, csv_lines
from audit.report.tables.table_files import ParquetTable, arrow_schema, write_whole
from audit.report.tables.xlsx_report import XlsxReport
from audit.report.tally import Tally
from audit.report.trends.run_record import Run, run_record
from audit.report.trends.shown import Shown
from audit.run.batch.document_part import JUDGED, KINDS
from audit.run.batch.index_writer import IndexWriter
from audit.run.batch.job import INDEX, Job, partition_path
from audit.run.batch.partition_file import DamagedError, PartitionFile
from audit.score.gate import Gate

if TYPE_CHECKING:
    import pyarrow as pa

SUMMARY, WORKBOOK = "summary.json", "report.xlsx"
PLAN, PLAN_JSON = "cleanup-plan.md", "cleanup-plan.json"


def merged_names(job: Job, xlsx: bool) -> list[str]:
    """The files that the merge writes, the index last."""
    tables = [name for name in TABLES if job.segments or name != "segments"]
    names = [SUMMARY, PLAN, PLAN_JSON, *(WORKBOOK for _ in range(xlsx))]
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
        self._parquet = ParquetTable(parquet, arrow_schema(TABLES[name]))
        self._pivots = pivots
        csv.write(csv_head([column.name for column in TABLES[name]]).encode())

    def add(self, part: PartitionFile, rows: Sequence[Sequence[Any]] | None = None) -> list[PackedColumn]:
        """The rows of one more partition, which are returned too; `rows` stand in for those in its file."""
        if rows is None:
            self._csv.write(part.section(f"{self.name}.csv"))
            columns = msgspec.msgpack.decode(part.section(self.name), type=list[PackedColumn])
        else:
            self._csv.write(csv_lines(rows).encode())
            columns = pack_rows(rows, KINDS[self.name])
        self._reckon(self._parquet.write(columns))
        return columns

    def end(self) -> None:
        """Write what is held."""
        self._reckon(self._parquet.close())

    def release(self) -> None:
        """Let go of the files, finished or not."""
        self._parquet.release()

    def _reckon(self, group: "pa.Table | None") -> None:
        if group is not None and self.name in SUMS:
            self._pivots.add(self.name, group)


def merge(
    folder: Path,
    job: Job,
    keys: Sequence[bytes],
    xlsx: bool,
    stamp: tuple[str, str],
    label: str,
    earlier: Sequence[Run],
    passed_over: Sequence[str] = (),
) -> tuple[Tally, Run]:
    """Write every file of the report but the pages; returns the counts, and the run as the history keeps it.

    `stamp` holds the id and the time of the run, `earlier` the runs before it, the oldest first;
    `passed_over` are sentences about what might have been meant and was not looked at.

    Raises UsageError when a file cannot be written, and when a partition file is lost or damaged.
    """
    measured = Totals()
    gate = Gate(job.configuration.strict, job.configuration.fail_under_metric, measured)
    tally, causes, json = Tally(gate, measured=measured), Causes(job.possible), JsonReport(job.possible)
    # All causes first: which outlets are small, and so how findings name their cause, shows only in the end.
    for key in keys:
        with partition_at(partition_path(folder, key)) as part:
            causes.merge(Causes.from_bytes(part.section("causes")))
    small = Outlets(causes)
    pivots, index, shown = Pivots(), IndexWriter(folder, passed_over), Shown()
    with ExitStack() as stack:
        summary = stack.enter_context(own_bytes(folder / SUMMARY))
        summary.write(json.begin().encode())
        tables = [
            Table(
                name,
                stack.enter_context(own_bytes(folder / f"{name}.csv")),
                stack.enter_context(own_bytes(folder / f"{name}.parquet")),
                pivots,
            )
            for name in TABLES
            if job.segments or name != "segments"
        ]
        book = XlsxReport(stack.enter_context(own_bytes(folder / WORKBOOK))) if xlsx else None
        for table in tables:
            stack.callback(table.release)
        for key in keys:
            with partition_at(partition_path(folder, key)) as part:
                if not json.first:
                    summary.write(b",")
                json.first = False
                summary.write(part.section("json"))
                tally.merge(Tally.from_state(part.values("tally")))
                for relative, judged in msgspec.msgpack.decode(part.section("judged"), type=JUDGED):
                    if judged is not None:
                        gate.judge(judged, limits_for(job.configuration, relative))
                documents, findings = part.values("index")
                renamed = small.rename(documents, findings, part)
                for table in tables:
                    columns = table.add(part, findings if renamed and table.name == "findings" else None)
                    if book:
                        book.add(table.name, unpack_rows(columns, KINDS[table.name]))
                shown.add(
                    (dict(zip(DOCUMENT_COLUMNS, row, strict=True)) for row in documents),
                    (dict(zip(FINDING_COLUMNS, row, strict=True)) for row in findings),
                )
                add_to_index(index, documents, findings)
        summary.write(json.end(tally).encode())
        for table in tables:
            table.end()
        for pivot in PIVOTS:
            table_of = pivots.table(pivot)
            write_own(folder / f"{pivot.name}.csv", table_of.csv)
            with own_bytes(folder / f"{pivot.name}.parquet") as stream:
                write_whole(table_of.arrow, stream)
            if book:
                book.sheet(pivot.name, table_of.columns, table_of.rows)
        if book:
            book.close()
    if not xlsx:
        (folder / WORKBOOK).unlink(missing_ok=True)
    if not job.segments:
        for ending in ("csv", "parquet"):
            (folder / f"segments.{ending}").unlink(missing_ok=True)
    plan = cleanup_plan(causes)
    write_own(folder / PLAN, plan_markdown(plan, tally, "findings.csv", passed_over))
    write_own(folder / PLAN_JSON, plan_json(plan, tally))
    index.finish(tally, plan, [(r.name, r.documents, r.words, r.score, r.findings) for r in earlier])
    return tally, run_record(*stamp, label, tally, causes, shown.to_bytes())


@contextmanager
def partition_at(path: Path) -> Iterator[PartitionFile]:
    """A partition file, to use in the block. One that proves damaged is removed: the next run writes it again.

    Raises UsageError for it, and for one that is gone.
    """
    again = "run the same command again: only its documents are audited"
    try:
        part = PartitionFile(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; {again}") from error
    except DamagedError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"{error}, and removed; {again}") from error
    try:
        yield part
    except DamagedError as error:
        path.unlink(missing_ok=True)
        raise UsageError(f"{error}, and removed; {again}") from error


class Outlets:
    """Which outlets the plan takes together because they are small."""

    def __init__(self, causes: Causes) -> None:
        self._causes = causes
        self._is_small = lru_cache(1024)(self._look_up)

    def _look_up(self, outlet: str) -> bool:
        return scored_in(self._causes, outlet) < SMALL

    def rename(self, documents: list[list[Any]], findings: list[list[Any]], part: PartitionFile) -> bool:
        """Name the causes of findings in small outlets as the plan does, in place; True when one changed."""
        outlet, path = DOCUMENT_COLUMNS.index("outlet"), DOCUMENT_COLUMNS.index("path")
        at = FINDING_COLUMNS.index("cause")
        small = {row[path] for row in documents if self._is_small(row[outlet])}
        if not small:
            return False
        changed = False
        for row, joint in zip(findings, part.values("joints"), strict=True):
            if row[0] in small and row[at] != joint:
                row[at], changed = joint, True
        return changed


def add_to_index(index: IndexWriter, documents: list[list[Any]], findings: list[list[Any]]) -> None:
    """The rows of one partition: findings stand in the order of their documents."""
    place = 0
    for row in documents:
        document = dict(zip(DOCUMENT_COLUMNS, row, strict=True))
        mine = []
        while place < len(findings) and findings[place][0] == document["path"]:
            mine.append(dict(zip(FINDING_COLUMNS, findings[place], strict=True)))
            place += 1
        # A document without a page leads to the table that has its line.
        index.add(document if document["page"] else document | {"page": "documents.csv"}, mine)


def stamps_of(folder: Path, names: Iterable[str]) -> bytes:
    """What tells that the merged files are those that were written. Raises OSError when one is gone."""
    states = [os.stat(folder / name) for name in names]
    return msgspec.msgpack.encode([(state.st_size, state.st_mtime_ns, state.st_ino) for state in states])
