"""The front door for programs."""

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from audit.config.side_file import excuses_beside
from audit.excuses.baseline import Baseline
from audit.excuses.read_baseline import read_baseline
from audit.model.check import Check
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.run_facts import ALONE, RunFacts
from audit.model.settings import IgnoreWhere, Settings
from audit.model.source_change import SourceChange
from audit.one.around import Around
from audit.one.audit_document import audit_document
from audit.one.choices import Choices
from audit.one.other_unit import OtherUnit
from audit.readers.read_document import read_bytes, read_file, read_string
from audit.run.changes.known_change import known_change
from audit.run.changes.source_history import Histories
from audit.run.checked import Checked, checked
from audit.run.read_references import noted, reference_beside
from audit.run.read_sources import with_sources_beside, with_sources_in
from audit.run.source_once import source_text_once

if TYPE_CHECKING:
    from pandas import DataFrame

    from audit.model.aligned_bead import AlignedBead


class Known(TypedDict, total=False):
    """What is known around one document: see `Around`."""

    excuses: tuple[IgnoreWhere, ...]
    reference: Document | None
    elsewhere: tuple[OtherUnit, ...]
    change: SourceChange | None


class Auditor:
    """Audits texts and files with one set of choices. Holds no state between documents.

    `target` and `source` are language tags; None means: infer from the document. Everything else is in
    `settings` (the arguments win over it). Raises UsageError for an unknown language and SettingsError for
    an unknown check or scoring profile or a baseline that cannot be read, at once rather than at the first
    document. `beside` is what the documents of the run say together
    (`run/corpus_vote.py`); `baseline` is that of the settings where somebody has read it already, `histories` are the
    logs of the repositories that the documents lie in.
    """

    def __init__(
        self,
        target: str | None = None,
        source: str | None = None,
        settings: Settings | None = None,
        checks: Iterable[Check] | None = None,
        beside: RunFacts = ALONE,
        baseline: Baseline | None = None,
        histories: Histories | None = None,
    ) -> None:
        chosen = settings or Settings()
        self._given = None if checks is None else tuple(checks)
        self._choices = Choices(
            msgspec.structs.replace(chosen, target=target or chosen.target, source=source or chosen.source),
            self._given,
        )
        if chosen.models:
            _ = self._choices.scorers  # at once, rather than at the first document
        if baseline is None and chosen.baseline:
            baseline = read_baseline(Path(chosen.baseline))
        self._around = Around(corpus=beside, baseline=baseline)
        self._histories = histories

    @property
    def settings(self) -> Settings:
        """The settings, with the languages that were named."""
        return self._choices.settings

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks these settings want, before the target language has its say."""
        return self._choices.checks

    def check_text(
        self,
        text: str,
        source_text: str | None = None,
        reference_text: str | None = None,
        format: str = "text",  # noqa: A002
    ) -> Checked:
        """Audit a string. Offsets count code points of `text`.

        `source_text`, read as the same format, is put beside it sentence by sentence; places in it count its code
        points. `reference_text` is a translation by somebody else, in the same format: `measures` of the result hold
        the figures of the text beside it.
        """
        document = read_string(text, format)
        if source_text is not None:
            document = msgspec.structs.replace(document, source=source_text_once(source_text, format))
        reference = None if reference_text is None else read_string(reference_text, format, "reference")
        return self._audit(document, reference=reference)

    def check_file(
        self,
        path: str | PathLike[str],
        versions: tuple[str, ...] = (),
        reference_path: str | PathLike[str] | None = None,
        elsewhere: tuple[OtherUnit, ...] = (),
    ) -> Checked:
        """Audit a file of any known format. Offsets count code points of the decoded file.

        `versions` are the tags of other languages in which the document lies beside it, where known.
        `reference_path` is a file with a translation by somebody else, to reckon `measures` with; left out, the
        settings tell where it lies, if there is one. `elsewhere` are units of other files that those of a translation file
        do not agree with (`run/across`).
        Raises UnreadableError when it, or the side file beside it, cannot be read.
        """
        settings = self.settings
        document = read_file(
            fspath(path), format=settings.format, encoding=settings.encoding, max_bytes=settings.max_bytes
        )
        document = with_sources_beside(document, fspath(path), settings)
        document, change = known_change(self._histories or Histories(), fspath(path), document)
        if versions:
            document = msgspec.structs.replace(document, versions=versions)
        beside = reference_beside(
            fspath(path), settings, None if reference_path is None else fspath(reference_path)
        )
        return self._audit(
            noted(document, beside),
            excuses=excuses_beside(fspath(path), settings.require_reason),
            reference=beside.document,
            elsewhere=elsewhere,
            change=change,
        )

    def check_files(self, target_path: str | PathLike[str], source_path: str | PathLike[str]) -> Checked:
        """Audit a page beside the page it translates, or a translation file beside the file of its sources.

        Raises UnreadableError when the translation, or the side file beside it, cannot be read; a source that cannot
        becomes a note.
        """
        path, settings = fspath(target_path), self.settings
        document = read_file(
            path, format=settings.format, encoding=settings.encoding, max_bytes=settings.max_bytes
        )
        document = with_sources_in(document, fspath(source_path), settings)
        document, change = known_change(self._histories or Histories(), path, document)
        beside = reference_beside(path, settings)
        return self._audit(
            noted(document, beside),
            excuses=excuses_beside(path, settings.require_reason),
            reference=beside.document,
            change=change,
        )

    def align(
        self, source_path: str | PathLike[str], target_path: str | PathLike[str]
    ) -> "tuple[AlignedBead, ...]":
        """Which parts of a file belong to which of its translation, in the order of the source.

        Every bead has `source` and `target`, spans (`start`, `end`) in code points of the two decoded files; an empty
        side: left out, or added. `sureness` says how probable it is. The languages are those of the Auditor, else
        what the documents seem to be in. Raises UnreadableError for a file that cannot be read.
        """
        from audit.run.align_files import align_files

        return align_files(fspath(source_path), fspath(target_path), self.settings)

    def check_bytes(self, data: bytes, path: str = "-", excuses: tuple[IgnoreWhere, ...] = ()) -> Checked:
        """Audit a file's bytes, for instance from standard input. `path` is shown in messages."""
        document = read_bytes(data, path, self.settings.format, self.settings.encoding)
        beside = reference_beside(path, self.settings)
        return self._audit(noted(document, beside), excuses=excuses, reference=beside.document)

    def check_document(self, document: Document, excuses: tuple[IgnoreWhere, ...] = ()) -> Checked:
        """Audit a document that was read already; `excuses` are rules for it alone."""
        return self._audit(document, excuses=excuses)

    def check_frame(self, frame: "DataFrame", jobs: int = 1) -> "tuple[DataFrame, DataFrame]":
        """Audit a table of texts: pandas in, pandas out.

        `frame` has columns `id` and `target`, optionally `source`, `reference`, `target_lang`,
        `source_lang`. Returns (segments, findings): one row per input row with the score's figures, one
        row per finding; both carry `id`, in the order of the input. `suppressed` counts what somebody
        excused, which is among no findings; equal `cause` means one cause (docs/cleanup_plan.md). Rows with a
        `reference` have figures of measures; those of all rows together are `segments.attrs["measures"]`.

        `segments` has the index of the frame, and ids keep their type. Findings have the columns of findings.parquet
        (docs/tables.md) that a row of a table can have, and `fix` as JSON. `jobs` processes share the work; a script that
        starts some needs `if __name__ == "__main__":` around what it runs. The tables are the same, however many.
        """
        from audit.run.audit_frame import audit_frame

        if jobs < 1:
            raise UsageError(f"jobs={jobs}: name 1 or more")
        return audit_frame(self._given, self._around, self.settings, frame, jobs)

    def _audit(self, document: Document, **known: Unpack[Known]) -> Checked:
        around = msgspec.structs.replace(self._around, **known)
        return checked(audit_document(document, self._choices, around))
