"""What a worker does: one partition in, one partition file out. Nothing here knows who calls it.

Doing a partition twice, at once or one after the other, gives the same files: they are named by what is in
them and put in place by renaming.
"""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from audit.model.errors import UnreadableError
from audit.model.gate import Judged
from audit.model.result import Outcome, Unreadable
from audit.readers.read_document import file_bytes
from audit.report.causes import Causes
from audit.report.html_report import document_page
from audit.report.json_report import JsonReport
from audit.report.outlet import named_outlet, outlet_of
from audit.report.packed_column import pack_rows
from audit.report.tables import (
    DOCUMENT_COLUMNS,
    FINDING_COLUMNS,
    SEGMENT_COLUMNS,
    TABLES,
    cells,
    csv_lines,
    document_row,
    finding_rows,
    segment_rows,
)
from audit.report.tally import Tally
from audit.run.audit_record import Auditors, Record, audit_with
from audit.run.baseline import relative_path
from audit.run.batch.job import (
    INDEX,
    PAGES,
    WORK,
    Done,
    Entry,
    Job,
    Task,
    note_path,
    partition_path,
    spool_path,
)
from audit.run.batch.page_names import legible, page_name
from audit.run.batch.partition_file import is_whole, write_partition
from audit.run.path_settings import outlet_for, settings_for
from audit.run.side_file import ENDING as SIDE_FILE
from audit.run.side_file import excuses_beside
from audit.run.whole_file import write_whole
from audit.score.gate import judged_of

POISON = (
    "the process that audits it died at this document every time; it may need more memory than there is: "
    "audit it alone, or leave it out with --exclude"
)


def job_path(folder: Path, digest: bytes) -> Path:
    """Where the job lies for workers that know nothing but the folder."""
    return folder / WORK / f"job-{digest.hex()}"


class Worker:
    """Audits partitions of one job. Whatever is costly to make is made once."""

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder
        self.job = job
        self.digest = job.digest
        self.auditors = Auditors(job.beside, job.here)

    def do(self, task: Task) -> Done:
        """Audit one partition, unless its file is there already. Raises UsageError when it cannot be written."""
        partition = task.partition
        note = self.note_taker(task) if task.careful else None
        if partition.spool is None:
            records, stamp = read_entries(partition.entries, self.job, self.digest)
        else:
            waiting = spool_path(self.folder, partition.spool).read_bytes()
            records, stamp = msgspec.msgpack.decode(waiting, type=list[Record]), None
        key = partition.key or records_key(self.digest, records)
        fresh = not task.poisoned
        if not fresh:
            # Under a name of its own: the next run tries these documents again.
            key = blake2b(key + msgspec.msgpack.encode(task.poisoned), digest_size=16).digest()
        path = partition_path(self.folder, key)
        if not is_whole(path, self.folder / PAGES):
            outcomes = self.outcomes(records, task.poisoned, note)
            self.write(path, outcomes)
        return Done(key, stamp, fresh)

    def note_taker(self, task: Task) -> Callable[[int], None]:
        """Leaves the number of the document that comes next where the coordinator finds it."""
        path = note_path(self.folder, task.partition.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        return lambda place: write_whole(path, str(place))

    def outcomes(
        self, records: list[Record], poisoned: tuple[int, ...], note: Callable[[int], None] | None
    ) -> Iterator[tuple[Record, Outcome]]:
        """Each record and its outcome, in order."""
        for place, record in enumerate(records):
            if place in poisoned:
                yield record, Unreadable(record.name, POISON)
                continue
            if note:
                note(place)
            settings = settings_for(self.job.configuration, record.relative)
            yield record, audit_with(self.auditors, settings, record)

    def outlet(self, record: Record) -> str:
        """What the record's table says, else a `[[path]]` rule, else its name."""
        named = named_outlet(record.outlet or outlet_for(self.job.configuration, record.relative))
        return named or outlet_of(record.name, self.job.root)

    def write(self, path: Path, outcomes: Iterator[tuple[Record, Outcome]]) -> None:
        """The pages, and the partition file after them: where it is, they are too."""
        job = self.job
        tally, causes, json = Tally(), Causes(job.possible), JsonReport(job.possible)
        texts: list[str] = []
        tables: dict[str, list[list[Any]]] = {"documents": [], "segments": [], "findings": []}
        joints: list[str] = []
        pages: list[str] = []
        judged: list[tuple[str, Judged | None]] = []
        for record, outcome in outcomes:
            judged.append((record.relative, judged_of(outcome)))
            outlet = self.outlet(record)
            name = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
            tally.add(outcome)
            causes.add(outcome, outlet)
            texts.append(json.add(outcome))
            page = None
            if job.pages:
                pages.append(page_name(name))
                page = f"{PAGES}/{pages[-1]}"
                html = document_page(outcome, job.possible, f"../{INDEX}")
                write_whole(self.folder / PAGES / pages[-1], html)
            tables["documents"] += cells([document_row(outcome, page, outlet)], DOCUMENT_COLUMNS)
            if not isinstance(outcome, Unreadable):
                found = finding_rows(outcome, job.possible, outlet)
                tables["findings"] += cells(found, FINDING_COLUMNS)
                joints += [row["joint"] for row in found]
                if job.segments:
                    tables["segments"] += cells(segment_rows(outcome, job.possible), SEGMENT_COLUMNS)
        encode = msgspec.msgpack.encode
        sections = {
            "json": "".join(texts).encode(),
            "tally": encode(tally.state()),
            "causes": causes.to_bytes(),
            "judged": encode(judged),
            "joints": encode(joints),
        }
        sections["index"] = encode((tables["documents"], tables["findings"]))
        for table, rows in tables.items():
            sections[table] = encode(pack_rows(rows, [column.kind for column in TABLES[table]]))
            sections[f"{table}.csv"] = csv_lines(rows).encode()
        write_partition(path, sections, tuple(pages))


def read_entries(entries: tuple[Entry, ...], job: Job, digest: bytes) -> tuple[list[Record], bytes]:
    """The files of a partition as records, and the stamp of what was read."""
    records, stamps = [], []
    configuration = job.configuration
    start = Path(job.here, configuration.baseline).parent if configuration.baseline else None
    for entry in entries:
        status = None
        try:
            data, status = file_bytes(entry.path, configuration.max_bytes)
            excuses = excuses_beside(entry.path, configuration.require_reason)
            # The name in a report leaves out folders that documents from elsewhere have in common.
            filed = relative_path(entry.path, start) if start else None
            records.append(Record(entry.name, entry.relative, data, excuses=excuses, filed=filed))
        except UnreadableError as error:
            why = legible(str(error).removeprefix(f"{entry.path}: ").replace(entry.path, entry.name))
            records.append(Record(entry.name, entry.relative, fault=why))
        stamps.append(file_stamp(entry, status))
    return records, entries_stamp(digest, stamps)


def file_stamp(entry: Entry, status: os.stat_result | None) -> tuple[Any, ...]:
    """What tells, without reading it, that a file, and the side file of its excuses, is what was read before."""
    if status is None:
        return entry.name, entry.relative, None
    try:
        side = os.stat(entry.path + SIDE_FILE)
    except (OSError, ValueError):
        return entry.name, entry.relative, status.st_size, status.st_mtime_ns, status.st_ino
    beside = side.st_size, side.st_mtime_ns, side.st_ino
    return entry.name, entry.relative, status.st_size, status.st_mtime_ns, status.st_ino, beside


def entries_stamp(digest: bytes, stamps: list[tuple[Any, ...]]) -> bytes:
    """The stamp of a partition of files."""
    return blake2b(digest + msgspec.msgpack.encode(stamps), digest_size=16).digest()


def records_key(digest: bytes, records: list[Record]) -> bytes:
    """What a partition is named by: everything that its results depend on."""
    return blake2b(digest + msgspec.msgpack.encode(records), digest_size=16).digest()


# Threads of one process take turns: auditors are made for one at a time, and Python would not run them at once.
TURN = Lock()


@lru_cache(2)
def worker_of(folder: str, digest: bytes) -> Worker:
    """The worker of this process for a job; made when first asked for. Raises OSError when there is no job."""
    data = job_path(Path(folder), digest).read_bytes()
    return Worker(Path(folder), msgspec.msgpack.decode(data, type=Job))
