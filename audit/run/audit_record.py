"""One document of a batch, wherever it came from: a file, a row of a table, a page of a web archive."""

from codecs import lookup
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from audit.excuses.baseline import Baseline
from audit.excuses.read_baseline import read_baseline
from audit.model.check import Check
from audit.model.document import Document, Flow
from audit.model.errors import UnreadableError, UsageError
from audit.model.result import Outcome, Unreadable
from audit.model.settings import IgnoreWhere, Settings
from audit.model.source_change import SourceChange
from audit.one.around import NOTHING, Around
from audit.one.ask import UNASKED, Asked, ask
from audit.one.audit_document import settle
from audit.one.choices import Choices
from audit.one.draft import Draft, draft_of
from audit.one.look_together import UNSEEN, Seen, look_together
from audit.one.other_unit import OtherUnit
from audit.readers.read_document import read_bytes, read_string
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.run.changes.known_change import change_of, without_history
from audit.run.changes.source_history import SHALLOW, Since
from audit.run.read_references import Reference, missing, noted, reference_in, unread
from audit.run.read_sources import takes_source, with_sources_in, without_source

if TYPE_CHECKING:
    from audit.neural.answer_store import AnswerStore

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
    `elsewhere` are units of other records that say the same thing otherwise, or another thing the same way. `system` names
    who or what translated a row, `segment` what its table calls the text that it translates: rows of two systems, or of
    one segment, are other translations of one text.
    `since` tells that the file it translates changed after it, `old_source` what that file was before; `lacks_source`
    that it was looked for in vain.
    `reference_data` are the bytes of the file it is compared with, called `reference_name`; `reference_fault` says why
    there are none.
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
    elsewhere: tuple[OtherUnit, ...] = ()
    reference_data: bytes | None = None
    reference_name: str = ""
    reference_fault: str | None = None
    since: Since | None = None
    old_source: bytes | None = None
    lacks_source: bool = False
    system: str | None = None
    segment: str | None = None


class Preparations:
    """What one process has made ready: each set of choices once, and a baseline read once.

    `checks`: those to choose from, None for all that ship. `around` is what is known around every document;
    `here` is where relative paths start; `answers` are those that models gave before.
    """

    def __init__(
        self,
        checks: Iterable[Check] | None = None,
        around: Around = NOTHING,
        here: Path = Path(),
        answers: "AnswerStore | None" = None,
    ) -> None:
        self._checks = None if checks is None else tuple(checks)
        self._around = around
        self._here = here
        self._answers = answers
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
            choices = self._made[key] = Choices(named, self._checks, self._here, self._answers)
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


def audit_together(
    made: Preparations, records: Sequence[Record], settings_of: Callable[[Record], Settings]
) -> list[Outcome]:
    """The outcomes of many records, the same as those of each by itself. Raises nothing for what a record holds."""
    drafts: list[Draft] = []
    outcomes: dict[int, Outcome] = {}
    for number, record in enumerate(records):
        made_of = draft_with(made, settings_of(record), record)
        if isinstance(made_of, Unreadable):
            outcomes[number] = made_of
        else:
            drafts.append(made_of)
    waiting = zip(drafts, look_together(drafts), ask(drafts), strict=True)
    return [
        outcomes[number] if number in outcomes else settled(record, *next(waiting))
        for number, record in enumerate(records)
    ]


def audit_with(made: Preparations, settings: Settings, record: Record) -> Outcome:
    """The outcome of one record under some settings. Raises nothing for what the record holds; a language that
    nobody knows is its own fault."""
    draft = draft_with(made, settings, record)
    return draft if isinstance(draft, Unreadable) else settled(record, draft, asked=ask([draft])[0])


def draft_with(made: Preparations, settings: Settings, record: Record) -> Draft | Unreadable:
    """The draft of one record, or why there is none."""
    if record.data is None and record.text is None and record.unit is None:
        return Unreadable(record.name, record.fault or "there is nothing in it")
    try:
        choices = made.choices(settings, record.target_lang, record.source_lang)
        beside = reference_record(record, settings)
        document = record_document(record, settings)
        around = msgspec.structs.replace(
            made.around(settings),
            excuses=record.excuses,
            filed=record.filed,
            reference_text=record.reference,
            elsewhere=record.elsewhere,
            reference=beside.document,
            change=record_change(record, document),
        )
        return draft_of(noted(document, beside), choices, around)
    except (UnreadableError, UsageError) as error:
        return Unreadable(record.name, str(error).removeprefix(f"{record.name}: "))
    except Exception as error:  # noqa: BLE001 — one document must not end a batch
        return broken(record, error)


def settled(record: Record, draft: Draft, seen: Seen = UNSEEN, asked: Asked = UNASKED) -> Outcome:
    """The outcome of a draft."""
    try:
        return settle(draft, seen, asked)
    except (UnreadableError, UsageError) as error:
        return Unreadable(record.name, str(error).removeprefix(f"{record.name}: "))
    except Exception as error:  # noqa: BLE001 — one document must not end a batch
        return broken(record, error)


def broken(record: Record, error: Exception) -> Unreadable:
    """A fault of ours."""
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
        if record.since == SHALLOW and document.source is not None and document.flow is Flow.PROSE:
            document = without_history(document)
    elif record.lacks_source and takes_source(document):
        document = without_source(document)
    return msgspec.structs.replace(document, versions=record.versions) if record.versions else document


def record_change(record: Record, document: Document) -> SourceChange | None:
    """What happened to the page that a record translates since."""
    if record.since is None or document.source is None:
        return None
    return change_of(record.since, record.old_source, document.source)


def reference_record(record: Record, settings: Settings) -> Reference:
    """The document that a record is compared with."""
    if record.reference_fault is not None:
        return Reference(note=unread(record.reference_fault))
    if record.reference_data is None:
        return Reference(note=missing(record.reference_name)) if record.reference_name else Reference()
    return reference_in(record.reference_data, record.reference_name, settings)


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
