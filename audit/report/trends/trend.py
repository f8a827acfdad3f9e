"""What got better or worse from run to run, and how sure that is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import inf
from typing import Any

import msgspec

from audit.report.trends.rate_ratio import rate_ratio_interval
from audit.report.trends.run_record import ALL, Figure, Run
from audit.report.trends.shown import Paired

PER = 1000  # words
ALARMS = 0.05  # chance that any line at all is called better or worse when nothing changed
FEWEST = 10  # documents with findings, before and after together, below which nothing is said
SCHEMA_VERSION = 1


class Direction(StrEnum):
    """What became of a line between the two runs that are compared."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "no clear change"
    LITTLE = "too little data"
    NEW = "new outlet"
    GONE = "not in the last run"
    APART = "not comparable"


class Change(msgspec.Struct, frozen=True):
    """Findings per word, after ÷ before, with its interval; None where nothing can be compared."""

    direction: Direction
    ratio: float | None = None
    low: float | None = None
    high: float | None = None


class Line(msgspec.Struct, frozen=True):
    """One outlet and one check (`ALL` for each of them) over the runs; None where the outlet is not in a run."""

    outlet: str
    check: str
    figures: tuple[Figure | None, ...]
    change: Change

    @property
    def rates(self) -> tuple[float | None, ...]:
        """Findings per `PER` words."""
        return tuple(
            PER * figure.findings / figure.words if figure and figure.words else None
            for figure in self.figures
        )

    @property
    def scores(self) -> tuple[float | None, ...]:
        """Mean scores; of a check 100 less what it takes from the mean."""
        return tuple(figure.score if figure else None for figure in self.figures)

    @property
    def title(self) -> str:
        """Outlet and check in words."""
        outlet = self.outlet or "all outlets"
        return f"{outlet}: {self.check}" if self.check and self.outlet else self.check or outlet


class Trend(msgspec.Struct, frozen=True):
    """`base` is the place of the run that the last one is compared with: the newest `comparable` one.

    `breaks` are the places of runs whose signature is not that of the run before.
    """

    runs: tuple[Run, ...]
    base: int | None
    breaks: tuple[int, ...]
    lines: tuple[Line, ...]
    level: float
    other: int  # place of a run that the last one cannot be compared with, where `base` is None
    paired: Paired | None = None  # the last run and the base, finding by finding

    @property
    def last(self) -> Run:
        """The newest run."""
        return self.runs[-1]

    def part(self, outlet: str | None = None, check: str | None = None) -> tuple[Line, ...]:
        """The lines of an outlet, of a check, or of both."""
        return tuple(
            line
            for line in self.lines
            if (outlet is None or line.outlet == outlet) and (check is None or line.check == check)
        )

    @property
    def clear(self) -> tuple[Line, ...]:
        """Lines of one outlet and one check that clearly changed, the worse ones first, then by size."""
        found = [
            line
            for line in self.lines
            if line.outlet and line.check and line.change.direction in (Direction.WORSE, Direction.BETTER)
        ]
        return tuple(sorted(found, key=urgency))


def urgency(line: Line) -> tuple[bool, float, str, str]:
    """For sorting: worse before better, the larger change first."""
    difference = abs(
        (line.rates[-1] or 0.0) - next((rate for rate in reversed(line.rates[:-1]) if rate is not None), 0.0)
    )
    return line.change.direction is Direction.BETTER, -difference, line.outlet, line.check


def trend(runs: Sequence[Run], against: int | None = None) -> Trend:
    """Put runs, oldest first, side by side. At least one is needed.

    `against` is the place of the run to compare the last one with; by default the newest `comparable` one.
    """
    last = len(runs) - 1
    breaks = tuple(n for n in range(1, len(runs)) if runs[n].signature != runs[n - 1].signature)
    candidates = range(last - 1, -1, -1) if against is None else (against,)
    base = next((n for n in candidates if comparable(runs[n], runs[last])), None)
    tables = [{(figure.outlet, figure.check): figure for figure in run.figures} for run in runs]
    names = sorted({name for table in tables for name in table})
    rows = [(name, tuple(found(table, *name) for table in tables)) for name in names]
    # So many comparisons are made; each one gets its share of the false alarms that are allowed.
    enough = sum(base is not None and events(row[base], row[last]) >= FEWEST for _, row in rows)
    level = 1 - ALARMS / max(enough, 1)
    lines = tuple(Line(*name, row, changed(row, base, level)) for name, row in rows)
    other = against if base is None and against is not None else None
    return Trend(tuple(runs), base, breaks, lines, level, max(last - 1, 0) if other is None else other)


def comparable(one: Run, other: Run) -> bool:
    """True for runs that looked for the same things in the same way, in at least one outlet of both."""
    outlets = [{figure.outlet for figure in run.figures if figure.outlet} for run in (one, other)]
    return one.signature == other.signature and not outlets[0].isdisjoint(outlets[1])


def found(table: dict[tuple[str, str], Figure], outlet: str, check: str) -> Figure | None:
    """The figure; where a check found nothing in an outlet that was audited, a zero."""
    figure = table.get((outlet, check))
    whole = table.get((outlet, ALL))
    if figure is None and whole is not None:
        return Figure(
            outlet, check, whole.documents, whole.words, 0, 0, 0.0, None if whole.score is None else 100.0
        )
    return figure


def events(before: Figure | None, after: Figure | None) -> int:
    """Documents with findings before and after: what a comparison can build on."""
    return before.affected + after.affected if before and after else 0


def changed(row: Sequence[Figure | None], base: int | None, level: float) -> Change:
    """Compare the last run with the base.

    Findings come in bunches: a template's fault stands once in every document, a habit many times in one. So
    the interval counts documents with findings as the events, each worth as many findings as they have on
    average; the ratio itself is that of findings per word.
    """
    after = row[-1]
    if base is None:
        return Change(Direction.APART)
    before = row[base]
    if after is None or not after.words:
        return Change(Direction.GONE)
    if before is None or not before.words:
        return Change(Direction.NEW)
    ratio = (after.findings / after.words) / (before.findings / before.words) if before.findings else None
    if events(before, after) < FEWEST:
        return Change(Direction.LITTLE, ratio)
    bunch = (before.findings + after.findings) / events(before, after)
    low, high = rate_ratio_interval(
        before.affected, exposure(before, bunch), after.affected, exposure(after, bunch), level
    )
    direction = Direction.WORSE if low > 1 else Direction.BETTER if high < 1 else Direction.UNCLEAR
    return Change(direction, ratio, low, None if high == inf else high)


def exposure(figure: Figure, bunch: float) -> float:
    """Words per finding of an event, so that events per exposure are findings per word."""
    return figure.words / (figure.findings / figure.affected if figure.affected else bunch)


def trend_record(trend: Trend, lines: Iterable[Line]) -> dict[str, Any]:
    """The comparison for programs."""
    return {
        "schema": SCHEMA_VERSION,
        "runs": [
            {name: getattr(run, name) for name in Run.__struct_fields__ if name not in ("figures", "shown")}
            for run in trend.runs
        ],
        "compared_with": None if trend.base is None else trend.runs[trend.base].id,
        "other_signature": [trend.runs[place].id for place in trend.breaks],
        "paired": None if trend.paired is None else paired_record(trend.paired),
        "level": round(trend.level, 6),
        "lines": [
            {
                "outlet": line.outlet or None,
                "check": line.check or None,
                "scores": list(line.scores),
                "rates": [None if rate is None else round(rate, 4) for rate in line.rates],
                "findings": [figure.findings if figure else None for figure in line.figures],
                "affected": [figure.affected if figure else None for figure in line.figures],
                "change": str(line.change.direction),
                "ratio": rounded(line.change.ratio),
                "low": rounded(line.change.low),
                "high": rounded(line.change.high),
            }
            for line in lines
        ],
    }


def paired_record(paired: Paired) -> dict[str, Any]:
    """The findings of two runs, one by one, for programs."""
    return {
        "documents": paired.documents,
        "only_before": paired.before,
        "only_now": paired.after,
        **msgspec.structs.asdict(paired.all),
        "checks": {name: msgspec.structs.asdict(count) for name, count in paired.checks},
    }


def rounded(number: float | None) -> float | None:
    """Four digits behind the point."""
    return None if number is None else round(number, 4)
