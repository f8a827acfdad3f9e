"""The front door for programs."""

from collections.abc import Iterable
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from audit.language.profiles import profile
from audit.model.check import Check
from audit.model.document import Document
from audit.model.result import Result
from audit.model.run_facts import ALONE, RunFacts
from audit.model.settings import IgnoreWhere, Settings
from audit.readers.read_document import read_bytes, read_file, read_string
from audit.registry.builtin_checks import builtin_checks
from audit.registry.selection import selected
from audit.run.audit_document import audit_document
from audit.run.baseline import Baseline
from audit.run.read_baseline import read_baseline
from audit.run.side_file import excuses_beside
from audit.score.scoring_profile import scoring_profile

if TYPE_CHECKING:
    from pandas import DataFrame


class Auditor:
    """Audits texts and files with one set of choices. Holds no state between documents.

    `target` and `source` are language tags; None means: infer from the document. Everything else is in
    `settings` (the arguments win over it). Raises UsageError for an unknown language and SettingsError for
    an unknown check or scoring profile or a baseline that cannot be read, at once rather than at the first
    document. `beside` is what the documents of the run say together
    (`run/corpus_vote.py`); `baseline` is that of the settings where somebody has read it already.
    """

    def __init__(
        self,
        target: str | None = None,
        source: str | None = None,
        settings: Settings | None = None,
        checks: Iterable[Check] | None = None,
        beside: RunFacts = ALONE,
        baseline: Baseline | None = None,
    ) -> None:
        chosen = settings or Settings()
        self.settings = msgspec.structs.replace(
            chosen, target=target or chosen.target, source=source or chosen.source
        )
        for tag in (self.settings.target, self.settings.source):
            if tag is not None:
                profile(tag)
        scoring_profile(self.settings.profile)
        self._checks = builtin_checks() if checks is None else tuple(checks)
        self._beside = beside
        self._selected = selected(self._checks, self.settings)
        if baseline is None and self.settings.baseline:
            baseline = read_baseline(Path(self.settings.baseline))
        self._baseline = baseline

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks these settings want, before the target language has its say."""
        return self._selected.chosen

    def check_text(
        self,
        text: str,
        source_text: str | None = None,
        reference_text: str | None = None,
        format: str = "text",  # noqa: A002
    ) -> Result:
        """Audit a string. Offsets count code points of `text`.

        `source_text` helps to tell the source language; no check compares the two sides yet, and the
        result says so under `unchecked`.
        """
        document = read_string(text, format)
        return self.check_document(document, source_text, reference_text)

    def check_file(self, path: str | PathLike[str], versions: tuple[str, ...] = ()) -> Result:
        """Audit a file of any known format. Offsets count code points of the decoded file.

        `versions` are the tags of other languages in which the document lies beside it, where known.
        Raises UnreadableError when it, or the side file beside it, cannot be read.
        """
        settings = self.settings
        document = read_file(
            fspath(path), format=settings.format, encoding=settings.encoding, max_bytes=settings.max_bytes
        )
        if versions:
            document = msgspec.structs.replace(document, versions=versions)
        return self.check_document(document, excuses=excuses_beside(fspath(path), settings.require_reason))

    def check_bytes(self, data: bytes, path: str = "-", excuses: tuple[IgnoreWhere, ...] = ()) -> Result:
        """Audit a file's bytes, for instance from standard input. `path` is shown in messages."""
        document = read_bytes(data, path, self.settings.format, self.settings.encoding)
        return self.check_document(document, excuses=excuses)

    def check_document(
        self,
        document: Document,
        source_text: str | None = None,
        reference_text: str | None = None,
        excuses: tuple[IgnoreWhere, ...] = (),
        filed: str | None = None,
    ) -> Result:
        """Audit a document that was read already; `excuses` are rules for it alone, `filed` its path as the
        baseline's entries have it, where its own does not tell."""
        return audit_document(
            document,
            self.settings,
            self._selected,
            source_text,
            reference_text,
            self._beside,
            self._baseline,
            excuses,
            filed,
        )

    def check_frame(self, frame: "DataFrame") -> "tuple[DataFrame, DataFrame]":
        """Audit a table of texts: pandas in, pandas out.

        `frame` has columns `id` and `target`, optionally `source`, `reference`, `target_lang`,
        `source_lang`. Returns (segments, findings): one row per input row with the score's figures, one
        row per finding; both carry `id`, in the order of the input. `suppressed` counts what somebody
        excused, which is among no findings; equal `cause` means one cause (docs/cleanup_plan.md).
        """
        from audit.run.audit_frame import audit_frame

        return audit_frame(self, frame)
