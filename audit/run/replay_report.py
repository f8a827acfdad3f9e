"""Makes the repairs of a JSON report: those edits, in that file, and nothing if the file is another one."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from audit.files.inside import inside
from audit.model.errors import UnreadableError, UsageError
from audit.model.fix import Edit, Fix
from audit.model.mqm import Confidence
from audit.model.result import Unreadable
from audit.readers.formats import FORMATS
from audit.readers.notation import UnwritableError
from audit.readers.read_document import file_bytes, read_bytes
from audit.repair.edits import Territory, apply_edits
from audit.repair.new_bytes import new_bytes
from audit.repair.paragraph_diff import changed_paragraphs
from audit.repair.rounds import Wanted
from audit.repair.unified_diff import byte_edits
from audit.report.json_report import SCHEMA_VERSION, digest_of
from audit.run.repairs.repair_document import NewFile, NotMade

LARGEST = 1024 * 1024 * 1024  # bytes of a document; the report was made with a limit of its own


class ReportedFinding(msgspec.Struct, frozen=True):
    """What a replay needs of a finding."""

    check: str
    line: int
    column: int
    confidence: Confidence
    fingerprint: str
    fix: Fix | None


class ReportedDocument(msgspec.Struct, frozen=True):
    """What a replay needs of a document."""

    path: str
    findings: tuple[ReportedFinding, ...]
    encoding: str | None = None
    digest: str | None = None
    format: str | None = None


class ReportedRun(msgspec.Struct, frozen=True):
    """A JSON report, as far as a replay reads it. Unknown keys are ignored, as the contract says."""

    schema: int
    documents: tuple[ReportedDocument, ...]


def read_report(data: bytes, name: str) -> ReportedRun:
    """Decode a report. Raises UsageError when it is none, or one of another schema."""
    try:
        run = msgspec.json.decode(data, type=ReportedRun)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name} is no JSON report ({error}); `audit check --format json={name} PATH…` writes one"
        ) from error
    if run.schema != SCHEMA_VERSION:
        raise UsageError(f"{name} has schema {run.schema}; this version reads schema {SCHEMA_VERSION}")
    return run


def replay(
    run: ReportedRun, root: Path, wanted: Wanted, only: Iterable[str] = ()
) -> Iterator[NewFile | Unreadable]:
    """What becomes of every document with a repair that is wanted.

    Paths start at `root` and must not leave it. `only` are fingerprints: nothing else is repaired then, and
    it does not matter whether a repair is safe. Raises UsageError for fingerprints that the report lacks.
    """
    chosen = frozenset(only)
    known = {finding.fingerprint for document in run.documents for finding in document.findings}
    if unknown := sorted(chosen - known):
        raise UsageError(f"no finding of the report has the fingerprint {', '.join(unknown)}")
    for document in run.documents:
        findings = [
            finding
            for finding in document.findings
            if (finding.fingerprint in chosen if chosen else wanted.takes(finding)) and finding.fix
        ]
        if findings:
            yield replayed(document, findings, root)


def replayed(
    document: ReportedDocument, findings: Iterable[ReportedFinding], root: Path
) -> NewFile | Unreadable:
    """One document with these repairs, or why it is left alone."""
    if "\0" in document.path:
        return Unreadable(document.path, "no file can have this name; write the report anew")
    path = os.path.normpath(os.path.join(root, document.path))
    if not inside(path, root):
        return Unreadable(
            document.path,
            f"lies outside of {root}; name the folder that the report's paths start at with --root",
        )
    if document.digest is None or document.encoding is None:
        return Unreadable(document.path, "the report holds no digest of this file; write the report anew")
    try:
        data, _ = file_bytes(path, LARGEST)
    except UnreadableError as error:
        return Unreadable(document.path, str(error).removeprefix(f"{path}: "))
    if digest_of(data) != document.digest:
        return Unreadable(
            document.path, "is not the file that the report is about: it has changed since; audit it again"
        )
    if document.format in FORMATS and FORMATS[document.format].parse is None:
        return replayed_in_parts(document, findings, path, data)
    try:
        text = data.decode(document.encoding, "surrogateescape")
        edits, made, not_made = placed(findings, len(text))
        new = apply_edits(text, edits).encode(document.encoding, "surrogateescape")
    except (LookupError, UnicodeError) as error:
        return Unreadable(document.path, f"cannot be written in the encoding that the report names: {error}")
    if text.encode(document.encoding, "surrogateescape") != data:
        return Unreadable(document.path, f"does not come back the same from {document.encoding}")
    changes = tuple(byte_edits(text, edits, document.encoding, new))
    return NewFile(path, data, new, changes, document.encoding, tuple(made), tuple(not_made))


def replayed_in_parts(
    document: ReportedDocument, findings: Iterable[ReportedFinding], path: str, data: bytes
) -> NewFile | Unreadable:
    """The same for an archive: its text has to be read to be edited."""
    try:
        before = read_bytes(data, path, document.format)
        edits, made, not_made = placed(findings, len(before.text))
        new = new_bytes(before, edits)
        after = read_bytes(new, path, document.format)
    except (UnreadableError, UnwritableError) as error:
        return Unreadable(document.path, str(error).removeprefix(f"{path}: "))
    if after.text != apply_edits(before.text, edits):
        return Unreadable(document.path, "would be read differently after these repairs; audit it again")
    paragraphs = changed_paragraphs(before, after)
    return NewFile(path, data, new, (), before.encoding, tuple(made), tuple(not_made), paragraphs=paragraphs)


def placed(findings: Iterable[ReportedFinding], length: int) -> tuple[list[Edit], list[str], list[NotMade]]:
    """(sorted edits, checks they are for, what does not fit) for a text of `length` code points."""
    territory, edits, made, not_made = Territory(), list[Edit](), list[str](), list[NotMade]()
    for finding in findings:
        if finding.fix is None:
            continue
        fix = Fix(tuple(sorted(finding.fix.edits)), finding.fix.safety)
        ends = [0, *(place for edit in fix.edits for place in (edit.start, edit.end)), length]
        if ends != sorted(ends):
            why = "its edits do not fit the file"
        elif not territory.free(fix):
            why = "it overlaps another repair; audit the file again afterwards"
        else:
            territory.take(fix)
            edits += fix.edits
            made.append(finding.check)
            continue
        not_made.append(NotMade(finding.check, finding.line, finding.column, why))
    return sorted(edits), made, not_made
