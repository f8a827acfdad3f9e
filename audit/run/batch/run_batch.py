"""A batch from its documents to the finished folder.

    documents → partitions → workers → partition files → one merge → the report

A run that was killed is begun again with the same command: partitions whose files are there are not audited
again, and nothing of the report is written before all of them are.
"""

import os
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import msgspec

from audit.config.path_settings import settings_for
from audit.files.whole_file import write_own
from audit.model.errors import UsageError
from audit.model.settings import Configuration
from audit.report.pages.html_page import ASSETS
from audit.report.tally import Tally
from audit.report.trends.run_record import Run
from audit.run.auditor import Auditor
from audit.run.batch.engine import Engine, carried
from audit.run.batch.job import (
    INDEX,
    PAGES,
    WORK,
    Done,
    Job,
    Partition,
    Task,
    answers_path,
    partition_path,
    spool_path,
)
from audit.run.batch.manifest import NAME as MANIFEST
from audit.run.batch.manifest import Manifest
from audit.run.batch.merge import PLAN, PLAN_JSON, SUMMARY, WORKBOOK, merge, merged_names, stamps_of
from audit.run.batch.partition_file import PartitionFile
from audit.run.batch.plan_tasks import Plan, Source
from audit.run.batch.work import job_path
from audit.run.history import BEGUN, HISTORY, append, begin_run, end_run, runs

MakeEngine = Callable[[Path, bytes], Engine]


class Watcher(Protocol):
    """Somebody who wants to know how far a batch is. Sizes are bytes of input."""

    def plan(self, size: Callable[[], int]) -> None: ...

    def done(self, documents: int, size: int, fresh: bool) -> None: ...

    def merging(self) -> None: ...


def run_batch(
    folder: Path,
    sources: list[Source],
    job: Job,
    make_engine: MakeEngine,
    watcher: Watcher,
    xlsx: bool = False,
    history: Path | None = None,
    label: str = "",
    passed_over: Sequence[str] = (),
) -> Tally:
    """Audit everything and write the folder; returns the counts. The run is appended to the file `history`
    under a `label`, unless that is None. `passed_over` are sentences for the index and the plan about what
    might have been meant and was not looked at.

    Raises UsageError for settings that make no sense, for a folder that is no report, and when it cannot
    be written; what is done by then is kept.
    """
    refuse_senseless(job.configuration)
    prepare(folder)
    folder = folder.absolute()
    stamp = begin_run(folder)
    digest = job.digest
    with Manifest(folder) as manifest, closing(Plan(folder, sources, job, manifest)) as plan:
        write_own(job_path(folder, digest), msgspec.msgpack.encode(job))
        watcher.plan(plan.size)
        engine = make_engine(folder, digest)
        keys: dict[int, bytes] = {}

        def tasks() -> Iterator[Task]:
            for partition, known in plan.partitions():
                if known is None:
                    if partition.number == len(keys):  # the first that is not as it was
                        (folder / INDEX).unlink(missing_ok=True)
                    yield Task(partition)
                else:
                    keys[partition.number] = known
                    watcher.done(partition.count, partition.size, False)

        try:
            for task, done in carried(engine, folder, tasks()):
                keys[task.partition.number] = done.key
                remember(manifest, folder, task.partition, done)
                watcher.done(task.partition.count, task.partition.size, True)
        finally:
            engine.close()
        order = [keys[number] for number in range(len(keys))]
        earlier = runs(history) if history is not None and history.exists() else []
        tally, run = merged(folder, job, order, manifest, watcher, xlsx, stamp, label, earlier, passed_over)
    forget_old_models(folder, job)
    if history is not None:
        append(history, run)
    end_run(folder)
    return tally


def forget_old_models(folder: Path, job: Job) -> None:
    """Keep no answers of models that are not set up any more."""
    file = answers_path(folder)
    if file.exists():
        from audit.neural.answer_store import AnswerStore

        store = AnswerStore(file)
        store.forget_models_but(job.models)
        store.close()


def remember(manifest: Manifest, folder: Path, partition: Partition, done: Done) -> None:
    """Note what is done, and clear away what was only there to do it."""
    if done.fresh and done.stamp is not None and done.stamp == partition.stamp:
        manifest.remember_partition(done.stamp, done.key)
    if done.fresh:
        manifest.remember_place(partition.place, done.key)
    if partition.spool is not None:
        spool_path(folder, partition.spool).unlink(missing_ok=True)


def merged(
    folder: Path,
    job: Job,
    order: list[bytes],
    manifest: Manifest,
    watcher: Watcher,
    xlsx: bool,
    stamp: tuple[str, str],
    label: str,
    earlier: Sequence[Run],
    passed_over: Sequence[str],
) -> tuple[Tally, Run]:
    """The counts and the run; the files of the report are written unless they are there already, just so."""
    names = merged_names(job, xlsx)
    wanted = msgspec.msgpack.encode((job.digest, job.configuration, names, b"".join(order), passed_over))
    try:
        whole = manifest.fact("merged") == wanted and manifest.fact("stamps") == stamps_of(folder, names)
    except OSError:
        whole = False
    kept, before = manifest.fact("tally"), manifest.fact("run")
    if whole and kept is not None and before is not None:
        clear(folder, job, order, manifest)
        run = msgspec.msgpack.decode(before, type=Run)
        run = msgspec.structs.replace(run, id=stamp[0], time=stamp[1], label=label)
        return Tally.from_state(msgspec.msgpack.decode(kept)), run
    watcher.merging()
    manifest.forget("merged")
    (folder / INDEX).unlink(missing_ok=True)
    clear(folder, job, order, manifest)
    tally, run = merge(folder, job, order, xlsx, stamp, label, earlier, passed_over)
    manifest.remember("run", msgspec.msgpack.encode(run))
    manifest.remember("tally", msgspec.msgpack.encode(tally.state()))
    manifest.remember("stamps", stamps_of(folder, names))
    manifest.remember("merged", wanted)
    return tally, run


def clear(folder: Path, job: Job, order: list[bytes], manifest: Manifest) -> None:
    """Remove what earlier or killed runs left: pages and partitions of other documents, half files."""
    for name in ("waiting", "notes"):
        shutil.rmtree(folder / WORK / name, ignore_errors=True)
    for place in (folder, folder / ASSETS):
        for path in place.glob("*.part"):  # what a killed run was writing
            path.unlink(missing_ok=True)
    wanted = set(order)
    dropped = False
    for path in (folder / WORK / "partitions").glob("*/*"):
        if path.name.endswith(".part") or bytes.fromhex(path.parent.name + path.name) not in wanted:
            path.unlink(missing_ok=True)
            dropped = True
    if dropped:
        manifest.forget_partitions_but(wanted)
    for path in (folder / WORK).glob("job-*"):
        if path != job_path(folder, job.digest):
            path.unlink(missing_ok=True)
    # The digits at the end of a page's name are those of its document's name: eight bytes a document.
    pages = array("Q")
    for key in order:
        for page in PartitionFile(partition_path(folder, key)).head.pages:
            pages.append(int(page.name[-21:-5], 16))
    present = sum(1 for _ in os.scandir(folder / PAGES))
    if present != len(pages):
        known = array("Q", sorted(pages))
        for old in [entry.path for entry in os.scandir(folder / PAGES) if not belongs(entry.name, known)]:
            os.unlink(old)


def belongs(page: str, known: "array[int]") -> bool:
    """True for the page of a document of this run."""
    try:
        number = int(page[-21:-5], 16)
    except ValueError:
        return False
    place = bisect_left(known, number)
    return not page.startswith(".") and place < len(known) and known[place] == number


def refuse_senseless(configuration: Configuration) -> None:
    """Raises UsageError for settings that no document could be audited with, before any work is done."""
    for _, one in configuration.every():
        Auditor(settings=settings_for(one, ""))
        for rule in one.path:
            always = msgspec.structs.replace(rule, match="*")
            Auditor(settings=settings_for(msgspec.structs.replace(one, path=(always,)), "x"))


def prepare(folder: Path) -> None:
    """Make the folder, or take over an earlier report; anything else stays untouched."""
    try:
        if folder.is_dir() and not is_ours(folder):
            raise UsageError(f"{folder} holds files that are no report; name a new or empty folder with -o")
        for path in (folder / PAGES, folder / WORK):
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write the report to {folder}: {error.strerror}") from error


def is_ours(folder: Path) -> bool:
    """True for a report, finished or not, and for an empty folder."""
    if (folder / SUMMARY).is_file() or (folder / MANIFEST).is_file():
        return True
    ours = {
        PAGES,
        ASSETS,
        INDEX,
        SUMMARY,
        PLAN,
        PLAN_JSON,
        WORKBOOK,
        WORK,
        HISTORY,
        BEGUN,
        "findings.csv",
        "documents.csv",
    }
    return all(entry.name in ours or entry.name.endswith(".part") for entry in folder.iterdir())
