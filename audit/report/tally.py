"""Counts over the outcomes of a run."""

from collections import Counter

from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.model.result import Outcome, Result, Unreadable, complete
from audit.model.score import Verdict
from audit.model.suppression import SuppressionKind


class Tally:
    """What a run found, added up document by document. Findings that are merely possible count apart."""

    def __init__(self) -> None:
        self.documents = self.words = self.possible = self.incomplete = 0
        self.penalty = self.weighed = 0.0
        self.severities: Counter[str] = Counter()
        self.checks: Counter[str] = Counter()
        self.verdicts: Counter[Verdict] = Counter()
        self.excused: Counter[SuppressionKind] = Counter()
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
        self.excused.update(item.kind for item in outcome.suppressed)
        for finding in outcome.findings:
            if finding.confidence is Confidence.POSSIBLE:
                self.possible += 1
            else:
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1

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
        named = [
            {name: part for part in signature.split("|") for name in [part.split(":")[0]]}
            for signature in self.signatures
        ]
        parts = []
        for name in dict.fromkeys(name for parts_of_one in named for name in parts_of_one):
            values = {parts_of_one.get(name) for parts_of_one in named}
            same = values.pop() if len(values) == 1 else None
            parts.append(same or f"{name}:*")
        return "|".join(parts)


def shown_findings(result: Result, possible: bool) -> tuple[Finding, ...]:
    """The findings a report shows: all but the merely possible, or all."""
    return tuple(result.findings) if possible else result.shown


def shown_with_costs(result: Result, possible: bool) -> list[tuple[Finding, float]]:
    """The same, each with the penalty points it costs."""
    costs = result.score.costs or (0.0,) * len(result.findings)
    pairs = zip(result.findings, costs, strict=True)
    return [pair for pair in pairs if possible or pair[0].confidence is not Confidence.POSSIBLE]
