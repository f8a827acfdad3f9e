"""The clean-up list: what to do, in which order, and what it gains."""

import re
from collections.abc import Iterable, Sequence

from audit.model.result import Outcome
from audit.model.score import Verdict
from audit.registry.known_checks import known_checks
from audit.report.plan.causes import Causes, Missed, Place
from audit.report.plan.cleanup_plan import Cause, Effort, Kind, Plan, cleanup_plan, up_to
from audit.report.tally import Tally
from audit.report.visible_text import encodable, marked_visible, visible
from audit.report.wording import (
    beside_sentence,
    clipped,
    counted,
    excused_sentence,
    listed_of,
    totals_sentence,
)

LONGEST = 160  # code points of a quoted stretch
AT_A_GLANCE = 25  # causes in the first table
BRIEF = 70  # code points of a cause in that table
# What makes the findings one cause, in a few words.
TOGETHER = {
    Kind.TEMPLATE: "the same words in the same place of every page",
    Kind.FIELD: "the same field of the pages",
    Kind.TEXT: "the same words",
    Kind.NOTICE: "notices of the same service",
    Kind.DAMAGE: "broken in the same way",
    Kind.HABIT: "a habit of the outlet",
    Kind.MARK: "the same mark",
    Kind.NAME: "the same name",
}


class MarkdownReport:
    """One list over all documents. Text from documents stands in code spans or escaped, so that it stays text."""

    def __init__(self, possible: bool = False) -> None:
        self.causes = Causes(possible)

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        self.causes.add(outcome)
        return ""

    def end(self, tally: Tally) -> str:
        return plan_markdown(cleanup_plan(self.causes), tally)


def plan_markdown(plan: Plan, tally: Tally, table: str | None = None, passed_over: Sequence[str] = ()) -> str:
    """The plan as Markdown. `table` names the file beside it that lists every finding, if there is one;
    `passed_over` are sentences about what might have been meant and was not looked at."""
    found = f"{listed_of(plan.findings, plan.unlisted)} of {counted(plan.total, 'cause')}"
    lines = ["# Clean-up plan", "", *overview(tally, found), ""]
    for sentence in passed_over:
        lines += [escaped(sentence), ""]
    if plan.causes:
        lines += [*at_a_glance(plan), "", *safe_fixes(plan)]
    elif not plan.missed:
        lines += ["Nothing to clean up.", ""]
    ranked = list(enumerate(plan.causes, 1))
    for head, chosen in (
        ("One act mends many", [item for item in ranked if item[1].effort.mends_many]),
        ("Again and again", [i for i in ranked if not i[1].effort.mends_many and i[1].count > 1]),
    ):
        if chosen:
            lines += [f"## {head}", ""]
            for number, cause in chosen:
                lines += [*cause_section(number, cause, table), ""]
    lines += one_by_one([item for item in ranked if item[1].count == 1])
    lines += folded(plan, table)
    lines += not_checked(plan.unchecked, plan.missed)
    return encodable("\n".join(lines))


def overview(tally: Tally, found: str) -> list[str]:
    """What it is about, in a few sentences; `found` is how much was found, in words."""
    text = f"{counted(tally.documents, 'document')}, {counted(tally.words, 'word')}"
    verdicts = ", ".join(
        f"{tally.verdicts[verdict]:,} {verdict}" for verdict in Verdict if tally.verdicts[verdict]
    )
    if verdicts:
        text += f": {verdicts}"
    text += "."
    if tally.score is not None:
        text += f" Mean score {tally.score:.1f} of 100, {found}."
    if tally.beside or tally.alone:
        text += f" {beside_sentence(tally.beside, tally.alone)}."
    if tally.measures:
        text += f" {totals_sentence(tally.measures, tally.documents)}."
    if excused := excused_sentence(tally.excused):
        text += f" {excused}."
    if tally.incomplete:
        text += f" **{counted(tally.incomplete, 'document')} could not, or not wholly, be checked.**"
    if tally.changes is not None:
        text += f" {escaped(tally.changes.sentence[0].upper() + tally.changes.sentence[1:])}."
    return [text]


def at_a_glance(plan: Plan) -> list[str]:
    """The first causes as a table, and how to read it."""
    lines = [
        "## At a glance",
        "",
        "| | cause | where | findings | documents | gain | it takes |",
        "|---:|---|---|---:|---:|---:|---|",
    ]
    for number, cause in enumerate(plan.causes[:AT_A_GLANCE], 1):
        lines.append(
            f"| {number} | {escaped(clipped(cause.title, BRIEF))} | {escaped(where(cause))} | {cause.count:,} "
            f"| {cause.documents:,} | {gain(cause)} | {effort(cause)} |"
        )
    if plan.total > AT_A_GLANCE:
        lines.append(f"| | *{counted(plan.total - AT_A_GLANCE, 'other cause')}: below* | | | | | |")
    reading = "*gain*: points that the mean score lacks because of a cause; the gains of all add up."
    if plan.past:
        reading += (
            f" {counted(plan.past, 'document')} {'has' if plan.past == 1 else 'have'} more faults than a score"
            " can lose: there a gain is a cause's share, and shows in full only once the others are mended too."
        )
    return [*lines, "", reading]


def safe_fixes(plan: Plan) -> list[str]:
    """What needs nobody's judgement."""
    if not plan.safe:
        return []
    score = ""
    if plan.score is not None and plan.safe_score is not None:
        score = f": the mean score goes from {plan.score:.1f} to {plan.safe_score:.1f}"
    return [
        "## Safe fixes first",
        "",
        f"- [ ] {counted(plan.safe, 'finding')} in {counted(plan.safe_documents, 'document')} "
        f"{'has' if plan.safe == 1 else 'have'} a safe fix{score}.",
        "  - `audit fix PATH…` shows what would change, `audit fix --write PATH…` changes it",
        "",
    ]


def cause_section(number: int, cause: Cause, table: str | None) -> list[str]:
    """One cause with a heading of its own."""
    first = cause.examples[0]
    lines = [
        f"### {number}. {escaped(clipped(cause.title, LONGEST))}",
        "",
        f"- [ ] **{what_it_takes(cause)}**{gained(cause)} · {cause.severity} · {code(cause.check)}",
        f"  - one cause: {together(cause)}",
    ]
    if first.text.strip() and first.text not in cause.title:
        lines.append(f"  - found: {code(first.text)}")
    if first.repair:
        lines.append(
            f"  - {'safe' if cause.safe == cause.count else 'suggested'} repair: {escaped(first.repair)}"
        )
    variants = [example for example in cause.examples[1:] if example.text.strip()]
    if variants:
        more = f" ({up_to(cause.texts)} different texts in all)" if cause.texts > len(cause.examples) else ""
        lines.append(f"  - also: {', '.join(code(example.text) for example in variants)}{more}")
    return [*lines, places(cause, table)]


def places(cause: Cause, table: str | None) -> str:
    """The first places, and how to find the others."""
    text = "  - at " + ", ".join(map(spot, cause.places))
    more = cause.count - len(cause.places)
    if more > 0:
        text += f" and {more:,} more"
        if table:
            text += f": all of them are in {code(table)} under {code(cause.check)}"
        else:
            text += f": `audit check --select {cause.check} PATH…` lists them"
    return text


def spot(place: Place) -> str:
    """A place, and the entry of a translation file that stands there."""
    return f"{code(str(place))} ({code(place.unit)})" if place.unit else code(str(place))


def one_by_one(ranked: list[tuple[int, Cause]]) -> list[str]:
    """Causes with a single place, by check."""
    if not ranked:
        return []
    by_check: dict[str, list[Cause]] = {}
    for _, cause in ranked:
        by_check.setdefault(cause.check, []).append(cause)
    summaries = {check.id: check.summary for check in known_checks()}
    lines = ["## One by one", ""]
    for check, causes in by_check.items():
        lines += [f"### {check}", ""]
        if check in summaries:
            lines += [escaped(summaries[check]), ""]
        for cause in causes:
            first = cause.examples[0]
            lines.append(
                f"- [ ] {spot(cause.places[0])} **{cause.severity}**{gained(cause)}: {escaped(cause.title)}"
            )
            if first.text.strip() and first.text not in cause.title:
                lines.append(f"  - found: {code(first.text)}")
            if first.repair:
                lines.append(f"  - {'safe' if cause.safe else 'suggested'} repair: {escaped(first.repair)}")
        lines.append("")
    return lines


def folded(plan: Plan, table: str | None) -> list[str]:
    """What is not listed one by one."""
    if not plan.folded:
        return []
    count = sum(rest.causes for rest in plan.folded)
    place = (
        f"{code(table)} lists their findings, with the cause of each in the column `cause`"
        if table
        else "`audit check --select ID PATH…` lists them"
    )
    lines = [
        "## And the rest",
        "",
        f"{counted(count, 'cause')} of lesser weight {'is' if count == 1 else 'are'} only counted here; {place}.",
        "",
        "| check | causes | findings | gain |",
        "|---|---:|---:|---:|",
    ]
    for rest in plan.folded:
        lines.append(f"| {rest.check} | {rest.causes:,} | {rest.count:,} | {points(rest.gain)} |")
    return [*lines, ""]


def not_checked(unchecked: Iterable[Missed], count: int) -> list[str]:
    """What nobody looked at."""
    lines = [f"- [ ] {code(item.path)}: {escaped(item.what)}: {escaped(item.why)}" for item in unchecked]
    if not lines:
        return []
    if count > len(lines):
        lines.append(f"- and {count - len(lines):,} more")
    return ["## Not checked", "", *lines, ""]


def what_it_takes(cause: Cause) -> str:
    """ "one edit mends 214 findings in 214 documents"."""
    much = counted(cause.count, "finding")
    if cause.documents > 1:
        much += f" in {counted(cause.documents, 'document')}"
    match cause.effort:
        case Effort.AUTOMATIC:
            return f"safe fixes mend {much}"
        case Effort.ONE_EDIT | Effort.ONE_RULE:
            return f"{cause.effort} mends {much}"
        case Effort.EDITS:
            return f"{counted(cause.count, 'suggested edit')} for {much}"
        case Effort.PERSON:
            return f"{much}: somebody has to look"


def effort(cause: Cause) -> str:
    """The same in a word or two."""
    match cause.effort:
        case Effort.AUTOMATIC:
            return "a safe fix" if cause.count == 1 else "safe fixes"
        case Effort.ONE_EDIT | Effort.ONE_RULE:
            return str(cause.effort)
        case Effort.EDITS:
            return counted(cause.count, "edit")
        case Effort.PERSON:
            return "a person"


def together(cause: Cause) -> str:
    """Why the findings count as one cause."""
    text = TOGETHER[cause.kind]
    if cause.kind is Kind.TEXT and not any(example.text.strip() for example in cause.examples):
        text = "the same fault"
    match cause.kind:
        case Kind.TEMPLATE:
            text += f" ({cause.role})"
        case Kind.FIELD | Kind.NOTICE | Kind.DAMAGE:
            text += f", {code(cause.group)}" if cause.group else ""
        case Kind.HABIT | Kind.MARK | Kind.TEXT | Kind.NAME:
            pass
    if cause.kind is Kind.HABIT and cause.share is not None:
        text += f": {cause.share:.0%} of its documents"
    return text + (f", {code(cause.outlet)}" if cause.outlet else "")


def where(cause: Cause) -> str:
    """Outlet and place of a cause, for a table."""
    place = cause.group if cause.kind is Kind.FIELD else cause.role
    if cause.count == 1:
        return str(cause.places[0])
    if cause.kind is Kind.HABIT and cause.share is not None:
        place = f"{cause.share:.0%} of documents"
    return f"{cause.outlet}: {place}" if cause.outlet and cause.outlet != "." else place


def gain(cause: Cause) -> str:
    """Points for a table."""
    return points(cause.gain)


def gained(cause: Cause) -> str:
    """Points for a sentence."""
    if not cause.cost:
        return ""
    number = points(cause.gain)
    return f", {number} {'point' if number == '+1.0' else 'points'}"


def points(number: float) -> str:
    """ "+6.2", "<0.1", or nothing for what costs nothing."""
    if number <= 0:
        return ""
    return f"+{number:.1f}" if number >= 0.05 else "<0.1"


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
