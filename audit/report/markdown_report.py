"""The clean-up list: what to do, in which order, and what it gains."""

import re

from audit.model.result import Outcome
from audit.model.score import Verdict
from audit.registry.builtin_checks import builtin_checks
from audit.report.cleanup_plan import Cause, CleanupPlan, Step
from audit.report.tally import Tally
from audit.report.visible_text import encodable, marked_visible, visible
from audit.report.wording import counted, excused_sentence

LONGEST = 160  # code points of a quoted stretch


class MarkdownReport:
    """One list over all documents. Text from documents stands in code spans, so that it stays text."""

    def __init__(self, possible: bool = False) -> None:
        self.plan = CleanupPlan(possible)

    def begin(self) -> str:
        return "# Clean-up plan\n\n"

    def add(self, outcome: Outcome) -> str:
        self.plan.add(outcome)
        return ""

    def end(self, tally: Tally) -> str:
        lines = [*overview(tally), ""]
        steps = self.plan.steps()
        if steps:
            lines += [*table(steps), ""]
        elif not self.plan.unchecked:
            lines += ["Nothing to clean up.", ""]
        summaries = {check.id: check.summary for check in builtin_checks()}
        for number, step in enumerate(steps, 1):
            lines += step_lines(number, step, summaries.get(step.check, ""))
        if self.plan.unchecked:
            lines += ["## Not checked", ""]
            for path, what, why in self.plan.unchecked:
                lines.append(f"- [ ] {code(path)}: {escaped(what)}: {escaped(why)}")
            lines.append("")
        return encodable("\n".join(lines))


def overview(tally: Tally) -> list[str]:
    """What it is about, in two sentences."""
    text = f"{counted(tally.documents, 'document')}, {counted(tally.words, 'word')}"
    verdicts = ", ".join(
        f"{tally.verdicts[verdict]} {verdict}" for verdict in Verdict if tally.verdicts[verdict]
    )
    if verdicts:
        text += f": {verdicts}"
    text += "."
    if tally.score is not None:
        text += f" Mean score {tally.score:.1f} of 100, {counted(tally.findings, 'finding')}."
    if excused := excused_sentence(tally.excused):
        text += f" {excused}."
    if tally.incomplete:
        text += f" **{counted(tally.incomplete, 'document')} could not, or not wholly, be checked.**"
    return [text]


def table(steps: list[Step]) -> list[str]:
    """The steps at a glance."""
    lines = [
        "| step | check | findings | documents | penalty points | score after |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for number, step in enumerate(steps, 1):
        after = "" if step.score_after is None else f"{step.score_after:.1f}"
        lines.append(
            f"| {number} | {step.check} | {step.count:,} | {step.documents:,} | {step.cost:,g} | {after} |"
        )
    return lines


def step_lines(number: int, step: Step, summary: str) -> list[str]:
    """One check: its causes as check boxes, each with its places."""
    lines = [f"## {number}. {step.check}", ""]
    if summary:
        lines += [escaped(summary), ""]
    for cause in step.causes:
        lines += cause_lines(cause)
    return [*lines, ""]


def cause_lines(cause: Cause) -> list[str]:
    """`- [ ] severity …` with the places below."""
    times = "" if cause.count == 1 else f" {cause.count:,} times"
    if cause.documents > 1:
        times += f" in {counted(cause.documents, 'document')}"
    gain = f", {cause.cost:,g} {'point' if cause.cost == 1 else 'points'}" if cause.cost else ""
    lines = [f"- [ ] **{cause.severity}**{times}{gain}: {escaped(cause.message)}"]
    if cause.text.strip() and cause.text not in cause.message:
        lines.append(f"  - found: {code(cause.text)}")
    if cause.repair:
        lines.append(f"  - {'safe' if cause.safe else 'suggested'} repair: {escaped(cause.repair)}")
    places = ", ".join(code(str(place)) for place in cause.places)
    if cause.count > len(cause.places):
        places += f" and {cause.count - len(cause.places):,} more"
    lines.append(f"  - at {places}")
    return lines


def escaped(text: str) -> str:
    """Text as Markdown that shows just that text."""
    shown = visible(text if len(text) <= 2 * LONGEST else text[: 2 * LONGEST] + "…")
    return re.sub(r"([\\`*_{}\[\]()#+!|<>&~$])", r"\\\1", shown)


def code(text: str) -> str:
    """A code span, with more backticks around it than in it."""
    shown = marked_visible(text if len(text) <= LONGEST else text[:LONGEST] + "…")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    space = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{space}{shown}{space}{fence}"
