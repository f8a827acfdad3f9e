"""What one audit of one document gives."""

from collections.abc import Sequence

import msgspec

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.language_evidence import LanguageGuess
from audit.model.measured import Measured
from audit.model.modelled import Modelled
from audit.model.mqm import Confidence
from audit.model.score import Score
from audit.model.segment_estimate import NONE, Estimates
from audit.model.suppression import Note, RulesAsked, SuppressedFinding
from audit.model.unchecked import SOURCE_FILE, Unchecked
from audit.model.unlisted import Unlisted


class SkippedCheck(msgspec.Struct, frozen=True):
    """A check that did not run, or ran in part for want of what it needs, and why."""

    check: str
    why: str


class Result(msgspec.Struct, frozen=True):
    """Findings in document order, the score, and what was not checked.

    `findings` holds those of confidence `possible` too: they are shown on request only and cost nothing.
    `suppressed` are the findings that somebody excused, by place: they are not among `findings` and cost
    nothing. `notes` tell of excuses that do not work, or no longer; they change no verdict.
    `rules` tells which rules of the configuration were of use. `unlisted` counts what is not among `findings`
    because a check found too much; it costs points all the same. `measures` are the figures beside a reference,
    where there is one; `models` are those that were asked; `estimates` what each stretch is estimated at.
    """

    document: Document
    findings: Sequence[Finding]
    score: Score
    unchecked: tuple[Unchecked, ...]
    target_language: LanguageGuess
    source_language: LanguageGuess
    checks_run: tuple[str, ...]
    checks_skipped: tuple[SkippedCheck, ...]
    suppressed: tuple[SuppressedFinding, ...] = ()
    notes: tuple[Note, ...] = ()
    rules: RulesAsked = RulesAsked()
    unlisted: tuple[Unlisted, ...] = ()
    measures: tuple[Measured, ...] = ()
    models: tuple[Modelled, ...] = ()
    estimates: Estimates = NONE
    source_path: str | None = None
    alone: bool = False

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Findings a user sees by default: all but the merely possible."""
        return tuple(finding for finding in self.findings if finding.confidence is not Confidence.POSSIBLE)

    @property
    def more(self) -> int:
        """How many findings there are beside the shown ones."""
        return sum(item.count for item in self.unlisted)


class Unreadable(msgspec.Struct, frozen=True):
    """A document that could not be read, and why; `why` also says what to do about it.

    `closed`: it is there, or may be, but nobody may look.
    """

    path: str
    why: str
    closed: bool = False


def complete(outcome: "Outcome") -> bool:
    """True when everything that was asked for could be checked: nothing fatal, and at least one check ran, unless the
    document is what others are compared with."""
    if isinstance(outcome, Unreadable):
        return False
    if any(item.fatal for item in outcome.unchecked):
        return False
    return bool(outcome.checks_run) or any(item.what == SOURCE_FILE for item in outcome.unchecked)


# What a run has to say of one document.
Outcome = Result | Unreadable
