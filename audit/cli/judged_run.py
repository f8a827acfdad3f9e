"""A run that is judged: over everything, or over what changed since a revision; and what its gates say."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.cli.exit_codes import ExitCode
from audit.cli.model_progress import ModelProgress
from audit.cli.progress_bar import progress
from audit.config.path_settings import limits_for, settings_for
from audit.files.find_documents import FoundDocument
from audit.measures.totals import Totals
from audit.model.changes import ChangeScope
from audit.model.result import Outcome
from audit.model.settings import Configuration
from audit.neural.watching import watched
from audit.report.tally import Tally
from audit.run.audit_many import audit_many
from audit.score.gate import Gate


class JudgedRun:
    """The outcomes of some documents, judged by the configuration's gates as they come.

    `revision` narrows it to what changed since. Raises UsageError when git cannot tell what did.
    """

    def __init__(
        self, documents: Sequence[FoundDocument], configuration: Configuration, revision: str | None = None
    ) -> None:
        self.configuration = configuration
        self.documents = documents
        self._every: Sequence[FoundDocument] = ()
        self.changes = None
        scope: ChangeScope | None = None
        if revision is not None:
            from audit.run.changes.changed_lines import changed_documents
            from audit.run.changes.git_changes import changes_since

            self.changes = changes_since(revision, Path.cwd())
            self._every = documents
            self.documents, scope = changed_documents(documents, self.changes, revision)
        measured = Totals()
        self.gate = Gate(configuration.strict, configuration.fail_under_metric, measured)
        self.tally = Tally(self.gate, scope, measured)

    def outcomes(self, quiet: bool) -> Iterator[Outcome]:
        """Each document's outcome, in order; long runs draw a progress bar unless `quiet`."""
        with watched(ModelProgress(sys.stderr, quiet)):
            yield from self._outcomes(quiet)

    def _outcomes(self, quiet: bool) -> Iterator[Outcome]:
        configuration = self.configuration
        outcomes = audit_many(self.documents, configuration, self._every)
        audited = progress(outcomes, len(self.documents), sys.stderr, quiet)
        for document, audit in zip(self.documents, audited, strict=True):
            outcome = audit
            if self.changes is not None:
                from audit.run.changes.changed_lines import on_changed_lines

                settings = settings_for(configuration, document.relative)
                outcome = on_changed_lines(outcome, document, self.changes, settings)
            self.gate.add(outcome, limits_for(configuration, document.relative))
            yield outcome


def closing_lines(tally: Tally) -> list[str]:
    """What people must know when no report for people is on the screen."""
    lines = [] if tally.changes is None else [tally.changes.sentence]
    return lines + [f"gate failed: {gate.why}" for gate in tally.gates_failed if gate.gate != "verdict"]


def exit_code(tally: Tally) -> ExitCode:
    """What a run means to a script. Unchecked wins: see `ExitCode`."""
    if tally.incomplete:
        return ExitCode.UNCHECKED
    return ExitCode.FAILED if tally.gates_failed else ExitCode.PASSED
