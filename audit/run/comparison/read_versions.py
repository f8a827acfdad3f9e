"""From what was typed to versions: each a folder, a file, a table or a finished report."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audit.config.path_settings import settings_for
from audit.files.file_names import name_from
from audit.files.find_documents import find_documents, is_report
from audit.files.reference_file import names_one_file
from audit.model.errors import UsageError
from audit.model.result import Outcome
from audit.model.settings import Configuration
from audit.report.comparison.version import Entry, Origin, Version
from audit.report.tally import in_common
from audit.report.wording import clipped
from audit.run.audit_many import audit_many
from audit.run.audit_record import Preparations, Record, audit_with
from audit.run.batch.elsewhere import beside_others
from audit.run.batch.page_names import legible
from audit.run.batch.read_container import BROKEN, documents_of, is_container
from audit.run.comparison.entry_of import entry_of, signature_of
from audit.run.comparison.read_finished import read_finished

if TYPE_CHECKING:
    from pandas import DataFrame

LONGEST_KEY = 200  # code points of a source that stands in for an id
# Hands entries on while somebody watches: (entries, how many there will be or 0).
Watch = Callable[[Iterable[Entry], int], Iterator[Entry]]


def unwatched(entries: Iterable[Entry], total: int) -> Iterator[Entry]:
    """Nobody watches."""
    yield from entries


def read_versions(
    arguments: Sequence[str],
    names: Sequence[str],
    configuration: Configuration,
    folder: Path,
    possible: bool = False,
    watch: Watch = unwatched,
    force_exclude: bool = False,
) -> list[Version]:
    """Audit what has to be audited and read what is finished, in the order given.

    `folder` is where the configuration's globs start. Raises UsageError for an argument that can be no version.
    """
    for argument in arguments:
        refuse(argument)
    reader = Reader(configuration, folder, possible, watch, force_exclude)
    return [reader.version(argument, name) for argument, name in zip(arguments, names, strict=True)]


def refuse(argument: str) -> None:
    """Raises UsageError for what is no file and no folder."""
    if argument == "-":
        raise UsageError("standard input cannot be compared: save it to a file")
    if not os.path.exists(argument):
        raise UsageError(f"{argument}: no such file or folder")
    if not os.path.isdir(argument) and not os.path.isfile(argument):
        raise UsageError(f"{argument} is no ordinary file; save its content to one")


class Reader:
    """Reads versions with one configuration."""

    def __init__(
        self,
        configuration: Configuration,
        folder: Path,
        possible: bool = False,
        watch: Watch = unwatched,
        force_exclude: bool = False,
    ) -> None:
        self._configuration = configuration
        self._folder = folder
        self._possible = possible
        self._watch = watch
        self._force_exclude = force_exclude
        self._made = Preparations()

    def version(self, argument: str, name: str) -> Version:
        """One argument."""
        if os.path.isdir(argument):
            if is_report(argument):
                return read_finished(argument, name, self._possible)
            return self._documents(argument, name, Origin.FOLDER)
        if is_container(argument):
            return self._rows(argument, name)
        return self._documents(argument, name, Origin.FILE)

    def _documents(self, argument: str, name: str, origin: Origin) -> Version:
        documents, nothing = find_documents(
            (argument,), self._configuration, self._folder, self._force_exclude
        )
        pattern = self._configuration.reference_file
        if pattern is not None and names_one_file(pattern) and len(documents) > 1:
            raise UsageError(
                f"--reference-file {pattern}: one file for {len(documents):,} documents of {argument}; "
                "write {name} or {stem} for the name of each, for instance references/{name}"
            )
        signatures: dict[str, None] = {}
        top = argument if origin is Origin.FOLDER else os.path.dirname(argument) or os.curdir

        def entries() -> Iterator[Entry]:
            for document, outcome in zip(documents, audit_many(documents, self._configuration), strict=True):
                note(signatures, outcome)
                key = legible(name_from(document.shown, os.path.abspath(top)))
                yield entry_of(key, outcome, self._possible)

        found, twice = by_key(self._watch(entries(), len(documents)))
        faults = tuple(f"{legible(item.path)}: {legible(item.why)}" for item in nothing)
        return Version(name, origin, found, {}, twice, faults, in_common(signatures))

    def _rows(self, path: str, name: str) -> Version:
        relative = name_from(path, os.path.abspath(self._folder))
        settings = settings_for(self._configuration, relative)
        shown = legible(os.path.normpath(path).replace(os.sep, "/"))
        faults: list[str] = []
        signatures: dict[str, None] = {}

        def records() -> Iterator[Record]:
            try:
                for record, _ in documents_of(path, relative, settings):
                    yield record
            except BROKEN as error:
                why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                faults.append(f"{shown}: could not be read to its end: {legible(why)}")

        def entries() -> Iterator[Entry]:
            for number, record in enumerate(beside_others(path, relative, settings, records()), 1):
                key = key_of(record)
                if key is None:
                    faults.append(
                        f"{shown}: row {number}: {record.fault or 'has no id, and no source that could stand in for it'}"
                    )
                    continue
                outcome = audit_with(self._made, settings, named(record, shown, number))
                note(signatures, outcome)
                yield entry_of(key, outcome, self._possible, record)

        found, twice = by_key(self._watch(entries(), 0))
        return Version(name, Origin.TABLE, found, {}, twice, tuple(faults), in_common(signatures))

    def frame(self, frame: "DataFrame", name: str) -> Version:
        """A table in memory. Raises UsageError when it lacks a column."""
        from audit.run.audit_frame import REQUIRED
        from audit.run.frame_rows import row_record

        if missing := [column for column in REQUIRED if column not in frame.columns]:
            raise UsageError(
                f"{name}: the frame lacks the column {missing[0]}; it needs {', '.join(REQUIRED)}"
            )
        settings = settings_for(self._configuration, name)
        signatures: dict[str, None] = {}

        def entries() -> Iterator[Entry]:
            for row in frame.to_dict("records"):
                record = row_record(row)
                outcome = audit_with(self._made, settings, record)
                note(signatures, outcome)
                yield entry_of(record.name, outcome, self._possible, record)

        found, twice = by_key(self._watch(entries(), len(frame)))
        return Version(name, Origin.FRAME, found, {}, twice, (), in_common(signatures))


def key_of(record: Record) -> str | None:
    """What a row is paired by: its id, else its source with its context; None for neither."""
    if record.name:
        return legible(record.name)
    unit = record.unit
    source = record.source if unit is None else unit.source
    if source is None:
        return None
    said = source if isinstance(source, str) else " | ".join(source)
    context = f" ({unit.context})" if unit is not None and unit.context else ""
    return clipped(" ".join(said.split()), LONGEST_KEY) + context if said.strip() else None


def named(record: Record, table: str, number: int) -> Record:
    """The row under the name that reports have for it."""
    import msgspec

    name = record.name if "://" in record.name else f"{table}#{record.name or f'row {number}'}"
    return msgspec.structs.replace(record, name=name)


def by_key(entries: Iterable[Entry]) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """The entries by their keys, and the keys that several have: none of those can be paired."""
    found: dict[str, Entry] = {}
    twice: dict[str, None] = {}
    for entry in entries:
        if entry.key in found:
            twice[entry.key] = None
        else:
            found[entry.key] = entry
    for key in twice:
        del found[key]
    return found, tuple(twice)


def note(signatures: dict[str, None], outcome: Outcome) -> None:
    """Remember what an outcome was got with."""
    signature = signature_of(outcome)
    if signature is not None:
        signatures[signature] = None
