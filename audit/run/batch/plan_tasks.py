"""From sources to partitions, in the order of the report; tells which of them are done already."""

import os
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

import msgspec

from audit.analysis.path_versions import PathVersions
from audit.config.path_settings import settings_for
from audit.files.source_file import AUTO, lacks_source, source_file
from audit.files.whole_file import write_own
from audit.model.settings import Settings
from audit.run.across.across_files import AcrossFiles, File, Table
from audit.run.across.said_units import SaidUnit
from audit.run.audit_record import Record, record_size
from audit.run.batch.container_names import ContainerNames, NameSet
from audit.run.batch.cut import cut
from audit.run.batch.elsewhere import beside_others, readable
from audit.run.batch.job import PAGES, Entry, Job, Partition, partition_path, spool_path
from audit.run.batch.manifest import Manifest
from audit.run.batch.partition_file import is_whole
from audit.run.batch.read_container import is_container, read_container
from audit.run.batch.said_rows import said_digests, said_rows
from audit.run.batch.work import file_stamp, key_of
from audit.run.changes.source_history import Histories
from audit.run.read_references import reference_of

# A file changed a moment ago may change again within the same tick of the clock: its time proves nothing.
SETTLED = 2_000_000_000  # nanoseconds

Known = tuple[Partition, bytes | None]


class Source(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Where documents come from: a file that is one, a file that holds many, or a record at hand.

    `name` is what reports call it, `relative` what `[[path]]` rules look at, `path` where it lies, `beside` where a
    sitemap has the page that it translates.
    """

    name: str
    relative: str
    path: str
    record: Record | None = None
    beside: str = ""


class Part(msgspec.Struct, array_like=True):
    """What is remembered of a partition of a container."""

    key: bytes
    count: int
    size: int


class Kept(msgspec.Struct, array_like=True):
    """What is remembered of a container. `first` and `again`: see `ContainerNames`; 8 bytes each."""

    parts: list[Part]
    first: bytes
    again: bytes


class Plan:
    """The partitions of a batch. Holds one at a time, and a folder: close it."""

    def __init__(self, folder: Path, sources: list[Source], job: Job, manifest: Manifest) -> None:
        self._folder = folder
        self._sources = sources
        self._versions = PathVersions(source.relative for source in sources if kind_of(source) == "file")
        self._job = job
        self._digest = job.digest
        self._manifest = manifest
        self._number = 0
        self._urls = NameSet()  # of the pages of archives so far
        self._moved = manifest.has_places()
        self._histories = Histories()
        files = [
            File(source.name, source.relative, source.path) for source in sources if kind_of(source) == "file"
        ]
        tables = [table_of(source) for source in sources if kind_of(source) == "container"]
        self._across = AcrossFiles(files, job.configuration, manifest, self._digest, tables)
        self._last: bytes | None = None  # of the earlier partitions, that which the last documents were in

    def close(self) -> None:
        """Let go of what it holds on the disk."""
        self._across.close()

    def size(self) -> int:
        """Bytes of all files."""
        return sum(size_of(source.path) for source in self._sources)

    def partitions(self) -> Iterator[Known]:
        """Every partition, with the key of its file when that is there."""
        for kind, group in groupby(self._sources, kind_of):
            if kind == "file":
                yield from self._files(group)
            elif kind == "container":
                for source in group:
                    yield from self._container(source)
            else:
                held = ((source.record, source.name, 0) for source in group if source.record)
                for records in cut(held, self._job.spread):
                    yield self._spooled(records, 0)

    def _files(self, sources: Iterable[Source]) -> Iterator[Known]:
        states = ((source, state_of(source.path)) for source in sources)
        sized = (((source, state), source.name, state.st_size if state else 0) for source, state in states)
        for pairs in cut(sized, self._job.spread):
            entries = tuple(self._entry(source) for source, _ in pairs)
            stamps = [file_stamp(entry, state) for entry, (_, state) in zip(entries, pairs, strict=True)]
            stamp = key_of(self._digest, stamps)
            settled = time.time_ns() - SETTLED
            sure = all(state is not None and state.st_mtime_ns < settled for _, state in pairs)
            known = self._manifest.partition(stamp)
            if known is not None and not self._is_done(known):
                known = None
            size = sum(state.st_size for _, state in pairs if state)
            names = [entry.name for entry in entries]
            partition = Partition(
                self._next(),
                len(entries),
                size,
                entries,
                stamp=stamp if sure else None,
                place=self._place(names[0]),
                before=self._earlier(names, known),
            )
            yield partition, known

    def _entry(self, source: Source) -> Entry:
        place = os.fsencode(os.path.abspath(source.path))
        settings = settings_for(self._job.configuration, source.relative)
        beside = source_file(os.fsdecode(place), settings.source, settings.source_patterns)
        if AUTO in settings.source_patterns and source.beside:
            beside = os.path.abspath(source.beside)
        versions = self._versions.of(source.relative)
        wanted = reference_of(os.fsdecode(place), settings)
        since = None
        if beside and settings.source_patterns:
            since = self._histories.since(os.fsdecode(place), beside)
        return Entry(
            source.name,
            source.relative,
            place,
            versions,
            os.fsencode(beside) if beside else b"",
            os.fsencode(os.path.abspath(wanted)) if wanted else b"",
            since,
            not beside and lacks_source(os.fsdecode(place), settings.source, settings.source_patterns),
            self._across.others(source.name),
        )

    def _container(self, source: Source) -> Iterator[Known]:
        state = state_of(source.path)
        about = file_stamp(Entry(source.name, source.relative, os.fsencode(source.path)), state)
        stamp = key_of(self._digest, [about, self._across.state] if self._across.state else [about])
        data = self._manifest.container(stamp) if state else None
        kept = msgspec.msgpack.decode(data, type=Kept) if data is not None else None
        if kept is not None and self._holds(kept):
            self._urls.update(array("q", kept.first))
            for part in kept.parts:
                yield Partition(self._next(), part.count, part.size, key=part.key), part.key
            return
        settings = settings_for(self._job.configuration, source.relative)
        names = ContainerNames(source.name, self._urls)
        parts, place, before = list[Part](), 0, 0
        positions: list[int] = []

        def found() -> Iterator[Record]:
            for record, position in read_container(source.path, names, source.relative, settings):
                positions.append(position)
                yield record

        def sized() -> Iterator[tuple[Record, str, int]]:
            for record in beside_others(source.path, source.relative, settings, found()):
                others = self._across.others_of(source.name, said_digests(record, settings))
                if others:
                    record = msgspec.structs.replace(record, elsewhere=(*record.elsewhere, *others))
                yield record, record.name, record_size(record)

        for records in cut(sized(), self._job.spread):
            place = positions[min(len(records), len(positions)) - 1]
            del positions[: len(records)]
            partition, known = self._spooled(records, max(0, place - before))
            before = max(place, before)
            assert partition.key
            parts.append(Part(partition.key, partition.count, partition.size))
            yield partition, known
        self._urls.update(names.first)
        if state and state.st_mtime_ns < time.time_ns() - SETTLED:
            kept = Kept(parts, names.first.tobytes(), names.again.tobytes())
            self._manifest.remember_container(stamp, msgspec.msgpack.encode(kept))

    def _holds(self, kept: Kept) -> bool:
        """True when what is remembered of a container is there, and its documents would be called the same."""
        return (
            all(self._is_done(part.key) for part in kept.parts)
            and all(number in self._urls for number in array("q", kept.again))
            and not any(number in self._urls for number in array("q", kept.first))
        )

    def _spooled(self, records: list[Record], size: int) -> Known:
        """A partition of records, which wait in a file of the work folder for their worker."""
        key = key_of(self._digest, records)
        number = self._next()
        place, names = self._place(records[0].name), [record.name for record in records]
        if self._is_done(key):
            self._last = key
            return Partition(number, len(records), size, key=key), key
        spool = f"{number}-{os.urandom(4).hex()}"
        path = spool_path(self._folder, spool)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_own(path, msgspec.msgpack.encode(records))
        before = self._earlier(names, None)
        return Partition(number, len(records), size, spool=spool, key=key, place=place, before=before), None

    def _place(self, first: str) -> bytes:
        """The name of the place where a partition begins, by its first document."""
        return blake2b(self._digest + first.encode("utf-8", "surrogateescape"), digest_size=16).digest()

    def _earlier(self, names: Sequence[str], known: bytes | None) -> tuple[bytes, ...]:
        """Keys of earlier partitions that may hold documents of one that begins like this; none if it is known.

        Those that began at one of its documents, and that which the documents before it were in: where a
        document came or went, the cuts move by a few.
        """
        if known is not None:
            self._last = known
            return ()
        found = [] if self._last is None else [self._last]
        for name in names if self._moved else ():
            key = self._manifest.at_place(self._place(name))
            if key is not None:
                found.append(key)
        self._last = found[-1] if found else None
        return tuple(dict.fromkeys(found))

    def _is_done(self, key: bytes) -> bool:
        return is_whole(partition_path(self._folder, key), self._folder / PAGES)

    def _next(self) -> int:
        self._number += 1
        return self._number - 1


def table_of(source: Source) -> Table:
    """A container as it is compared with other files."""

    def units(settings: Settings) -> Iterator[SaidUnit]:
        return said_rows(readable(source.path, source.relative, settings), settings)

    return Table(File(source.name, source.relative, source.path), units)


def kind_of(source: Source) -> str:
    """`record`, `container` or `file`."""
    if source.record is not None:
        return "record"
    return "container" if is_container(source.path) else "file"


def state_of(path: str) -> os.stat_result | None:
    """What the system says of a file; None when there is none."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def size_of(path: str) -> int:
    """Its bytes; 0 when there is none."""
    state = state_of(path) if path else None
    return state.st_size if state else 0
