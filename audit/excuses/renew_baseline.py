"""What a baseline should hold after a run: what is kept, what is new, what matches nothing any more."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from audit.excuses.baseline import Baseline, relative_path, split_fingerprint
from audit.excuses.read_baseline import SCHEMA
from audit.files.whole_file import write_whole
from audit.model.baseline_entry import BaselineEntry
from audit.model.errors import UsageError
from audit.model.mqm import Confidence
from audit.model.result import Outcome, Result, Unreadable, complete
from audit.model.suppression import SuppressionKind
from audit.report.visible_text import encodable
from audit.report.wording import clipped
from audit.version import __version__

LONGEST_TEXT = 200  # code points of the text in an entry, which is there for people

Key = tuple[str, str]


class Renewal:
    """Goes along with a run, document by document, and holds entries only.

    `baseline` is the one in force, None for a first one; `folder` is where paths start. Entries of
    documents that were not audited, or not wholly, and entries of checks that did not run, are kept: of
    those nobody knows.
    """

    def __init__(self, baseline: Baseline | None, folder: Path) -> None:
        self.baseline = baseline
        self.folder = folder
        self.audited: dict[str, frozenset[str]] = {}  # path → checks run
        self.matched: dict[Key, BaselineEntry] = {}  # under the path it has now
        self.used: dict[Key, int] = {}  # old key → how many of its count were found
        self.fresh: dict[Key, BaselineEntry] = {}
        self.expired = 0

    def add(self, outcome: Outcome, possible: bool = False) -> None:
        """One more document. `possible`: its doubtful findings are accepted as well."""
        if isinstance(outcome, Unreadable) or not complete(outcome):
            return
        path = relative_path(outcome.document.path, self.folder)
        self.audited[path] = frozenset(outcome.checks_run)
        for fingerprint, check, text, counts in accepted_or_not(outcome, possible):
            plain, number = split_fingerprint(fingerprint)
            known = self.baseline.entry(path, fingerprint) if self.baseline else None
            if known is not None and self.baseline is not None:
                self.used[known.key] = max(self.used.get(known.key, 0), number)
                self.expired += self.baseline.lapsed(known)
                self.matched[path, plain] = msgspec.structs.replace(known, path=path, count=number)
            elif counts:
                shown = encodable(clipped(text, LONGEST_TEXT))
                self.fresh[path, plain] = BaselineEntry(plain, check, path, shown, None, None, number)

    @property
    def stale(self) -> list[BaselineEntry]:
        """Entries of audited documents that match nothing any more, or less often than they say."""
        return [entry for entry in self.gone if entry.path in self.audited]

    @property
    def gone(self) -> list[BaselineEntry]:
        """Entries, or what is left of their count, that this run could have found and did not."""
        out = []
        every = frozenset().union(*self.audited.values())
        for entry in self.baseline.entries if self.baseline else ():
            found = self.used.get(entry.key, 0)
            gone = entry.path not in self.audited and not (self.baseline and self.baseline.exists(entry.path))
            ran = self.audited.get(entry.path, every if gone else frozenset())
            if found < entry.count and entry.check in ran:
                out.append(msgspec.structs.replace(entry, count=entry.count - found))
        return out

    def entries(
        self, with_new: bool, reason: str | None = None, expires: date | None = None
    ) -> tuple[BaselineEntry, ...]:
        """The entries to write: those kept, under the paths they have now, and the new ones if wanted.

        With a new day, what has expired is accepted anew: until then.
        """
        idle = {entry.key for entry in self.gone}
        kept: dict[Key, BaselineEntry] = {}
        for entry in self.baseline.entries if self.baseline else ():
            if entry.key not in idle and entry.key not in self.used:
                kept[entry.key] = entry
        kept |= self.matched
        if with_new and expires and self.baseline:
            for key, entry in self.matched.items():
                if self.baseline.lapsed(entry):
                    kept[key] = msgspec.structs.replace(entry, reason=reason or entry.reason, expires=expires)
        for key, entry in self.fresh.items() if with_new else ():
            old = kept.get(key)
            new = msgspec.structs.replace(entry, reason=reason, expires=expires)
            # More of what was accepted already: the reason and the day stay.
            kept[key] = new if old is None else msgspec.structs.replace(old, count=entry.count)
        return tuple(kept.values())


def accepted_or_not(result: Result, possible: bool) -> list[tuple[str, str, str, bool]]:
    """Fingerprint, check, text of every finding that no comment or rule excuses, and whether it is shown."""
    findings = [
        *result.findings,
        *(item.finding for item in result.suppressed if item.kind is SuppressionKind.BASELINE),
    ]
    return [
        (item.fingerprint, item.check, item.text, possible or item.confidence is not Confidence.POSSIBLE)
        for item in findings
    ]


def merged(
    entries: tuple[BaselineEntry, ...], more: tuple[BaselineEntry, ...]
) -> tuple[tuple[BaselineEntry, ...], int]:
    """Both lists as one, and how many of `more` are new. Where both have an entry the first one stays;
    a reason or a day that it lacks is taken over, and the larger count."""
    out = {entry.key: entry for entry in entries}
    new = 0
    for entry in more:
        old = out.get(entry.key)
        if old is None:
            new += 1
            out[entry.key] = entry
        else:
            out[entry.key] = msgspec.structs.replace(
                old,
                reason=old.reason or entry.reason,
                expires=old.expires or entry.expires,
                count=max(old.count, entry.count),
            )
    return tuple(out.values()), new


def baseline_text(entries: tuple[BaselineEntry, ...]) -> str:
    """A baseline as JSON: entries by path, check and text, every key on a line of its own, for diffs."""
    ordered = sorted(entries, key=lambda entry: (entry.path, entry.check, entry.text, entry.fingerprint))
    tool = {"name": "translation-audit", "version": __version__}
    record: dict[str, Any] = {"schema": SCHEMA, "tool": tool, "entries": ordered}
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def write_baseline(file: Path, entries: tuple[BaselineEntry, ...]) -> None:
    """Write a baseline whole. Raises UsageError when it cannot be written."""
    for entry in entries:
        if entry.path != encodable(entry.path):
            raise UsageError(
                f"{entry.path!r}: a name that is not UTF-8 cannot stand in a baseline; rename it"
            )
    write_whole(file, baseline_text(entries))
