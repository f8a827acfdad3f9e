"""The terminal view: every finding where it stands, then what it comes to, then what to do next."""

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

from audit.measures.catalogue import MEASURES
from audit.model.finding import Finding
from audit.model.measured import Measured, TotalMeasured
from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.model.score import Verdict
from audit.model.segment import Segment
from audit.model.suppression import SuppressedFinding
from audit.report.inline_objects import beside_text, line_of, with_objects
from audit.report.repair_text import repair_of
from audit.report.tally import Tally, shown_excused, shown_findings
from audit.report.terminal.excerpt import excerpt
from audit.report.terminal.paint import Paint
from audit.report.visible_text import display_width, marked_visible, no_command, visible
from audit.report.wording import (
    beside_sentence,
    clipped,
    counted,
    evidence_sentences,
    excuse_sentence,
    excused_sentence,
    findings_of,
    language_name,
    listed_of,
    measures_phrase,
    score_sentence,
    severity_counts,
    source_phrase,
    totals_sentence,
)

SEVERITY_STYLE = {
    Severity.NEUTRAL: "cyan",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "red",
    Severity.CRITICAL: "bold red",
}
VERDICT_STYLE = {Verdict.PASS: "bold green", Verdict.FAIL: "bold red", Verdict.UNDECIDED: "bold yellow"}
LONGEST = 240  # code points of a message; a whole untranslated paragraph may stand in one
MOST_PLACES = 8  # of one text that are named
GUTTER = 19  # columns before a message: place, severity


class TextReport:
    """For people. `quiet` leaves out the findings and shows one line a document; `excused` shows what is
    excused as well, with the reasons; `verbose` says what decided about a finding, where that was weighed;
    `clean` shows documents as well of which there is nothing to say."""

    def __init__(
        self,
        possible: bool = False,
        quiet: bool = False,
        color: bool = False,
        width: int = 80,
        excused: bool = False,
        verbose: bool = False,
        clean: bool = True,
    ) -> None:
        self.clean = clean
        self.left_out = 0
        self.possible = possible
        self.excused = excused
        self.verbose = verbose
        self.quiet = quiet
        self.paint = Paint(color)
        self.width = max(width, 50)

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        if not self.clean and self.nothing_to_say(outcome):
            self.left_out += 1
            return ""
        lines = self.unreadable(outcome) if isinstance(outcome, Unreadable) else self.result(outcome)
        return no_command("\n".join(lines)) + ("\n" if self.quiet else "\n\n")

    def nothing_to_say(self, outcome: Outcome) -> bool:
        """True for a document that was checked, passes, and shows nothing."""
        return not (
            isinstance(outcome, Unreadable)
            or not outcome.checks_run
            or outcome.score.verdict is Verdict.FAIL
            or outcome.unchecked
            or outcome.notes
            or outcome.measures
            or shown_findings(outcome, self.possible)
            or (self.excused and shown_excused(outcome, self.possible))
        )

    def unreadable(self, outcome: Unreadable) -> list[str]:
        name = self.paint(visible(outcome.path), "bold")
        mark = self.paint("not checked", "bold magenta")
        return [f"{name}  {mark}", *self.wrapped(visible(outcome.why), "  ")]

    def result(self, result: Result) -> list[str]:
        findings = shown_findings(result, self.possible)
        lines = [self.header(result)]
        if self.quiet:
            return lines
        lines += self.languages(result)
        shown = {finding.fingerprint for finding in findings}
        elsewhere: dict[str, list[Finding]] = {}
        for finding in findings:
            elsewhere.setdefault(finding.repeat_of or "", []).append(finding)
        for finding in findings:
            if finding.repeat_of not in shown:
                lines += ["", *self.finding(result, finding)]
                lines += self.also(elsewhere.get(finding.fingerprint, []))
        for item in shown_excused(result, self.possible) if self.excused else ():
            lines += ["", *self.finding(result, item.finding), *self.excuse(item)]
        lines += [*([""] if result.checks_run else []), *self.summary(result)]
        return lines

    def header(self, result: Result) -> str:
        name = self.paint(visible(result.document.path), "bold")
        if not result.checks_run:
            return f"{name}  {self.paint('not checked', 'bold magenta')}"
        verdict = self.paint(str(result.score.verdict).upper(), VERDICT_STYLE[result.score.verdict])
        return f"{name}  {verdict}  {result.score.value:.1f} of 100, {findings_of(result)}"

    def languages(self, result: Result) -> list[str]:
        target, source = result.target_language, result.source_language
        if not target.tag:
            return []
        parts = [language_name(target)]
        parts.append(source_phrase(source))
        head = f"  {', '.join(parts)} · {counted(result.score.words, 'word')}"
        if result.source_path is not None:
            head += f" · beside {visible(result.source_path)}"
        why = "; ".join(visible(item.detail) for item in source.evidence[:2] if item.kind != "given")
        return [head, *(self.paint(line, "dim") for line in self.wrapped(why, "  "))] if why else [head]

    def finding(self, result: Result, finding: Finding) -> list[str]:
        place = f"{finding.line}:{finding.column}"
        severity = self.paint(f"{finding.severity:<8}", SEVERITY_STYLE[finding.severity])
        doubt = "" if finding.confidence is Confidence.CERTAIN else f" ({finding.confidence})"
        label = f"[{finding.check}]"
        lines = wrap(
            clipped(visible(finding.message), LONGEST) + doubt,
            self.width - GUTTER - 1,
            break_on_hyphens=False,
        ) or [""]
        head = f"{place:>8}  {severity} {lines[0]}"
        out = [head, *(" " * GUTTER + line for line in lines[1:])]
        if GUTTER + display_width(lines[-1]) + len(label) + 2 <= self.width:
            out[-1] += f"  {self.paint(label, 'dim')}"
        else:
            out.append(" " * GUTTER + self.paint(label, "dim"))
        margin = " " * GUTTER
        below = [*self.excerpt(result, finding), *self.advice(result, finding)]
        below += self.reasons(finding) if self.verbose else []
        return out + [margin + line for line in below]

    def also(self, repeats: list[Finding]) -> list[str]:
        """The other places of a text that the page shows more than once."""
        if not repeats:
            return []
        places = ", ".join(f"{finding.line}:{finding.column}" for finding in repeats[:MOST_PLACES])
        more = f" and {len(repeats) - MOST_PLACES:,} more places" if len(repeats) > MOST_PLACES else ""
        lines = self.wrapped(f"the same text also at {places}{more}", " " * GUTTER)
        return [self.paint(line, "dim") for line in lines]

    def reasons(self, finding: Finding) -> list[str]:
        """The evidence that decided, for and against."""
        lines = []
        for sentence in evidence_sentences(finding.reasons):
            lines += self.wrapped(sentence, "", GUTTER + 2)
        return [self.paint(line, "dim") for line in lines]

    def excerpt(self, result: Result, finding: Finding) -> list[str]:
        """The line the finding stands on, unless the message has quoted all of it already."""
        segment = result.document.segments[finding.segment]
        if finding.text == segment.value and segment.value in finding.message:
            return self.source(segment, finding)
        if beside_text(finding):
            place = line_of(result.document, finding)
        else:
            place = with_objects(result.document, segment, finding.segment_start, finding.segment_end)
        shown = excerpt(*place, self.width - GUTTER - 3)
        bar = self.paint("│", "dim")
        beside = self.source(segment, finding)
        # What is missing has no place in the translation, but one in the source.
        nowhere = finding.source is not None and finding.text == segment.value
        if not shown.underline or nowhere:
            return [f"{bar} {shown.line}", *beside]
        marks = self.paint(shown.underline.lstrip(), SEVERITY_STYLE[finding.severity])
        indent = " " * (len(shown.underline) - len(shown.underline.lstrip()))
        return [f"{bar} {shown.line}", f"{bar} {indent}{marks}", *beside]

    def source(self, segment: Segment, finding: Finding) -> list[str]:
        """The source of a unit, around what the finding is about, unless the message quotes it or it is the same."""
        if segment.source is None or segment.source.text == segment.value:
            return []
        start, end = 0, 0
        if finding.source is not None:
            span = segment.source.map.text_of(finding.source.start, finding.source.end)
            start, end = span.start, span.end
        shown = excerpt(segment.source.text, start, end, self.width - GUTTER - 11)
        bar, lead = self.paint("│", "dim"), "source: "
        line = shown.line if start < end else shown.line.replace("⟦⟧", "", 1)
        lines = [f"{bar} {self.paint(lead + line, 'dim')}"]
        if start < end and (start, end) != (0, len(segment.source.text)) and shown.underline:
            indent = " " * (len(lead) + len(shown.underline) - len(shown.underline.lstrip()))
            lines.append(f"{bar} {indent}{self.paint(shown.underline.lstrip(), 'dim')}")
        return lines

    def advice(self, result: Result, finding: Finding) -> list[str]:
        """What the fix does, if there is one."""
        repair = repair_of(result.document, finding)
        if repair is None or finding.fix is None:
            return []
        if repair.removed:
            what = clipped(visible(repair.sentence), LONGEST)
            first, *rest = self.wrapped(f"{finding.fix.safety} fix: {what}", "", GUTTER + 2)
            lines = [f"{self.paint('╰', 'dim')} {self.paint(first, 'green')}"]
            return lines + [f"  {self.paint(line, 'green')}" for line in rest]
        text = repair.before if repair.verb == "remove" else repair.after
        text = marked_visible(text) if text.strip() else marked_visible(text.replace(" ", "␣"))
        what = f"“{clipped(text, LONGEST // 2)}”"
        if repair.verb == "remove" and repair.before.strip() == finding.text.strip() != "":
            what = "it"
        first, *rest = self.wrapped(f"{finding.fix.safety} fix: {repair.verb} {what}", "", GUTTER + 2)
        lines = [f"{self.paint('╰', 'dim')} {self.paint(first, 'green')}"]
        return lines + [f"  {self.paint(line, 'green')}" for line in rest]

    def excuse(self, item: SuppressedFinding) -> list[str]:
        """Why a finding does not count."""
        lines = self.wrapped(clipped(visible(excuse_sentence(item)), LONGEST), " " * GUTTER, 2)
        return [self.paint(line, "dim") for line in lines]

    def summary(self, result: Result) -> list[str]:
        lines = []
        for item in result.unchecked:
            mark = self.paint(
                "not checked" if item.fatal else "note", "bold magenta" if item.fatal else "magenta"
            )
            lines += self.wrapped(f"{visible(item.what)}: {visible(item.why)}", "  ", lead=mark)
        for note in result.notes:
            mark = self.paint("note", "magenta")
            lines += self.wrapped(f"line {note.line}: {visible(note.message)} [{note.kind}]", "  ", lead=mark)
        if excused := excused_sentence(Counter(item.kind for item in result.suppressed)):
            lines += self.wrapped(excused + ("" if self.excused else "; --show-excused shows them"), "  ")
        if result.checks_run:
            found = severity_counts(result.shown)
            counts = ", ".join(f"{count:,} {severity}" for severity, count in found.items())
            counts += f" of {len(result.shown) + result.more:,} findings" if result.more else ""
            lines += self.wrapped(
                f"{counts or 'no findings'} from {counted(len(result.checks_run), 'check')}", "  "
            )
            lines += self.wrapped(score_sentence(result.score), "  ")
        if result.measures:
            lines += self.wrapped(f"{measures_phrase(result.measures)} beside the reference", "  ")
            lines += self.signatures(result.measures) if self.verbose else []
        return lines

    def signatures(self, measures: Sequence[Measured | TotalMeasured]) -> list[str]:
        """What the figures depend on, in the words of the field."""
        return [
            self.paint(f"  {MEASURES[one.id].label}|{one.signature} = {one.score:.1f}", "dim")
            for one in measures
        ]

    def end(self, tally: Tally) -> str:
        lines = []
        if tally.documents > 1:
            lines.append(self.paint(self.total(tally), "bold"))
            for check, count in sorted(tally.checks.items(), key=lambda item: (-item[1], item[0]))[:5]:
                lines.append(f"{count:>6}  {check}")
            if len(tally.checks) > 5:
                lines.append(f"        and {counted(len(tally.checks) - 5, 'other check')}")
            if tally.beside or tally.alone:
                lines += self.wrapped(beside_sentence(tally.beside, tally.alone), "")
            if tally.measures:
                lines += self.wrapped(totals_sentence(tally.measures, tally.documents), "")
                lines += self.signatures(tally.measures) if self.verbose else []
        if tally.changes is not None:
            lines += self.wrapped(visible(tally.changes.sentence), "")
        hints = [] if self.quiet else self.hints(tally)
        lines += [self.paint(hint, "dim") for hint in hints]
        for gate in tally.gates_failed:
            if gate.gate != "verdict":  # each document has said that already
                failed = self.wrapped(f"gate failed: {visible(gate.why)}", "")
                lines += [self.paint(line, "bold red") for line in failed]
        return no_command("\n".join(lines)) + "\n" if lines else ""

    def total(self, tally: Tally) -> str:
        verdicts = ", ".join(f"{tally.verdicts[v]:,} {v}" for v in Verdict if tally.verdicts[v])
        parts = [verdicts] if verdicts else []
        if tally.incomplete:
            parts.append(f"{tally.incomplete:,} not or not wholly checked")
        total = ": ".join([counted(tally.documents, "document"), *([", ".join(parts)] if parts else [])])
        return f"{total}; {listed_of(tally.findings, tally.unlisted)}" + (
            f"; {excused}" if (excused := excused_sentence(tally.excused)) else ""
        )

    def hints(self, tally: Tally) -> list[str]:
        hints = []
        if self.left_out:
            hints.append(f"--all names the {counted(self.left_out, 'document')} without findings too")
        if tally.checks:
            commonest = min(tally.checks, key=lambda check: (-tally.checks[check], check))
            hints.append(f"audit explain {commonest}: what it means, with examples")
        if tally.possible and not self.possible:
            hints.append(f"--possible shows {counted(tally.possible, 'doubtful finding')} more")
        if tally.documents > 1 and tally.findings:
            hints.append("audit report PATH… -o DIR: a page per document and one clean-up plan")
        return hints

    def wrapped(self, text: str, margin: str, taken: int = 0, lead: str = "") -> list[str]:
        room = self.width - len(margin) - taken - (13 if lead else 0)
        lines = wrap(text, max(room, 30), break_on_hyphens=False)
        if lead and lines:
            lines[0] = f"{lead}  {lines[0]}"
        return [margin + line for line in lines]
