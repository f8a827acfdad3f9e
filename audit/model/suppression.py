"""Findings that somebody excused, and what there is to say about the excuses."""

from enum import StrEnum

import msgspec

from audit.model.finding import Finding


class SuppressionKind(StrEnum):
    """Who excused a finding."""

    IN_SOURCE = "in-source"  # a comment in the document
    PATTERN = "pattern"  # an [[ignore-where]] rule of the configuration or of the document's side file
    BASELINE = "baseline"  # an entry of the baseline


class SuppressedFinding(msgspec.Struct, frozen=True):
    """A finding that does not count, and why.

    `by` says where the excuse stands, for people: "line 3", "[[ignore-where]] 2", "audit-baseline.json".
    `expires` is the last day it holds, as an ISO date, where it has one.
    """

    finding: Finding
    kind: SuppressionKind
    by: str
    reason: str | None = None
    expires: str | None = None


class RulesAsked(msgspec.Struct, frozen=True):
    """Numbers (from 1) of the configuration's [[ignore-where]] rules that were asked about a document.

    `asked`: those that are for it and whose checks ran; `used`: those that excused a finding.
    """

    asked: tuple[int, ...] = ()
    used: tuple[int, ...] = ()


class NoteKind(StrEnum):
    """What a note is about."""

    UNUSED = "unused-suppression"  # an excuse that excuses nothing
    UNKNOWN = "unknown-suppression"  # a verb or a check that does not exist
    UNCLOSED = "unclosed-suppression"  # a block without an end
    REASON = "suppression-without-reason"  # with require-reason: it does not hold
    EXPIRED = "expired-baseline"  # an accepted finding counts again


class Note(msgspec.Struct, frozen=True, order=True):
    """Something to say about an excuse. It costs nothing and changes no exit code.

    `start`, `end` count code points of the decoded file, `line` and `column` from 1.
    """

    start: int
    end: int
    line: int
    column: int
    kind: NoteKind
    message: str
