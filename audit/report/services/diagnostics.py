"""What a linter has to say of a document, flat: one diagnostic for each finding, one for each thing unchecked.

The formats of services (SARIF, JUnit, GitHub, GitLab, Checkstyle, reviewdog) are all written from these, so
that none of them forgets what went unchecked, and none shows a text that could do harm.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import blake2b

import msgspec

from audit.analysis.line_index import LineIndex, line_index
from audit.model.finding import Finding
from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.model.suppression import SuppressedFinding
from audit.report.tally import shown_excused, shown_findings
from audit.report.visible_text import visible
from audit.report.wording import clipped

UNCHECKED = "unchecked"  # stands where the id of a check stands
LONGEST = 400  # code points of a message; a whole untranslated paragraph may stand in one
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Level(StrEnum):
    """What most services tell apart, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    Severity.CRITICAL: Level.ERROR,
    Severity.MAJOR: Level.ERROR,
    Severity.MINOR: Level.WARNING,
    Severity.NEUTRAL: Level.NOTE,
}


class Region(msgspec.Struct, frozen=True):
    """A stretch of a file: lines and columns from 1, in code points, the end exclusive.

    `offset` and `length` count code points of the decoded file, a byte-order mark not counted.
    """

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    offset: int
    length: int


class Diagnostic(msgspec.Struct, frozen=True):
    """One thing to say. `finding` and `region` are None for what went unchecked.

    `message` is one line that may be shown anywhere once its format has escaped it. `identity` is 16 hex
    digits and a counter, unlike any other of its document and free of line numbers.
    """

    check: str
    level: Level
    message: str
    identity: str
    finding: Finding | None = None
    region: Region | None = None


class Places:
    """Regions of one document."""

    def __init__(self, text: str, lines: LineIndex | None = None) -> None:
        self.lines = lines if lines is not None else LineIndex(text)
        self.shift = int(text.startswith(BYTE_ORDER_MARK))

    def region(self, start: int, end: int) -> Region:
        """The region of code points `[start, end)` of the decoded file."""
        offset = max(start - self.shift, 0)
        length = max(end - self.shift, 0) - offset
        return Region(*self.lines.place(start), *self.lines.place(end), offset, length)


def path_of(outcome: Outcome) -> str:
    """The path of a document, read or not."""
    return outcome.path if isinstance(outcome, Unreadable) else outcome.document.path


def diagnostics(outcome: Outcome, possible: bool) -> Iterator[Diagnostic]:
    """Findings in their order, then what went unchecked; `possible` adds the merely possible findings."""
    if isinstance(outcome, Unreadable):
        yield unchecked("whole document", outcome.why, True)
        return
    yield from found(outcome, shown_findings(outcome, possible))
    for item in outcome.unchecked:
        yield unchecked(item.what, item.why, item.fatal)


def excused(result: Result, possible: bool) -> Iterator[tuple[Diagnostic, SuppressedFinding]]:
    """Findings that somebody excused, for formats that have a place for such."""
    items = shown_excused(result, possible)
    return zip(found(result, [item.finding for item in items]), items, strict=True)


def found(result: Result, findings: Sequence[Finding]) -> Iterator[Diagnostic]:
    """One diagnostic a finding."""
    if not findings:
        return
    places = Places(result.document.text, line_index(result.document))
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        doubt = "" if finding.confidence is Confidence.CERTAIN else f" ({finding.confidence})"
        yield Diagnostic(
            finding.check,
            LEVELS[finding.severity],
            clipped(visible(finding.message), LONGEST) + doubt,
            f"{finding.fingerprint}:{seen[finding.fingerprint]}",
            finding,
            places.region(finding.start, finding.end),
        )


def unchecked(what: str, why: str, fatal: bool) -> Diagnostic:
    """What could not be looked at: an error when the exit code says so, else a note."""
    message = clipped(visible(f"not checked: {what}: {why}" if fatal else f"{what}: {why}"), LONGEST)
    identity = blake2b(message.encode(), digest_size=8).hexdigest()
    return Diagnostic(UNCHECKED, Level.ERROR if fatal else Level.NOTE, message, f"{identity}:1")
