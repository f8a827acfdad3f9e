"""One document of a batch, wherever it came from: a file, a row of a table, a page of a web archive."""

from codecs import lookup
from collections.abc import Iterable
from pathlib import Path

import msgspec

from audit.excuses.baseline import Baseline
from audit.excuses.read_baseline import read_baseline
from audit.model.check import Check
from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.model.result import Outcome, Unreadable
from audit.model.settings import IgnoreWhere, Settings
from audit.one.around import NOTHING, Around
from audit.one.audit_document import audit_document
from audit.one.choices import Choices
from audit.readers.read_document import read_bytes, read_string
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.run.read_sources import with_sources_in

MOST_CHOICES = 64  # kept at a time; rows may name more languages than that


class Record(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A document as it was found.

    `name` is what reports call it. `data` holds a file's bytes, or `text` is given; `fault` says why there is
    neither. `excuses` are the rules of its side file. `relative` is the path that `[[path]]` rules look at.
    `format` and `encoding` stand in for what the settings leave open; `target_lang`, `source_lang` and
    `outlet` win over the settings. `filed` is the path that entries of the baseline have, where `name` does
    not tell. `versions`: see `Document`. `unit` is a source text with its translation, in place of `text`;
    `beside` is the path of the file that it translates, `beside_name` what reports call it, `beside_state` what tells
    that it changed.
    `elsewhere` are units of other records that say the same thing otherwise, or another thing the same way.
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
    unit: UnitRow | None = None
    beside: str = ""
    beside_name: str = ""
    beside_state: tuple[int, ...] | bool = False
    elsewhere: tuple[UnitRow, ...] = ()


class Preparations:
    """What one process has made ready: each set of choices once, and a baseline read once.

    `checks`: those to choose from, None for all that ship. `around` is what is known around every document;
    `here` is where relative paths start.
    """

    def __init__(
        self, checks: Iterable[Check] | None = None, around: Around = NOTHING, here: Path = Path()
    ) -> None:
        self._checks = None if checks is None else tuple(checks)
        self._around = around
        self._here = here
        self._baselines: dict[str, Baseline] = {}
        self._made: dict[tuple[Settings, str | None, str | None], Choices] = {}

    def choices(
        self, settings: Settings, target_lang: str | None = None, source_lang: str | None = None
    ) -> Choices:
        """The choices that settings and the languages of one document come to. Raises as `Choices` does."""
        key = settings, target_lang, source_lang
        choices = self._made.get(key)
        if choices is None:
            if len(self._made) >= MOST_CHOICES:
                self._made.pop(next(iter(self._made)))
            named = msgspec.structs.replace(
                settings, target=target_lang or settings.target, source=source_lang or settings.source
            )
            choices = self._made[key] = Choices(named, self._checks, self._here)
        return choices

    def around(self, settings: Settings) -> Around:
        """What is known around every document with these settings. Raises SettingsError for a baseline that cannot be
        read."""
        if self._around.baseline is not None or not settings.baseline:
            return self._around
        file = settings.baseline
        if file not in self._baselines:
            self._baselines[file] = read_baseline(Path(file), self._here)
        return msgspec.structs.replace(self._around, baseline=self._baselines[file])


def audit_with(made: Preparations, settings: Settings, record: Record) -> Outcome:
    """The outcome of one record under some settings. Raises nothing for what the record holds; a language that
    nobody knows is its own fault."""
    if record.data is None and record.text is None and record.unit is None:
        return Unreadable(record.name, record.fault or "there is nothing in it")
    try:
        choices = made.choices(settings, record.target_lang, record.source_lang)
        around = msgspec.structs.replace(
            made.around(settings),
            excuses=record.excuses,
            filed=record.filed,
            reference_text=record.reference,
            elsewhere=record.elsewhere,
        )
        return audit_document(record_document(record, settings), choices, around)
    except (UnreadableError, UsageError) as error:
        return Unreadable(record.name, str(error).removeprefix(f"{record.name}: "))
    except Exception as error:  # noqa: BLE001 — the one place where one document must not end a batch
        why = f"the audit broke on this document ({type(error).__name__}: {error}); please report it"
        return Unreadable(record.name, why)


def record_document(record: Record, settings: Settings) -> Document:
    """The document of a record that has no fault. Raises UnreadableError and UsageError as the readers do."""
    if record.unit is not None:
        return unit_document((record.unit,), record.name)
    if record.data is None:
        document = read_string(record.text or "", settings.format or record.format or "text")
        return msgspec.structs.replace(document, path=record.name)
    encoding = settings.encoding or known_encoding(record.encoding)
    document = read_bytes(record.data, record.name, settings.format or record.format, encoding)
    if record.beside:
        document = with_sources_in(document, record.beside, settings, record.beside_name)
    return msgspec.structs.replace(document, versions=record.versions) if record.versions else document


def record_size(record: Record) -> int:
    """About how much of a document there is: bytes of a file, code points of texts."""
    if record.unit is None:
        return len(record.data or record.text or "")
    sides = (record.unit.target, record.unit.source or "")
    return sum(len(side) if isinstance(side, str) else sum(map(len, side)) for side in sides)


def known_encoding(name: str | None) -> str | None:
    """The name of an encoding that a document's carrier gives, or None when nobody knows it."""
    try:
        return lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
