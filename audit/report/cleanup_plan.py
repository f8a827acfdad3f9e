"""What to clean up first: findings grouped by cause, the causes with the most leverage on top.

Findings of one check about the same words have one cause: the same button left untranslated on four
hundred pages is one line in a template.
"""

import msgspec

from audit.model.finding import Finding
from audit.model.fix import Safety
from audit.model.mqm import Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.report.repair_text import repair_of
from audit.report.tally import shown_with_costs

PLACES = 20  # shown for each cause; the tables of the report hold all of them


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a finding is."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Cause(msgspec.Struct):
    """Findings of one check about the same words. `places` holds the first `PLACES` of `count`."""

    check: str
    text: str
    message: str
    severity: Severity
    repair: str | None
    safe: bool
    count: int = 0
    cost: float = 0.0
    places: list[Place] = []
    documents: int = 0
    last_document: int = -1

    def add(self, finding: Finding, cost: float, path: str, document: int) -> None:
        """One more finding."""
        self.count += 1
        self.cost += cost
        self.severity = max(self.severity, finding.severity, key=lambda severity: severity.rank)
        if document != self.last_document:
            self.documents += 1
            self.last_document = document
        if len(self.places) < PLACES:
            self.places.append(Place(path, finding.line, finding.column))


class Step(msgspec.Struct):
    """All causes of one check. `score_after` is the mean score once this step and those before are done."""

    check: str
    causes: list[Cause]
    count: int
    documents: int
    cost: float
    score_after: float | None = None


class CleanupPlan:
    """Gathers outcomes; holds causes, not texts."""

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible
        self._causes: dict[tuple[str, str], Cause] = {}
        # One entry a document: (penalty, scale, words), and what each check costs it.
        self._weights: list[tuple[float, float, int]] = []
        self._costs: list[dict[str, float]] = []
        self.unchecked: list[tuple[str, str, str]] = []

    def add(self, outcome: Outcome) -> None:
        """One more document."""
        if isinstance(outcome, Unreadable):
            self.unchecked.append((outcome.path, "whole document", outcome.why))
            return
        path, number = outcome.document.path, len(self._weights)
        self.unchecked += [(path, item.what, item.why) for item in outcome.unchecked if item.fatal]
        score = outcome.score
        self._weights.append((score.penalty, score.scale, score.words))
        costs: dict[str, float] = {}
        for finding, cost in shown_with_costs(outcome, self.possible):
            key = finding.check, " ".join(finding.text.split())
            cause = self._causes.get(key)
            if cause is None:
                cause = self._causes[key] = _new_cause(outcome, finding)
            cause.add(finding, cost, path, number)
            costs[finding.check] = costs.get(finding.check, 0.0) + cost
        self._costs.append(costs)

    def steps(self) -> list[Step]:
        """One step a check, the costliest first."""
        by_check: dict[str, list[Cause]] = {}
        for cause in self._causes.values():
            by_check.setdefault(cause.check, []).append(cause)
        steps = []
        for check, causes in by_check.items():
            causes.sort(key=lambda cause: (-cause.cost, -cause.count, cause.places[0], cause.text))
            documents = sum(check in costs for costs in self._costs)
            count, cost = sum(cause.count for cause in causes), sum(cause.cost for cause in causes)
            steps.append(Step(check, causes, count, documents, cost))
        steps.sort(key=lambda step: (-step.cost, -step.count, step.check))
        self._project(steps)
        return steps

    def _project(self, steps: list[Step]) -> None:
        """Fill in `score_after`: the mean of the documents' scores, weighted by words."""
        words = sum(weight[2] for weight in self._weights)
        if not words:
            return
        removed = [0.0] * len(self._weights)
        for step in steps:
            for number, costs in enumerate(self._costs):
                removed[number] += costs.get(step.check, 0.0)
            total = 0.0
            for (penalty, scale, volume), gone in zip(self._weights, removed, strict=True):
                total += min(100.0, max(0.0, 100 - (penalty - gone) * scale)) * volume
            step.score_after = round(total / words, 2)


def _new_cause(result: Result, finding: Finding) -> Cause:
    repair = repair_of(result.document, finding)
    return Cause(
        check=finding.check,
        text=finding.text,
        message=finding.message,
        severity=finding.severity,
        repair=repair.sentence if repair else None,
        safe=finding.fix is not None and finding.fix.safety is Safety.SAFE,
    )
