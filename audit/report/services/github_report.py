"""Annotations of GitHub Actions: commands on the log that show findings beside the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others without a word. The gravest
come first here, and a notice says how many more there are and where.
"""

from heapq import heappush, heappushpop
from typing import NamedTuple

from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome
from audit.report.services.diagnostics import Diagnostic, Level, Region, diagnostics, path_of
from audit.report.services.service_path import service_path
from audit.report.tally import Tally
from audit.report.visible_text import encodable, visible
from audit.report.wording import counted

MOST = 10  # of each kind in one step
COMMAND = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
CONFIDENCES = tuple(Confidence)


class Held(NamedTuple):
    """An annotation; the greater one is worth more."""

    gravity: int
    earlier: int  # minus its number in the run
    line: str


class GitHubReport:
    """Holds the gravest of each kind; nothing is written before the end."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top
        self.held: dict[Level, list[Held]] = {level: [] for level in Level}
        self.counts = dict.fromkeys(Level, 0)

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        path = encodable(service_path(path_of(outcome), self.top))
        for item in diagnostics(outcome, self.possible):
            self.counts[item.level] += 1
            heap = self.held[item.level]
            one = Held(gravity(item), -self.counts[item.level], annotation(item, path))
            if len(heap) < MOST:
                heappush(heap, one)
            else:
                heappushpop(heap, one)
        return ""

    def end(self, tally: Tally) -> str:
        rest = [f"gate failed: {visible(gate.why)}" for gate in tally.gates_failed]
        room = dict.fromkeys(Level, MOST)
        if rest or any(count > MOST for count in self.counts.values()):
            room[Level.NOTE] -= 1  # for the notice at the end
        lines = []
        for level in Level:
            shown = sorted(self.held[level], reverse=True)[: room[level]]
            lines += [held.line for held in shown]
            if hidden := self.counts[level] - len(shown):
                rest.append(f"{counted(hidden, f'more {COMMAND[level]}')}; the gravest are shown")
        if rest:
            lines.append(f"::notice title=translation-audit::{data('; '.join(rest))}")
        return "".join(f"{line}\n" for line in lines)


def gravity(item: Diagnostic) -> int:
    """What went unchecked is graver than any finding of its level; then severity, then sureness."""
    if item.finding is None:
        return 100
    doubt = CONFIDENCES.index(item.finding.confidence)
    return (item.finding.severity.rank * len(CONFIDENCES)) + (len(CONFIDENCES) - doubt)


def annotation(item: Diagnostic, path: str) -> str:
    """One workflow command."""
    values = {} if path == "-" else {"file": path}
    if item.region is not None:
        values |= lines_of(item.region)
    kind = (
        f" ({item.finding.severity})" if item.finding and item.finding.severity is Severity.CRITICAL else ""
    )
    values["title"] = f"{item.check}{kind}"
    listed = ",".join(f"{name}={value_of(value)}" for name, value in values.items())
    return f"::{COMMAND[item.level]} {listed}::{data(item.message)}"


def lines_of(region: Region) -> dict[str, str]:
    """GitHub takes columns only where a region stays on one line."""
    values = {"line": str(region.start_line), "endLine": str(region.end_line)}
    if region.start_line == region.end_line:
        values |= {"col": str(region.start_column), "endColumn": str(region.end_column)}
    return values


def data(text: str) -> str:
    """The message of a command: nothing in it ends the line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value_of(text: str) -> str:
    """The value of a property: nothing in it ends the value or the list."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
