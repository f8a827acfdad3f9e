"""Outcomes in, gates not passed out. The gates are explained to people in docs/ci.md."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from audit.measures.catalogue import MEASURES
from audit.measures.marks import metric_marks
from audit.measures.totals import Totals
from audit.model.gate import GateFailure, Grave, Judged, Limits
from audit.model.mqm import Severity
from audit.model.result import Outcome, Unreadable
from audit.model.score import Score, Verdict


class _Average(msgspec.Struct):
    """Word-weighted scores of the documents under one mark."""

    words: int = 0
    weighed: float = 0.0
    floor: int = 0


class Gate:
    """Judges a run document by document; holds counts only.

    What could not be read or checked passes here: the exit code has a value of its own for it.
    """

    def __init__(
        self, strict: bool = False, metrics: Iterable[str] = (), measured: Totals | None = None
    ) -> None:
        """`metrics` are marks of measures ("chrf=50"), for what `measured` comes to in the end: whoever counts the
        documents adds to it. Raises UsageError for a mark that is none.
        """
        self.strict = strict
        self.marks = metric_marks(metrics)
        self.measured = Totals() if measured is None else measured
        self.verdicts: Counter[Verdict] = Counter()
        self.under: dict[float, int] = {}
        self.worst: dict[float, tuple[float, str]] = {}
        self.averages: dict[float, _Average] = {}
        self.grave: Counter[Severity] = Counter()
        self.first: dict[Severity, str] = {}
        self.found: Counter[tuple[str, int]] = Counter()

    def add(self, outcome: Outcome, limits: Limits) -> None:
        """One more document, under its limits."""
        judged = judged_of(outcome)
        if judged is not None:
            self.judge(judged, limits)

    def judge(self, judged: Judged, limits: Limits) -> None:
        """One more document of which only the facts are at hand."""
        if limits.verdict:
            self.verdicts[judged.score.verdict] += 1
        if limits.fail_under is not None:
            self._score(judged, limits.fail_under, limits.floor)
        if limits.fail_on is not None:
            self._severities(judged, limits.fail_on)
        if limits.max_findings is not None:
            self.found[limits.group, limits.max_findings] += sum(row.count for row in judged.findings)

    def _score(self, judged: Judged, mark: float, floor: int) -> None:
        score = judged.score
        if _misses(score, mark, floor, self.strict):
            self.under[mark] = self.under.get(mark, 0) + 1
            this = (score.value, judged.path)
            self.worst[mark] = min(self.worst.get(mark, this), this)
        average = self.averages.setdefault(mark, _Average())
        average.words += score.words
        average.weighed += score.value * score.words
        average.floor = max(average.floor, floor)

    def _severities(self, judged: Judged, least: Severity) -> None:
        grave = [row for row in judged.findings if row.severity.rank >= least.rank]
        if grave:
            self.grave[least] += sum(row.count for row in grave)
            line, column = min((row.line, row.column) for row in grave)
            self.first.setdefault(least, f"{judged.path}:{line}:{column}")

    def failures(self) -> tuple[GateFailure, ...]:
        """The gates not passed so far, in a fixed order."""
        return (
            *self._verdict(),
            *self._fail_under(),
            *self._metrics(),
            *self._fail_on(),
            *self._max_findings(),
        )

    def _verdict(self) -> list[GateFailure]:
        failed = [Verdict.FAIL, *([Verdict.UNDECIDED] if self.strict else [])]
        counts = [(self.verdicts[verdict], verdict) for verdict in failed if self.verdicts[verdict]]
        if not counts:
            return []
        said = " and ".join(f"{_documents(count)} with the verdict {verdict}" for count, verdict in counts)
        return [GateFailure("verdict", f"verdict: {said}")]

    def _fail_under(self) -> list[GateFailure]:
        out = []
        for mark, average in sorted(self.averages.items()):
            if count := self.under.get(mark):
                value, path = self.worst[mark]
                why = f"fail-under {mark:g}: {_documents(count)} below, the worst {path} with {value:.1f}"
                out.append(GateFailure("fail-under", why))
            elif average.words and (self.strict or average.words >= average.floor):
                mean = round(average.weighed / average.words, 2)
                if mean < mark:
                    why = f"fail-under {mark:g}: the mean of all documents is {mean:.1f}"
                    out.append(GateFailure("fail-under", why))
        return out

    def _metrics(self) -> list[GateFailure]:
        """Measures whose figure of all documents misses its mark; of several signatures each has to reach it."""
        out = []
        figures = self.measured.figures() if self.marks else ()
        for name, mark in self.marks.items():
            label, gate = MEASURES[name].label, f"fail-under {name}={mark:g}"
            found = [figure for figure in figures if figure.id == name]
            if not found:
                out.append(
                    GateFailure(
                        "fail-under-metric", f"{gate}: there is no {label}, as no reference was compared"
                    )
                )
            for figure in found:
                if figure.score < mark:
                    beside = f"{_documents(figure.documents)} with a reference"
                    why = f"{gate}: {label} of {beside} is {figure.score:.1f} ({figure.signature})"
                    out.append(GateFailure("fail-under-metric", why))
        return out

    def _fail_on(self) -> list[GateFailure]:
        out = []
        for least in Severity:
            if count := self.grave[least]:
                noun = "finding" if count == 1 else "findings"
                above = "" if least is Severity.CRITICAL else " or graver"
                why = f"fail-on {least}: {count:,} {least}{above} {noun}, the first at {self.first[least]}"
                out.append(GateFailure("fail-on", why))
        return out

    def _max_findings(self) -> list[GateFailure]:
        out = []
        for (group, most), count in sorted(self.found.items()):
            if count > most:
                where = f" in {group}" if group else ""
                noun = "finding" if count == 1 else "findings"
                out.append(GateFailure("max-findings", f"max-findings {most:,}: {count:,} {noun}{where}"))
        return out


def judged_of(outcome: Outcome) -> Judged | None:
    """What the gates ask of a document; None when nothing of it could be checked."""
    if isinstance(outcome, Unreadable) or not outcome.checks_run:
        return None
    counts = Counter(finding.severity for finding in outcome.shown)
    first: dict[Severity, tuple[int, int]] = {}
    for finding in outcome.shown:
        first.setdefault(finding.severity, (finding.line, finding.column))
    for more in outcome.unlisted:
        # Of a check the gravest are listed, so that each severity has a place.
        counts[more.severity] += more.count
        first.setdefault(more.severity, min(first.values(), default=(1, 1)))
    rows = tuple(Grave(severity, counts[severity], *first[severity]) for severity in sorted(counts))
    return Judged(outcome.document.path, msgspec.structs.replace(outcome.score, costs=()), rows)


def _misses(score: Score, mark: float, floor: int, strict: bool) -> bool:
    """True when a score lies below the mark: of a short text only when even its favourable end does."""
    if score.words >= floor or strict:
        return score.value < mark
    return score.interval[1] < mark


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count:,} documents"
