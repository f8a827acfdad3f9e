"""The findings that were accepted, and whether one is among them.

An entry names a finding by what it says, not by where it stands (`settle_findings.Fingerprints`). It belongs
to a document: the same fault in a new document is new. When its document is gone the entry holds for any
other: the file was renamed, or its text moved. Nothing else of the run is asked, so that documents can be
audited in any order.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from audit.model.baseline_entry import BaselineEntry
from audit.model.errors import UsageError
from audit.model.finding import Finding
from audit.model.suppression import Note, NoteKind, SuppressedFinding, SuppressionKind

STANDARD_INPUT = "-"


def today() -> date:
    """The day by which entries expire: of SOURCE_DATE_EPOCH where that is set, else the calendar's (UTC).

    Raises UsageError when SOURCE_DATE_EPOCH is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH: {given!r} is no number of seconds") from None


class Baseline:
    """Accepted findings. `shown` is the file as messages name it; `folder` is where its paths start.

    `here` is where relative paths of documents start: the current folder, or on another machine that of the
    command.
    """

    def __init__(
        self,
        entries: tuple[BaselineEntry, ...],
        shown: str,
        folder: Path,
        day: date,
        digest: str = "",
        here: Path = Path(),
    ) -> None:
        self.entries = entries
        self.shown = shown
        self.folder = folder
        self.day = day
        self.digest = digest
        self.here = here
        self._by_fingerprint: dict[str, dict[str, BaselineEntry]] = {}
        for entry in entries:
            self._by_fingerprint.setdefault(entry.fingerprint, {})[entry.path] = entry
        self._there: dict[str, bool] = {}

    def accepts(self, path: str, finding: Finding) -> SuppressedFinding | Note | None:
        """The acceptance of a finding in the document that entries call `path`; a note when it has expired; else None."""
        entry = self.entry(path, finding.fingerprint)
        if entry is None:
            return None
        until = entry.expires.isoformat() if entry.expires else None
        if self.lapsed(entry):
            reason = f" ({entry.reason})" if entry.reason else ""
            message = f"{finding.check}: accepted until {until}{reason}, so it counts again"
            place = finding.start, finding.end, finding.line, finding.column
            return Note(*place, NoteKind.EXPIRED, message)
        return SuppressedFinding(finding, SuppressionKind.BASELINE, self.shown, entry.reason, until)

    def entry(self, path: str, fingerprint: str) -> BaselineEntry | None:
        """The entry for a finding of the document that entries call `path`, expired or not."""
        plain, number = split_fingerprint(fingerprint)
        candidates = self._by_fingerprint.get(plain)
        if not candidates:
            return None
        own = candidates.get(path)
        if own is not None:
            return own if number <= own.count else None
        # Sorted, so that the same entry is taken whatever order the file has.
        for _, other in sorted(candidates.items()):
            if number <= other.count and (path == STANDARD_INPUT or not self.exists(other.path)):
                return other
        return None

    def lapsed(self, entry: BaselineEntry) -> bool:
        """True for an entry whose last day is over."""
        return entry.expires is not None and entry.expires < self.day

    def relative(self, path: str) -> str:
        """A document's path as entries have it."""
        return relative_path(path, self.folder, self.here)

    def exists(self, path: str) -> bool:
        """True when there is a file of that name beside the baseline. Asked once."""
        if path not in self._there:
            self._there[path] = os.path.lexists(self.folder / path)
        return self._there[path]


def relative_path(path: str, folder: Path, here: Path = Path()) -> str:
    """A path from `here` as a path from `folder`, with "/"; standard input stays "-"."""
    if path == STANDARD_INPUT:
        return path
    return os.path.relpath(here / path, folder).replace(os.sep, "/")


def split_fingerprint(fingerprint: str) -> tuple[str, int]:
    """The fingerprint without its number, and the number: which of several like it, from 1."""
    plain, _, number = fingerprint.partition("-")
    return plain, int(number) if number else 1
