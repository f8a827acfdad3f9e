"""Counts over the outcomes of a run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import msgspec

from audit.measures.totals import Totals
from audit.model.changes import ChangeScope
from audit.model.finding import Finding
from audit.model.gate import GateFailure
from audit.model.measured import TotalMeasured
from audit.model.mqm import Confidence
from audit.model.result import Outcome, Result, Unreadable, complete
from audit.model.score import Verdict
from audit.model.suppression import SuppressedFinding, SuppressionKind

MODEL = "model:"  # how the part of a signature begins that names a model
# What is simply added up.
NUMBERS = (
    "documents",
    "words",
    "possible",
    "unlisted",
    "incomplete",
    "beside",
    "alone",
    "penalty",
    "weighed",
)


class GateKeeper(Protocol):
    """Whoever judges the run."""

    def failures(self) -> tuple[GateFailure, ...]: ...


class Told(msgspec.Struct, frozen=True):
    """The judgement of a run that is over."""

    told: tuple[GateFailure, ...]

    def failures(self) -> tuple[GateFailure, ...]:
        return self.told


class Tally:
    """What a run found, added up document by document. Findings that are merely possible count apart."""

    def __init__(
        self,
        gates: GateKeeper | None = None,
        changes: ChangeScope | None = None,
        measured: Totals | None = None,
    ) -> None:
        """`measured`: what figures beside references are added to; somebody who judges them may hold it too."""
        self.gates, self.changes = gates, changes
        self.measured = Totals() if measured is None else measured
        self.documents = self.words = self.possible = self.unlisted = self.incomplete = 0
        self.beside = self.alone = 0  # documents with the file they translate beside them, and without it
        self.penalty = self.weighed = 0.0
        self.severities: Counter[str] = Counter()
        self.checks: Counter[str] = Counter()
        self.verdicts: Counter[Verdict] = Counter()
        self.excused: Counter[SuppressionKind] = Counter()
        self.checks_run: set[str] = set()
        # Numbers of [[ignore-where]] rules: see RulesAsked.
        self.rules_asked: set[int] = set()
        self.rules_used: set[int] = set()
        self.signatures: dict[str, None] = {}  # in the order they came

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self.documents += 1
        whole = complete(outcome)
        self.incomplete += not whole
        if isinstance(outcome, Unreadable):
            return
        self.measured.add(outcome.measures)
        self.checks_run.update(outcome.checks_run)
        self.signatures[outcome.score.signature] = None
        if not outcome.checks_run:
            return
        # Of a document that was not wholly checked nobody knows what it would need.
        self.rules_asked.update(outcome.rules.asked if whole else ())
        self.rules_used.update(outcome.rules.used)
        self.beside += outcome.source_path is not None
        self.alone += outcome.alone
        score = outcome.score
        self.words += score.words
        self.penalty += score.penalty
        self.weighed += score.value * score.words
        self.verdicts[score.verdict] += 1
        self.excused.update(item.kind for item in outcome.suppressed)
        self.unlisted += outcome.more
        for finding in outcome.findings:
            if finding.confidence is Confidence.POSSIBLE:
                self.possible += 1
            else:
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1

    def merge(self, other: "Tally") -> None:
        """Count what another tally counted. In the order of the documents it gives the same as one tally."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.severities.update(other.severities)
        self.checks.update(other.checks)
        self.verdicts.update(other.verdicts)
        self.excused.update(other.excused)
        self.checks_run |= other.checks_run
        self.rules_asked |= other.rules_asked
        self.rules_used |= other.rules_used
        self.signatures |= other.signatures
        self.measured.merge(other.measured)

    def state(self) -> dict[str, Any]:
        """The counts as plain values, for a file; `from_state` reads them back."""
        return {
            **{name: getattr(self, name) for name in NUMBERS},
            "severities": dict(self.severities),
            "checks": dict(self.checks),
            "verdicts": {str(verdict): count for verdict, count in self.verdicts.items()},
            "excused": {str(kind): count for kind, count in self.excused.items()},
            "checks_run": sorted(self.checks_run),
            "rules_asked": sorted(self.rules_asked),
            "rules_used": sorted(self.rules_used),
            "signatures": list(self.signatures),
            "measured": self.measured.state(),
            "gates": [(failure.gate, failure.why) for failure in self.gates_failed],
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Tally":
        """A tally as `state` wrote it."""
        tally = cls()
        for name in NUMBERS:
            setattr(tally, name, state.get(name, 0))
        tally.severities.update(state["severities"])
        tally.checks.update(state["checks"])
        tally.verdicts.update({Verdict(name): count for name, count in state["verdicts"].items()})
        tally.excused.update({SuppressionKind(name): count for name, count in state["excused"].items()})
        tally.checks_run.update(state["checks_run"])
        tally.rules_asked.update(state["rules_asked"])
        tally.rules_used.update(state["rules_used"])
        tally.signatures = dict.fromkeys(state["signatures"])
        tally.measured = Totals.from_state(state.get("measured", ()))
        tally.gates = Told(tuple(GateFailure(*failure) for failure in state["gates"]))
        return tally

    @property
    def gates_failed(self) -> tuple[GateFailure, ...]:
        """The gates that the documents counted so far do not pass."""
        return self.gates.failures() if self.gates else ()

    @property
    def measures(self) -> tuple[TotalMeasured, ...]:
        """The figures of all documents with a reference; one a measure and signature."""
        return self.measured.figures()

    @property
    def rules_unused(self) -> list[int]:
        """Numbers of the [[ignore-where]] rules that were asked and excused nothing."""
        return sorted(self.rules_asked - self.rules_used)

    @property
    def findings(self) -> int:
        """Findings shown by default, that are listed."""
        return self.severities.total()

    @property
    def score(self) -> float | None:
        """Mean of the documents' scores, weighted by words; None when no word was scored."""
        return round(self.weighed / self.words, 2) if self.words else None

    @property
    def signature(self) -> str:
        """What the documents' signatures have in common; what differs between them is `*`."""
        return in_common(self.signatures)


def in_common(signatures: Iterable[str]) -> str:
    """One signature of many; what differs between them is `*`."""
    parts = []
    for name, values in by_name(signatures).items():
        # Models are asked about documents that have a source, and are named though others have none.
        same = len(set(values)) == 1 or name.startswith(MODEL)
        parts.append((values[0] or name) if same else f"{name}:*")
    return "|".join(parts)


def name_of(part: str) -> str:
    """What a part of a signature is about. Of models there may be several: each is a name of its own."""
    return part if part.startswith(MODEL) else part.partition(":")[0]


def by_name(signatures: Iterable[str]) -> dict[str, list[str]]:
    """Each part of some signatures as all of them have it, by its name; "" where one lacks it."""
    named = [{name_of(part): part for part in signature.split("|")} for signature in signatures]
    names = dict.fromkeys(name for parts in named for name in parts)
    return {name: [parts.get(name, "") for parts in named] for name in names}


def shown_findings(result: Result, possible: bool) -> tuple[Finding, ...]:
    """The findings a report shows: all but the merely possible, or all."""
    return tuple(result.findings) if possible else result.shown


def shown_excused(result: Result, possible: bool) -> tuple[SuppressedFinding, ...]:
    """The excused findings that a report shows where it has a place for such: by the same rule."""
    return tuple(
        item for item in result.suppressed if possible or item.finding.confidence is not Confidence.POSSIBLE
    )


def shown_with_costs(result: Result, possible: bool) -> list[tuple[Finding, float]]:
    """The same, each with the penalty points it costs."""
    costs = result.score.costs or (0.0,) * len(result.findings)
    pairs = zip(result.findings, costs, strict=True)
    return [pair for pair in pairs if possible or pair[0].confidence is not Confidence.POSSIBLE]
