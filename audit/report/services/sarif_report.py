"""SARIF 2.1.0, for code scanning and every viewer that reads it.

Results are written as the documents come; what SARIF wants in other lists (artifacts, notifications) waits for
the end at a few hundred bytes a document. Nothing in the file depends on the machine: paths are relative to
`SRCROOT`, which the reader of the file knows.
"""

import re
from collections.abc import Iterator
from mimetypes import types_map
from os.path import splitext
from typing import Any

from audit.model.check import MARK_CLOSE, MARK_OPEN, Check, Example
from audit.model.finding import Finding
from audit.model.fix import Fix
from audit.model.mqm import Confidence, Severity
from audit.model.place import Place
from audit.model.result import Outcome, Result, Unreadable
from audit.model.suppression import Note, NoteKind, SuppressedFinding, SuppressionKind
from audit.registry.known_checks import known_checks
from audit.report.json_report import encoded
from audit.report.plan.markdown_report import code, escaped
from audit.report.services.diagnostics import (
    LEVELS,
    LONGEST,
    UNCHECKED,
    Diagnostic,
    Level,
    Places,
    Region,
    diagnostics,
    excused,
    path_of,
)
from audit.report.services.service_path import as_uri, service_path
from audit.report.source_place import SourcePlace, source_place
from audit.report.tally import Tally
from audit.report.terminal.check_catalogue import check_in_full
from audit.report.terminal.paint import Paint
from audit.report.visible_text import visible
from audit.report.wording import clipped
from audit.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TOP = "SRCROOT"
LONGEST_SNIPPET = 300  # code points
PRECISION = {
    Confidence.CERTAIN: "very-high",
    Confidence.LIKELY: "high",
    Confidence.POSSIBLE: "low",
}
PROBLEM = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
RANKS = {Severity.CRITICAL: 100.0, Severity.MAJOR: 75.0, Severity.MINOR: 40.0, Severity.NEUTRAL: 10.0}


class SarifReport:
    """One run in one log."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top
        self.rules = {check.id: number for number, check in enumerate(known_checks())}
        self.first = True
        self.artifacts: list[str] = []
        self.notifications: list[str] = []
        self.beside: tuple[str, Places] | None = None  # the last file of sources that was shown

    def begin(self) -> str:
        return (
            f'{{\n  "$schema": {encoded(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
            '      "results": ['
        )

    def add(self, outcome: Outcome) -> str:
        location = artifact_location(path_of(outcome), self.top)
        number = len(self.artifacts)
        self.artifacts.append(encoded(artifact_record(outcome, location), 8))
        location = {**location, "index": number}
        text = "" if isinstance(outcome, Unreadable) else outcome.document.text
        places = Places(text)
        out = []
        for item, suppressed in self.items(outcome):
            if item.finding is None:
                self.notifications.append(encoded(notification_record(item, location), 12))
                continue
            opening = "\n        " if self.first else ",\n        "
            self.first = False
            record = result_record(item, item.finding, "" if is_packed(outcome) else text, location)
            related = []
            if isinstance(outcome, Result) and (source := source_place(outcome, item.finding)) is not None:
                related.append(self.related(source, places, location))
            if item.finding.other is not None and not is_packed(outcome):
                related.append(self.other(item.finding.other, places, location))
            if related:
                record["relatedLocations"] = related
            if item.check in self.rules:
                record["ruleIndex"] = self.rules[item.check]
            if item.finding.fix is not None and item.finding.fix.edits and not is_packed(outcome):
                record["fixes"] = [fix_record(item.finding.fix, places, location)]
            if suppressed is not None:
                record["suppressions"] = [suppression_record(suppressed)]
            if isinstance(outcome, Result) and with_baseline(outcome.score.signature):
                accepted = suppressed is not None and suppressed.kind is SuppressionKind.BASELINE
                record["baselineState"] = "unchanged" if accepted else "new"
            out.append(opening + encoded(record, 8))
        if isinstance(outcome, Result):
            self.notifications += [encoded(note_record(note, location), 12) for note in outcome.notes]
        return "".join(out)

    def other(self, other: Place, places: Places, location: dict[str, Any]) -> dict[str, Any]:
        """What a finding does not agree with, in the document itself or in another."""
        if other.path is None:
            region = region_record(places.region(other.start, other.end))
        else:
            location = artifact_location(other.path, self.top)
            region = {"startLine": other.line, "startColumn": other.column}
        return {
            "physicalLocation": {"artifactLocation": location, "region": region},
            "message": {"text": "the other translation"},
        }

    def related(self, source: SourcePlace, places: Places, location: dict[str, Any]) -> dict[str, Any]:
        """The stretch of the source, in the document itself or in the file beside it."""
        if source.path is not None:
            location = artifact_location(source.path, self.top)
            if self.beside is None or self.beside[0] != source.text:
                self.beside = source.text, Places(source.text)
            places = self.beside[1]
        region = region_record(places.region(source.start, source.end))
        snippet = source.text[source.start : source.end]
        if snippet and len(snippet) <= LONGEST_SNIPPET:
            region["snippet"] = {"text": snippet}
        value = clipped(visible(source.value), LONGEST_SNIPPET)
        return {
            "physicalLocation": {"artifactLocation": location, "region": region},
            "message": {"text": plain(f"source: {value}")},
        }

    def items(self, outcome: Outcome) -> Iterator[tuple[Diagnostic, SuppressedFinding | None]]:
        """All that is said of a document, excused findings last."""
        yield from ((item, None) for item in diagnostics(outcome, self.possible))
        if isinstance(outcome, Result):
            yield from excused(outcome, self.possible)

    def end(self, tally: Tally) -> str:
        artifacts = listed(self.artifacts, 6)
        notifications = listed(self.notifications, 10)
        properties = {"signature": tally.signature, "score": tally.score, "words": tally.words}
        return (
            ("]" if self.first else "\n      ]") + ',\n      "artifacts": '
            f"{artifacts},\n"
            '      "invocations": [\n        {\n'
            f'          "executionSuccessful": {encoded(not tally.incomplete)},\n'
            f'          "toolExecutionNotifications": {notifications}\n'
            "        }\n      ],\n"
            f'      "tool": {encoded({"driver": driver_record()}, 6)},\n'
            f'      "originalUriBaseIds": {encoded(BASES, 6)},\n'
            '      "columnKind": "unicodeCodePoints",\n'
            '      "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n'
            f'      "properties": {encoded(properties, 6)}\n'
            "    }\n  ]\n}\n"
        )


def is_packed(outcome: Outcome) -> bool:
    """True for an archive: what stands at a place of its text is nothing that a tool could show or replace."""
    return isinstance(outcome, Result) and outcome.document.archive is not None


def listed(records: list[str], indent: int) -> str:
    """Encoded records as a JSON array on lines of their own; `indent` is the column of its key."""
    if not records:
        return "[]"
    margin = "\n" + " " * indent
    return f"[{margin}  " + f",{margin}  ".join(records) + f"{margin}]"


NOTIFICATIONS = {
    UNCHECKED: "Something could not be checked; silence about it means nothing.",
    str(NoteKind.UNUSED): "An excuse excuses nothing.",
    str(NoteKind.UNKNOWN): "An excuse names something that does not exist.",
    str(NoteKind.UNCLOSED): "A block of excuses is never closed.",
    str(NoteKind.REASON): "An excuse does not hold, for want of a reason.",
    str(NoteKind.EXPIRED): "An accepted finding counts again.",
}
BASES = {TOP: {"description": {"text": "The top of the repository, or the folder the audit was run in."}}}


def artifact_location(path: str, top: str) -> dict[str, Any]:
    """Where a document is; a file outside the repository has an absolute address."""
    if path == "-":
        return {"description": {"text": "standard input"}, "uri": "stdin", "uriBaseId": TOP}
    uri = as_uri(service_path(path, top))
    # A name such as "a:b.txt" would read as an address with the scheme "a"; quote() has escaped the colon.
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": TOP}


def artifact_record(outcome: Outcome, location: dict[str, Any]) -> dict[str, Any]:
    """A document that was looked at, or was to be."""
    record: dict[str, Any] = {"location": location, "roles": ["analysisTarget"]}
    if isinstance(outcome, Unreadable):
        return record
    kind = types_map.get(splitext(outcome.document.path)[1].lower())
    record |= {"mimeType": kind} if kind else {}
    record["encoding"] = outcome.document.encoding
    score = outcome.score
    record["properties"] = {
        "targetLanguage": outcome.target_language.tag,
        "sourceLanguage": outcome.source_language.tag,
        "score": score.value if outcome.checks_run else None,
        "verdict": str(score.verdict) if outcome.checks_run else None,
        "words": score.words,
    }
    return record


def notification_record(item: Diagnostic, location: dict[str, Any]) -> dict[str, Any]:
    """What went unchecked in a document."""
    return {
        "descriptor": {"id": UNCHECKED},
        "level": str(item.level),
        "message": {"text": item.message},
        "locations": [{"physicalLocation": {"artifactLocation": location}}],
    }


def note_record(note: Note, location: dict[str, Any]) -> dict[str, Any]:
    """An excuse that does not work, or no longer."""
    region = {"startLine": note.line, "startColumn": note.column}
    return {
        "descriptor": {"id": str(note.kind)},
        "level": str(Level.NOTE),
        "message": {"text": plain(clipped(visible(note.message), LONGEST))},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
    }


def result_record(item: Diagnostic, finding: Finding, text: str, location: dict[str, Any]) -> dict[str, Any]:
    """One finding in a document that reads `text`."""
    region = region_record(item.region)
    snippet = text[finding.start : finding.end]
    if snippet and len(snippet) <= LONGEST_SNIPPET:
        region["snippet"] = {"text": snippet}
    return {
        "ruleId": item.check,
        "level": str(item.level),
        "kind": "fail",
        "rank": RANKS[finding.severity],
        "message": {"text": plain(item.message)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        # The first is the key that code scanning goes by; both survive moves and re-wrapping.
        "partialFingerprints": {
            "primaryLocationLineHash": item.identity,
            "translationAudit/v2": item.identity,
        },
        "properties": {
            "category": str(finding.category),
            "severity": str(finding.severity),
            "confidence": str(finding.confidence),
            "role": str(finding.role),
        },
    }


def suppression_record(item: SuppressedFinding) -> dict[str, Any]:
    """Who excused a finding, and why."""
    in_source = item.kind is SuppressionKind.IN_SOURCE
    record: dict[str, Any] = {"kind": "inSource" if in_source else "external", "status": "accepted"}
    if item.reason:
        record["justification"] = visible(item.reason)
    record["properties"] = {"by": visible(item.by), "expires": item.expires}
    return record


def with_baseline(signature: str) -> bool:
    """True for the signature of a run in which a baseline is in use."""
    return any(part.startswith("baseline:") for part in signature.split("|"))


def fix_record(fix: Fix, places: Places, location: dict[str, Any]) -> dict[str, Any]:
    """The edits of a fix, as the file wants them written."""
    return {
        "description": {"text": f"{fix.safety} fix"},
        "artifactChanges": [
            {
                "artifactLocation": location,
                "replacements": [
                    {
                        "deletedRegion": region_record(places.region(edit.start, edit.end)),
                        "insertedContent": {"text": edit.replacement},
                    }
                    for edit in fix.edits
                ],
            }
        ],
        "properties": {"safety": str(fix.safety)},
    }


def region_record(region: Region | None) -> dict[str, Any]:
    """Lines, columns and offsets; SARIF wants both kinds to agree."""
    if region is None:
        return {}
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.offset,
        "charLength": region.length,
    }


def driver_record() -> dict[str, Any]:
    """The tool and its rules, by id."""
    return {
        "name": "translation-audit",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "The linter for translated text."},
        "rules": [rule_record(check) for check in known_checks()],
        "notifications": [
            {"id": name, "shortDescription": {"text": text}} for name, text in NOTIFICATIONS.items()
        ],
    }


def rule_record(check: Check) -> dict[str, Any]:
    """A check with its whole manual page: nobody has to look it up elsewhere."""
    level = LEVELS[check.severity]
    return {
        "id": check.id,
        "name": "".join(word.capitalize() for word in check.id.split("-")),
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": " ".join(check.doc.split())},
        "help": {"text": check_in_full(check, Paint(False), 80), "markdown": help_markdown(check)},
        "defaultConfiguration": {
            "enabled": not check.preview,
            "level": str(level),
            "rank": RANKS[check.severity],
        },
        "properties": {
            "tags": ["translation", *str(check.category).split("/")],
            "category": str(check.category),
            "severity": str(check.severity),
            "confidence": str(check.confidence),
            "precision": PRECISION[check.confidence],
            "problem.severity": PROBLEM[level],
            "preview": check.preview,
        },
    }


def help_markdown(check: Check) -> str:
    """The manual page for viewers that render Markdown."""
    lines = [" ".join(escaped(line) for line in part.split("\n")) for part in check.doc.split("\n\n")]
    bad = [f"- {code(marked(example))}" for example in check.examples if example.faults]
    good = [
        f"- {code(example.text)}: {escaped(example.why or '')}"
        for example in check.examples
        if not example.faults
    ]
    off = f'Turn it off with `--ignore {check.id}`, or `ignore = ["{check.id}"]` in `audit.toml`.'
    parts = [*lines, f"**Found**, the fault {MARK_OPEN}marked{MARK_CLOSE}:", "\n".join(bad)]
    return "\n\n".join([*parts, *(["**Left alone:**", "\n".join(good)] if good else []), off]) + "\n"


def marked(example: Example) -> str:
    """The text of an example with its faults marked."""
    out, place = "", 0
    for fault in example.faults:
        out += (
            example.text[place : fault.start] + MARK_OPEN + example.text[fault.start : fault.end] + MARK_CLOSE
        )
        place = fault.end
    return out + example.text[place:]


def plain(message: str) -> str:
    """A message in which nothing is a link: SARIF reads `[text](target)` as one."""
    return re.sub(r"([\[\]\\])", r"\\\1", message) if "](" in message else message
