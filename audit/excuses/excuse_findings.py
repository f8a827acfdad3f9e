"""Which findings somebody excused: in the document, by a rule, by the baseline."""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from heapq import heappush

import msgspec

from audit.analysis.line_index import LineIndex, line_index
from audit.config.word_pattern import LONGEST_CONTEXT, is_whole, stands_after, stands_before
from audit.excuses.baseline import Baseline
from audit.excuses.directive_ranges import EVERY, VERBS, Complaint, Excuse, Order, Verb, excuses_of
from audit.model.check import Check
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.settings import ELSEWHERE, IgnoreWhere, Settings
from audit.model.suppression import Note, NoteKind, RulesAsked, SuppressedFinding, SuppressionKind
from audit.registry.known_checks import known_checks
from audit.registry.selection import names

MOST_NOTES = 100  # of one document; nobody reads more
LONGEST_NAME = 80  # code points of a name that is quoted or compared
NO_REASON = "no reason is given and require-reason is on, so it excuses nothing; write it after a colon"


class Excused(msgspec.Struct, frozen=True):
    """The findings that count, those that do not, and what there is to say about the excuses."""

    findings: tuple[Finding, ...]
    suppressed: tuple[SuppressedFinding, ...]
    notes: tuple[Note, ...]
    rules: RulesAsked = RulesAsked()


def excuse_findings(
    document: Document,
    findings: Sequence[Finding],
    settings: Settings,
    checks: Iterable[Check],
    baseline: Baseline | None,
    beside: Sequence[IgnoreWhere] = (),
    filed: str | None = None,
) -> Excused:
    """Part the findings of a document (sorted by place). `checks` are those that ran, `beside` the rules of
    the document's side file. `filed` is the document's path as the baseline's entries have it, where its own
    does not tell.

    The document is asked first, then the rules, then the baseline: an entry of the baseline for a finding
    that is excused otherwise is out of date.
    """
    if not (document.directives or settings.ignore_where or beside or baseline):
        return Excused(tuple(findings), (), ())
    checks = tuple(checks)
    lines = line_index(document)
    suppressed: list[SuppressedFinding] = []
    kept: list[Finding] = []
    notes: list[Note] = []
    in_source = InSource(document, lines, settings, checks)
    rules = ByRule(document, settings.ignore_where, beside)
    for finding in findings:
        excused = in_source.excuse(finding) or rules.excuse(finding)
        if excused is None and baseline is not None:
            if filed is None:
                filed = baseline.relative(document.path)
            found = baseline.accepts(filed, finding)
            if isinstance(found, Note):
                notes.append(found)
            else:
                excused = found
        if excused is None:
            kept.append(finding)
        else:
            suppressed.append(excused)
    notes += in_source.notes()
    notes += rules.notes(in_source.has_run)
    return Excused(tuple(kept), tuple(suppressed), first_notes(notes), rules.asked(in_source.has_run))


class InSource:
    """The excuses that stand in one document. Asked finding by finding, in order of place."""

    def __init__(
        self, document: Document, lines: LineIndex, settings: Settings, checks: Sequence[Check]
    ) -> None:
        self.lines = lines
        self.known = frozenset().union(*(names(check) for check in (*known_checks(), *checks)))
        self.ran = frozenset().union(*(names(check) for check in checks))
        self.every_ran = not settings.select
        self.excuses, self.complaints = excuses_of(document, lines, self.known, settings.require_reason)
        self.excuses.sort(key=lambda excuse: excuse.start)
        self.entered = 0
        # By name, the excuses entered so far, that which reaches furthest first.
        self.open: dict[str, list[tuple[int, int, Excuse]]] = {}

    def excuse(self, finding: Finding) -> SuppressedFinding | None:
        """The excuse for a finding, marked as used; the one that names its check goes first."""
        while self.entered < len(self.excuses) and self.excuses[self.entered].start <= finding.start:
            excuse = self.excuses[self.entered]
            heappush(self.open.setdefault(excuse.name, []), (-excuse.end, self.entered, excuse))
            self.entered += 1
        category = str(finding.category)
        for name in (finding.check, category, category.split("/")[0], EVERY):
            reaching = self.open.get(name)
            if not reaching:
                continue
            excuse = reaching[0][2]
            if finding.start < excuse.end:
                excuse.used = True
                line, _ = self.lines.place(excuse.order.at.start)
                return SuppressedFinding(
                    finding, SuppressionKind.IN_SOURCE, f"line {line}", excuse.order.reason
                )
            self.open[name] = []  # the furthest is behind us, and so are all
        return None

    def has_run(self, name: str) -> bool:
        """True when a check of that name ran: of others nobody knows whether an excuse is still needed."""
        return self.every_ran if name == EVERY else name in self.ran

    def notes(self) -> list[Note]:
        """What is wrong with the excuses, the first of it; ask when all findings have been."""
        idle: dict[Order, list[str]] = {}
        for excuse in self.excuses:
            if self.has_run(excuse.name) and not excuse.used:
                idle.setdefault(excuse.order, []).append(excuse.name)
        complaints = [Complaint(NoteKind.UNUSED, order, tuple(found)) for order, found in idle.items()]
        # An open end is no news of a block that excuses nothing.
        unused = {(order, name) for order, found in idle.items() for name in found}
        for complaint in self.complaints:
            if complaint.kind is NoteKind.UNCLOSED:
                used = tuple(name for name in complaint.names if (complaint.order, name) not in unused)
                if not used:
                    continue
            complaints.append(complaint)
        complaints.sort(key=lambda complaint: complaint.order.at)
        return [self.note(complaint) for complaint in complaints[: MOST_NOTES + 1]]

    def note(self, complaint: Complaint) -> Note:
        """A complaint in words."""
        at = complaint.order.at
        return Note(
            at.start,
            at.end,
            *self.lines.place(at.start),
            complaint.kind,
            f"{quoted(complaint.order.word)}: {self.why(complaint)}",
        )

    def why(self, complaint: Complaint) -> str:
        """What is wrong, and what to do."""
        order, listed = complaint.order, ", ".join(map(quoted, complaint.names[:5]))
        if len(complaint.names) > 5:
            listed += f" and {len(complaint.names) - 5:,} more"
        match complaint.kind:
            case NoteKind.UNKNOWN if order.verb is None:
                hint = near(order.word, VERBS) or f"; there are {', '.join(VERBS)}"
                return f"no such directive{hint}"
            case NoteKind.UNKNOWN:
                hint = near(complaint.names[0], self.known)
                return f"no check or category is called {listed}{hint} (`audit checks` lists them)"
            case NoteKind.REASON:
                return NO_REASON
            case NoteKind.UNCLOSED:
                return "never closed, so it holds to the end of the file; close it with audit-enable"
            case NoteKind.UNUSED if order.verb is Verb.ENABLE:
                return "nothing is open here that it could close; remove it, or name what was opened"
            case NoteKind.UNUSED if complaint.names == (EVERY,):
                return "excuses nothing; remove it"
            case NoteKind.UNUSED:
                return f"excuses nothing: no finding of {listed}; remove it"
            case NoteKind.EXPIRED:
                raise ValueError("a directive does not expire")


class ByRule:
    """The [[ignore-where]] rules of the configuration, and after them those of the document's side file."""

    def __init__(
        self, document: Document, configured: Sequence[IgnoreWhere], beside: Sequence[IgnoreWhere]
    ) -> None:
        self.document = document
        self.configured = len(configured)
        # By number from 1; those that still have their `match` are for other documents.
        self.rules = {
            number: rule
            for number, rule in enumerate((*configured, *beside), 1)
            if rule.match is None or number > len(configured)
        }
        self.used: set[int] = set()
        # People count the rules of one file: those of other configurations of the run stand before or after.
        self.first = next((n for n, rule in enumerate(configured) if rule.match != ELSEWHERE), 0)

    def excuse(self, finding: Finding) -> SuppressedFinding | None:
        """The excuse by the first rule that a finding meets, which is marked as used."""
        for number, rule in self.rules.items():
            if meets(self.document, finding, rule):
                self.used.add(number)
                return SuppressedFinding(finding, SuppressionKind.PATTERN, self.name(number), rule.reason)
        return None

    def name(self, number: int) -> str:
        """A rule for people."""
        if number > self.configured:
            return f"[[ignore-where]] {number - self.configured} of the side file"
        return f"[[ignore-where]] {number - self.first}"

    def asked(self, has_run: Callable[[str], bool]) -> RulesAsked:
        """The rules of the configuration whose checks ran, and those that excused something."""
        asked = [n for n, rule in self.rules.items() if n <= self.configured and has_run(rule.check or EVERY)]
        used = sorted(number for number in self.used if number <= self.configured)
        return RulesAsked(tuple(asked), tuple(used))

    def notes(self, has_run: Callable[[str], bool]) -> list[Note]:
        """On rules of the side file that excuse nothing: they are for this document alone."""
        return [
            Note(0, 0, 1, 1, NoteKind.UNUSED, f"{self.name(number)} excuses nothing; remove it")
            for number, rule in self.rules.items()
            if number > self.configured and number not in self.used and has_run(rule.check or EVERY)
        ]


def meets(document: Document, finding: Finding, rule: IgnoreWhere) -> bool:
    """True when everything that a rule says holds for a finding."""
    category = str(finding.category)
    if rule.check and rule.check not in (finding.check, category, category.split("/")[0]):
        return False
    segment = document.segments[finding.segment]
    if rule.unit is not None and segment.id != rule.unit:
        return False
    text, start, end = segment.value, finding.segment_start, finding.segment_end
    return (
        (rule.inside is None or is_whole(rule.inside, text[start:end]))
        and (rule.before is None or stands_before(rule.before, text[max(0, start - LONGEST_CONTEXT) : start]))
        and (rule.after is None or stands_after(rule.after, text[end : end + LONGEST_CONTEXT]))
    )


def first_notes(notes: list[Note]) -> tuple[Note, ...]:
    """The first notes by place, and one on the rest."""
    notes.sort()
    if len(notes) <= MOST_NOTES:
        return tuple(notes)
    message = f"there is more of this kind; the first {MOST_NOTES} are listed"
    return (*notes[:MOST_NOTES], msgspec.structs.replace(notes[MOST_NOTES], message=message))


def quoted(name: str) -> str:
    """A name out of a document, cut where it is no name any more."""
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"


def near(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing."""
    close = get_close_matches(name, sorted(known), 1, 0.6) if len(name) <= LONGEST_NAME else []
    return f"; did you mean {close[0]}?" if close else ""
