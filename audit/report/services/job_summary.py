"""A page in Markdown for the summary of a job: the verdicts, the gates, and the gravest findings.

Text from documents stands in code spans or escaped, so that it stays text.
"""

from heapq import heappush, heappushpop

from audit.model.result import Outcome, Unreadable, complete
from audit.model.score import Verdict
from audit.report.plan.markdown_report import code, escaped, overview
from audit.report.services.diagnostics import Level, diagnostics, path_of
from audit.report.services.github_report import Held, gravity
from audit.report.services.service_path import service_path
from audit.report.tally import Tally
from audit.report.visible_text import encodable
from audit.report.wording import counted, listed_of

MOST = 50  # findings shown
MOST_DOCUMENTS = 50
SIGN = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
LEVEL_GRAVITY = {Level.ERROR: 2000, Level.WARNING: 1000, Level.NOTE: 0}
VERDICT_GRAVITY = {Verdict.FAIL: 2, Verdict.UNDECIDED: 1, Verdict.PASS: 0}


class JobSummary:
    """Holds the gravest findings and the worst documents, however many there are."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top
        self.findings: list[Held] = []
        self.documents: list[Held] = []
        self.count = self.seen = 0

    def begin(self) -> str:
        return "## Translation audit\n\n"

    def add(self, outcome: Outcome) -> str:
        path = service_path(path_of(outcome), self.top)
        self.seen += 1
        grave, row = document_row(outcome, path)
        keep(self.documents, Held(grave, -self.seen, row), MOST_DOCUMENTS)
        for item in diagnostics(outcome, self.possible):
            self.count += 1
            place = f"{path}:{item.region.start_line}" if item.region else path
            line = f"- **{SIGN[item.level]}** {code(place)} {escaped(item.message)} ({item.check})"
            keep(
                self.findings,
                Held(LEVEL_GRAVITY[item.level] + gravity(item), -self.count, line),
                MOST,
            )
        return ""

    def end(self, tally: Tally) -> str:
        lines = [*overview(tally, listed_of(tally.findings, tally.unlisted)), ""]
        lines += [f"- **gate failed:** {escaped(gate.why)}" for gate in tally.gates_failed]
        lines += [""] if tally.gates_failed else []
        if self.documents:
            lines += ["| document | verdict | score | findings |", "|---|---|---:|---:|"]
            lines += [held.line for held in sorted(self.documents, reverse=True)]
            lines += more(self.seen - len(self.documents), "document")
        if self.findings:
            lines += ["", "### What to look at first", ""]
            lines += [held.line for held in sorted(self.findings, reverse=True)]
            lines += more(self.count - len(self.findings), "line")
        return encodable("\n".join(lines)) + "\n"


def keep(heap: list[Held], one: Held, most: int) -> None:
    """Keep the gravest `most`."""
    if len(heap) < most:
        heappush(heap, one)
    else:
        heappushpop(heap, one)


def more(count: int, noun: str) -> list[str]:
    """What was left out, if anything was."""
    return ["", f"… and {counted(count, f'more {noun}')}"] if count else []


def document_row(outcome: Outcome, path: str) -> tuple[int, str]:
    """How grave a document is, and its row."""
    name = code(path).replace("|", "\\|")
    if isinstance(outcome, Unreadable):
        return 10**6, f"| {name} | **not checked** | | |"
    score = outcome.score
    if not outcome.checks_run:
        return 10**6, f"| {name} | **not checked** | | |"
    verdict = str(score.verdict) + ("" if complete(outcome) else ", not wholly checked")
    grave = (
        VERDICT_GRAVITY[score.verdict] * 1000 + round(100 - score.value) + (0 if complete(outcome) else 5000)
    )
    return grave, f"| {name} | {verdict} | {score.value:.1f} | {len(outcome.shown) + outcome.more:,} |"
