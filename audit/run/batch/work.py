"""What a worker does: one partition in, one partition file out. Nothing here knows who calls it.

Doing a partition twice, at once or one after the other, gives the same files: they are named by what is in
them and put in place by renaming.
"""

import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, TypedDict

import msgspec

from audit.config.path_settings import outlet_for, settings_for
from audit.config.side_file import ENDING as SIDE_FILE
from audit.config.side_file import excuses_beside
from audit.excuses.baseline import relative_path
from audit.files.whole_file import write_own
from audit.model.errors import UnreadableError
from audit.model.result import Outcome, Unreadable
from audit.model.settings import Settings
from audit.neural.answer_store import AnswerStore
from audit.one.around import Around
from audit.readers.read_document import file_bytes
from audit.report.json_report import JsonReport
from audit.report.outlet import named_outlet, outlet_of
from audit.report.pages.html_report import document_page
from audit.report.plan.causes import Causes
from audit.report.tables.rows import (
    DOCUMENT_COLUMNS,
    FINDING_COLUMNS,
    SEGMENT_COLUMNS,
    cells,
    document_row,
    finding_rows,
    segment_rows,
)
from audit.report.tally import Tally
from audit.report.visible_text import encodable
from audit.run.audit_record import Preparations, Record, audit_together, audit_with, record_size
from audit.run.batch.document_part import DocumentPart, parts_by_key, sections_of
from audit.run.batch.job import (
    INDEX,
    PAGES,
    WORK,
    Done,
    Entry,
    Job,
    Task,
    answers_path,
    note_path,
    partition_path,
    spool_path,
)
from audit.run.batch.page_names import legible, page_name
from audit.run.batch.partition_file import PartitionFile, is_whole, page_in, write_partition
from audit.run.changes.source_history import old_source
from audit.score.gate import judged_of

PACK, PACK_SIZE = 32, 2 << 20  # documents, bytes
POISON = (
    "the process that audits it died at this document every time; it may need more memory than there is: "
    "audit it alone, or leave it out with --exclude"
)


def job_path(folder: Path, digest: bytes) -> Path:
    """Where the job lies for workers that know nothing but the folder."""
    return folder / WORK / f"job-{digest.hex()}"


def start_of(folder: Path, job: Job) -> Path:
    """The folder where a job's relative paths start, absolute; `folder` is that of the report."""
    # By the words alone: behind a link, ".." would lead elsewhere.
    return Path(os.path.normpath(folder / job.here))


class Worker:
    """Audits partitions of one job. Whatever is costly to make is made once."""

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder
        self.job = job
        self.digest = job.digest
        around = Around(corpus=job.beside)
        answers = AnswerStore(answers_path(folder)) if job.models else None
        self.made = Preparations(around=around, here=start_of(folder, job), answers=answers)

    def do(self, task: Task) -> Done:
        """Audit one partition, unless its file is there already. Raises UsageError when it cannot be written."""
        partition = task.partition
        note = self.note_taker(task) if task.careful else None
        if partition.spool is None:
            records, stamp = read_entries(partition.entries, self.job, self.digest, self.folder)
        else:
            waiting = spool_path(self.folder, partition.spool).read_bytes()
            records, stamp = msgspec.msgpack.decode(waiting, type=list[Record]), None
        key = partition.key or key_of(self.digest, records)
        fresh = not task.poisoned
        if not fresh:
            # Under a name of its own: the next run tries these documents again.
            key = blake2b(key + msgspec.msgpack.encode(task.poisoned), digest_size=16).digest()
        path = partition_path(self.folder, key)
        if not is_whole(path, self.folder / PAGES):
            parts = self.parts(records, self.known(partition.before, records), task.poisoned, note)
            sections, pages = sections_of(parts, Causes(self.job.possible))
            write_partition(path, sections, pages)  # after its pages: where it is, they are too
        return Done(key, stamp, fresh)

    def known(self, before: tuple[bytes, ...], records: list[Record]) -> dict[bytes, DocumentPart]:
        """The parts of these records that earlier partition files hold, by key."""
        wanted = {key_of(self.digest, record) for record in records} if before else set()
        found: dict[bytes, DocumentPart] = {}
        for key in before:
            try:
                found |= parts_by_key(PartitionFile(partition_path(self.folder, key)), wanted)
            except (OSError, ValueError, msgspec.MsgspecError, zlib.error):
                continue  # it is gone or damaged: its documents are audited again
        place = self.folder / PAGES
        return {key: part for key, part in found.items() if part.page is None or part.page.is_there(place)}

    def note_taker(self, task: Task) -> Callable[[int], None]:
        """Leaves the number of the document that comes next where the coordinator finds it."""
        path = note_path(self.folder, task.partition.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        return lambda place: write_own(path, str(place))

    def parts(
        self,
        records: list[Record],
        known: Mapping[bytes, DocumentPart],
        poisoned: tuple[int, ...],
        note: Callable[[int], None] | None,
    ) -> Iterator[DocumentPart]:
        """What each record adds to the partition, in order; those that are not known are audited."""
        keys = [key_of(self.digest, record) for record in records]
        together: dict[int, Outcome] = {}
        fresh = [place for place, key in enumerate(keys) if key not in known and place not in poisoned]
        if note is None:
            # Units are small: all are held at once.
            units = [place for place in fresh if records[place].unit is not None]
            found = audit_together(self.made, [records[place] for place in units], self.settings)
            together = dict(zip(units, found, strict=True))
        for place, record in enumerate(records):
            if place in poisoned:
                # Without a key: it is tried again.
                yield self.part(b"", record, Unreadable(record.name, POISON))
                continue
            key = keys[place]
            part = known.get(key)
            if part is None:
                if note:
                    note(place)
                elif self.job.models and place not in together:
                    # Models are asked about some documents at once, and those are held.
                    pack = packed([one for one in fresh if one >= place and one not in together], records)
                    some = audit_together(self.made, [records[one] for one in pack], self.settings)
                    together |= dict(zip(pack, some, strict=True))
                outcome = together.pop(place, None) or audit_with(self.made, self.settings(record), record)
                part = self.part(key, record, outcome)
            yield part

    def settings(self, record: Record) -> Settings:
        """Those of the job, with what `[[path]]` rules say of the record."""
        return settings_for(self.job.configuration, record.relative)

    def outlet(self, record: Record) -> str:
        """What the record's table says, else a `[[path]]` rule, else its name."""
        named = named_outlet(record.outlet or outlet_for(self.job.configuration, record.relative))
        return named or outlet_of(record.name, self.job.root)

    def part(self, key: bytes, record: Record, outcome: Outcome) -> DocumentPart:
        """Everything that the report has of one document; its page is written."""
        job, outlet = self.job, self.outlet(record)
        name = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
        tally, causes = Tally(), Causes(job.possible)
        tally.add(outcome)
        causes.add(outcome, outlet)
        page, address = None, None
        if job.pages:
            folder, file = self.folder / PAGES, page_name(name)
            write_own(folder / file, document_page(outcome, job.possible, f"../{INDEX}"))
            page, address = page_in(folder, file), f"{PAGES}/{file}"
        rows = {"documents": cells([document_row(outcome, address, outlet)], DOCUMENT_COLUMNS)}
        joints: list[str] = []
        if not isinstance(outcome, Unreadable):
            found = finding_rows(outcome, job.possible, outlet)
            rows["findings"] = cells(found, FINDING_COLUMNS)
            joints += [row["joint"] for row in found]
            if job.segments:
                rows["segments"] = cells(segment_rows(outcome, job.possible), SEGMENT_COLUMNS)
        json = JsonReport(job.possible).add(outcome).encode()
        judged = record.relative, judged_of(outcome)
        return DocumentPart(key, judged, tally, causes, json, rows, joints, page)


def packed(places: Sequence[int], records: Sequence[Record]) -> list[int]:
    """The first of some places, whose records are held together: few, and of no more than so many bytes but for one."""
    taken, size = list(places[:1]), record_size(records[places[0]])
    for place in places[1:PACK]:
        size += record_size(records[place])
        if size > PACK_SIZE:
            break
        taken.append(place)
    return taken


def read_entries(
    entries: tuple[Entry, ...], job: Job, digest: bytes, folder: Path
) -> tuple[list[Record], bytes]:
    """The files of a partition as records, and the stamp of what was read."""
    records, stamps = [], []
    for entry in entries:
        status = None
        configuration, _ = job.configuration.nearest(entry.relative)
        start = (start_of(folder, job) / configuration.baseline).parent if configuration.baseline else None
        try:
            data, status = file_bytes(entry.path, configuration.max_bytes)
            excuses = excuses_beside(entry.path, configuration.require_reason)
            # The name in a report leaves out folders that documents from elsewhere have in common.
            filed = encodable(relative_path(entry.path, start)) if start else None
            records.append(
                Record(
                    entry.name,
                    entry.relative,
                    data,
                    excuses=excuses,
                    filed=filed,
                    versions=entry.versions,
                    beside=entry.source,
                    beside_name=entry.source_name,
                    beside_state=state_beside(entry.source) if entry.source else False,
                    since=entry.since,
                    lacks_source=entry.lacks_source,
                    elsewhere=entry.elsewhere,
                    old_source=old_source(entry.since, entry.source) if entry.since else None,
                    **reference_bytes(entry, configuration.max_bytes),
                )
            )
        except UnreadableError as error:
            why = legible(str(error).removeprefix(f"{entry.path}: ").replace(entry.path, entry.name))
            records.append(Record(entry.name, entry.relative, fault=why))
        stamps.append(file_stamp(entry, status))
    return records, key_of(digest, stamps)


class OfReference(TypedDict, total=False):
    """What a record holds of the file that its document is compared with."""

    reference_data: bytes
    reference_name: str
    reference_fault: str


def reference_bytes(entry: Entry, max_bytes: int) -> OfReference:
    """The reference of an entry; its name alone where it is not there."""
    if not entry.reference:
        return {}
    name = legible(entry.reference_name)
    if not os.path.exists(entry.reference):
        return {"reference_name": name}
    try:
        return {"reference_data": file_bytes(entry.reference, max_bytes)[0], "reference_name": name}
    except UnreadableError as error:
        return {"reference_name": name, "reference_fault": legible(str(error).replace(entry.reference, name))}


def file_stamp(entry: Entry, status: os.stat_result | None) -> tuple[Any, ...]:
    """What tells, without reading it, that a file, and the side file of its excuses, is what was read before."""
    if status is None:
        return entry.name, entry.relative, entry.versions, None
    state = status.st_size, status.st_mtime_ns, status.st_ino
    beside = [state_beside(entry.path + SIDE_FILE)]
    if entry.source:
        beside.append(state_beside(entry.source))
    if entry.reference:
        beside.append(state_beside(entry.reference))
    since = () if entry.since is None else (entry.since.commit, entry.since.changed)
    others = (entry.elsewhere,) if entry.elsewhere else ()
    return entry.name, entry.relative, entry.versions, *state, *beside, *since, entry.lacks_source, *others


def state_beside(path: str) -> tuple[int, ...] | bool:
    """What tells that a file beside a document is what was read before."""
    try:
        side = os.stat(path)
        return side.st_size, side.st_mtime_ns, side.st_ino
    except (OSError, ValueError):
        return os.path.islink(path)  # a link that leads nowhere is a fault of its own


def key_of(digest: bytes, value: Any) -> bytes:
    """16 bytes over the job and a value: what names a document, a partition of them, or the stamps of their files."""
    return blake2b(digest + msgspec.msgpack.encode(value), digest_size=16).digest()


# Threads of one process take turns: auditors are made for one at a time, and Python would not run them at once.
TURN = Lock()


@lru_cache(2)
def worker_of(folder: str, digest: bytes) -> Worker:
    """The worker of this process for a job; made when first asked for. Raises OSError when there is no job."""
    data = job_path(Path(folder), digest).read_bytes()
    return Worker(Path(folder), msgspec.msgpack.decode(data, type=Job))
