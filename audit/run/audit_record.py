"""One document of a batch, wherever it came from: a file, a row of a table, a page of a web archive."""

from codecs import lookup
from pathlib import Path

import msgspec

from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.model.result import Outcome, Unreadable
from audit.model.run_facts import ALONE, RunFacts
from audit.model.settings import IgnoreWhere, Settings
from audit.readers.read_document import read_bytes, read_string
from audit.run.auditor import Auditor
from audit.run.baseline import Baseline
from audit.run.read_baseline import read_baseline

MOST_AUDITORS = 64  # kept at a time; rows may name more languages than that


class Record(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A document as it was found.

    `name` is what reports call it. `data` holds a file's bytes, or `text` is given; `fault` says why there
    is neither. `excuses` are the rules of its side file. `relative` is the path that `[[path]]` rules look
    at. `format` and `encoding` stand in for what the settings leave open; `target_lang`, `source_lang` and
    `outlet` win over the settings. `filed` is the path that entries of the baseline have, where `name` does not
    tell. `versions`: see `Document`.
    """

    name: str
    relative: str
    data: bytes | None = None
    text: str | None = None
    fault: str | None = None
    format: str | None = None
    encoding: str | None = None
    source: str | None = None
    reference: str | None = None
    target_lang: str | None = None
    source_lang: str | None = None
    excuses: tuple[IgnoreWhere, ...] = ()
    filed: str | None = None
    outlet: str | None = None
    versions: tuple[str, ...] = ()


class Auditors:
    """The auditors of one process: each set of choices is made ready once, and a baseline read once.

    `beside`: see `Auditor`; `here`: where relative paths start.
    """

    def __init__(self, beside: RunFacts = ALONE, here: Path = Path()) -> None:
        self._beside = beside
        self._here = here
        self._baselines: dict[str, Baseline] = {}
        self._made: dict[tuple[Settings, str | None, str | None], Auditor] = {}

    def fitting(
        self, settings: Settings, target_lang: str | None = None, source_lang: str | None = None
    ) -> Auditor:
        """The auditor for some settings and the languages of one document. Raises as `Auditor` does."""
        key = settings, target_lang, source_lang
        auditor = self._made.get(key)
        if auditor is None:
            if len(self._made) >= MOST_AUDITORS:
                self._made.pop(next(iter(self._made)))
            auditor = self._made[key] = Auditor(
                target_lang,
                source_lang,
                settings=settings,
                beside=self._beside,
                baseline=self.baseline(settings.baseline),
            )
        return auditor

    def baseline(self, file: str | None) -> Baseline | None:
        """The baseline in a file. Raises SettingsError when it cannot be read."""
        if not file:
            return None
        if file not in self._baselines:
            self._baselines[file] = read_baseline(Path(file), self._here)
        return self._baselines[file]


def audit_record(auditor: Auditor, record: Record) -> Outcome:
    """The outcome of one record. Raises nothing for what the record holds."""
    settings = auditor.settings
    if record.data is None and record.text is None:
        return Unreadable(record.name, record.fault or "there is nothing in it")
    try:
        document = record_document(record, settings)
        return auditor.check_document(document, record.source, record.reference, record.excuses, record.filed)
    except (UnreadableError, UsageError) as error:
        return Unreadable(record.name, str(error).removeprefix(f"{record.name}: "))
    except Exception as error:  # noqa: BLE001 — the one place where one document must not end a batch
        why = f"the audit broke on this document ({type(error).__name__}: {error}); please report it"
        return Unreadable(record.name, why)


def record_document(record: Record, settings: Settings) -> Document:
    """The document of a record that has no fault. Raises UnreadableError and UsageError as the readers do."""
    if record.data is None:
        document = read_string(record.text or "", settings.format or record.format or "text")
        return msgspec.structs.replace(document, path=record.name)
    encoding = settings.encoding or known_encoding(record.encoding)
    document = read_bytes(record.data, record.name, settings.format or record.format, encoding)
    return msgspec.structs.replace(document, versions=record.versions) if record.versions else document


def audit_with(auditors: Auditors, settings: Settings, record: Record) -> Outcome:
    """The outcome of one record under some settings; a language that nobody knows is its own fault."""
    try:
        auditor = auditors.fitting(settings, record.target_lang, record.source_lang)
    except UsageError as error:
        return Unreadable(record.name, str(error))
    return audit_record(auditor, record)


def known_encoding(name: str | None) -> str | None:
    """The name of an encoding that a document's carrier gives, or None when nobody knows it."""
    try:
        return lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
