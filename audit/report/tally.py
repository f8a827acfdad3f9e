"""Counts over the outcomes of a run."""

from collections import Counter
from typing import Protocol

from audit.model.changes import ChangeScope
from audit.model.finding import Finding
from audit.model.gate import GateFailure
from audit.model.mqm import Confidence
from audit.model.result import Outcome, Result, Unreadable, complete
from audit.model.score import Verdict


class GateKeeper(Protocol):
    """Whoever judges the run."""

    def failures(self) -> tuple[GateFailure, ...]: ...


class Tally:
    """What a run found, added up document by document. Findings that are merely possible count apart."""

    def __init__(self, gates: GateKeeper | None = None, changes: ChangeScope | None = None) -> None:
        self.gates, self.changes = gates, changes
        self.documents = self.words = self.possible = self.incomplete = 0
        self.penalty = self.weighed = 0.0
        self.severities: Counter[str] = Counter()
        self.checks: Counter[str] = Counter()
        self.verdicts: Counter[Verdict] = Counter()
        self.checks_run: set[str] = set()
        self.signatures: list[str] = []

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self.documents += 1
        self.incomplete += not complete(outcome)
        if isinstance(outcome, Unreadable):
            return
        self.checks_run.update(outcome.checks_run)
        if outcome.score.signature not in self.signatures:
            self.signatures.append(outcome.score.signature)
        if not outcome.checks_run:
            return
        score = outcome.score
        self.words += score.words
        self.penalty += score.penalty
        self.weighed += score.value * score.words
        self.verdicts[score.verdict] += 1
        for finding in outcome.findings:
            if finding.confidence is Confidence.POSSIBLE:
                self.possible += 1
            else:
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1

    @property
    def gates_failed(self) -> tuple[GateFailure, ...]:
        """The gates that the documents counted so far do not pass."""
        return self.gates.failures() if self.gates else ()

    @property
    def findings(self) -> int:
        """Findings shown by default."""
        return self.severities.total()

    @property
    def score(self) -> float | None:
        """Mean of the documents' scores, weighted by words; None when no word was scored."""
        return round(self.weighed / self.words, 2) if self.words else None

    @property
    def signature(self) -> str:
        """What the documents' signatures have in common; what differs between them is `*`."""
        columns = zip(*(signature.split("|") for signature in self.signatures), strict=True)
        parts = []
        for column in columns:
            same = len(set(column)) == 1
            parts.append(column[0] if same else column[0].split(":")[0] + ":*")
        return "|".join(parts)


def shown_findings(result: Result, possible: bool) -> tuple[Finding, ...]:
    """The findings a report shows: all but the merely possible, or all."""
    return tuple(result.findings) if possible else result.shown


def shown_with_costs(result: Result, possible: bool) -> list[tuple[Finding, float]]:
    """The same, each with the penalty points it costs."""
    costs = result.score.costs or (0.0,) * len(result.findings)
    pairs = zip(result.findings, costs, strict=True)
    return [pair for pair in pairs if possible or pair[0].confidence is not Confidence.POSSIBLE]
