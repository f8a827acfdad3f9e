"""A document that an editor has open: what is found in it, as the protocol says it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from lsprotocol import types
from pygls.uris import from_fs_path

from audit.config.path_settings import settings_for
from audit.config.read_settings import find_configuration
from audit.config.side_file import excuses_beside
from audit.editor.positions import Places
from audit.files.find_documents import excluded, relative_to
from audit.model.check import Check
from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.model.finding import Finding
from audit.model.fix import Edit, Safety
from audit.model.mqm import Severity
from audit.model.result import Result
from audit.model.settings import IgnoreWhere, Settings
from audit.readers.detect_format import format_in_editor
from audit.readers.read_document import read_string
from audit.registry.known_checks import known_checks
from audit.repair.rounds import Wanted, repair_in_rounds
from audit.report.plan.markdown_report import escaped
from audit.report.repair_text import repair_of
from audit.report.source_place import source_place
from audit.report.tally import shown_findings
from audit.report.visible_text import visible
from audit.report.wording import clipped
from audit.run.auditor import Auditor
from audit.run.read_sources import with_sources_beside

SOURCE = "audit"
FIX_ALL = "source.fixAll.audit"
SETTINGS, UNCHECKED = "settings", "unchecked"  # codes of diagnostics that are no findings
LONGEST = 60  # code points of a title
LONGEST_SOURCE = 200
SEVERITIES = {
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
    Severity.MAJOR: types.DiagnosticSeverity.Warning,
    Severity.MINOR: types.DiagnosticSeverity.Information,
    Severity.NEUTRAL: types.DiagnosticSeverity.Hint,
}
# What editors call the languages of files. Names that say too little ("xml", "json", "properties") are not
# among them: the name of the file tells.
LANGUAGE_FORMATS = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "xhtml": "xhtml",
    "po": "po",
    "gettext": "po",
    "xliff": "xliff",
    "fluent": "fluent",
    "arb": "arb",
    "subrip": "srt",
    "srt": "srt",
    "vtt": "vtt",
    "webvtt": "vtt",
    "ass": "ass",
}
PLAIN = "plaintext"  # also what an editor calls a file of a language that it does not know


class OpenDocument(msgspec.Struct, frozen=True):
    """A text as the editor shows it. `path` is where it is, or will be, stored."""

    uri: str
    path: str
    language_id: str
    text: str
    version: int | None = None

    @property
    def format(self) -> str | None:
        """By the editor's language, else by the name; None for what is not ours."""
        if self.language_id in LANGUAGE_FORMATS:
            given = LANGUAGE_FORMATS[self.language_id]
            return "xhtml" if given == "html" and self.by_name == "xhtml" else given
        if self.language_id == PLAIN:
            return self.by_name or "text"
        return self.by_name

    @property
    def by_name(self) -> str | None:
        """The format that the name of the file says."""
        return format_in_editor(self.text, self.path)


class Audited(msgspec.Struct, frozen=True):
    """An open document with its audit; `result` is None when there is none, and `trouble` says why.

    Findings that are excused are not among `findings`: who excused them does not want to see them.
    """

    document: OpenDocument
    places: Places
    findings: tuple[Finding, ...] = ()
    result: Result | None = None
    auditor: Auditor | None = None
    excuses: tuple[IgnoreWhere, ...] = ()  # of the side file
    trouble: tuple[str, str] | None = None  # code, message


class Desk:
    """Audits open documents, each with the configuration of its folder, read anew every time."""

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible
        # With the stamp of the baseline that each has read.
        self._auditors: dict[Settings, tuple[object, Auditor]] = {}

    def audit(self, document: OpenDocument, encoding: str) -> Audited:
        """The audit of a document. `encoding` is the unit of columns."""
        places = Places(document.text, encoding)
        form = document.format
        if form is None:
            return Audited(document, places)
        try:
            found = find_configuration(Path(document.path).parent)
            if excluded(document.path, found.configuration, found.folder):
                return Audited(document, places)
            settings = settings_for(found.configuration, relative_to(document.path, found.folder))
            auditor = self.auditor(settings)
            excuses = excuses_beside(document.path, settings.require_reason)
        except UnreadableError as error:  # the side file
            return Audited(document, places, trouble=(UNCHECKED, f"not checked: {error}"))
        except UsageError as error:  # the configuration; the message names file and line
            return Audited(document, places, trouble=(SETTINGS, f"nothing was checked: {error}"))
        if len(document.text.encode("utf-8", "surrogatepass")) > settings.max_bytes:
            why = f"not checked: larger than {settings.max_bytes:,} bytes (max-bytes in the configuration)"
            return Audited(document, places, trouble=(UNCHECKED, why))
        read = read_beside(document.text, settings.format or form, document.path, settings)
        result = auditor.check_document(read, excuses=excuses)
        return Audited(document, places, shown_findings(result, self.possible), result, auditor, excuses)

    def auditor(self, settings: Settings) -> Auditor:
        """The auditor for some settings, with the baseline as it is now. Raises UsageError as `Auditor` does."""
        stamp = file_stamp(settings.baseline)
        known = self._auditors.get(settings)
        if known is None or known[0] != stamp:
            known = self._auditors[settings] = (
                stamp,
                Auditor(settings=msgspec.structs.replace(settings, metrics=())),
            )
        return known[1]


def read_beside(text: str, form: str, path: str, settings: Settings) -> Document:
    """A text as a document, with the sources that lie beside its file where it holds none."""
    return with_sources_beside(read_string(text, form, path), path, settings)


def file_stamp(path: str | None) -> object:
    """What changes when a file does; None where there is none."""
    try:
        status = os.stat(path) if path else None
    except OSError:
        return None
    return status and (status.st_mtime_ns, status.st_size, status.st_ino)


def diagnostics(audited: Audited) -> list[types.Diagnostic]:
    """Every finding, and what could not be checked, at the top."""
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    notes = [audited.trouble] if audited.trouble else []
    if audited.result is not None:
        fatal = [item for item in audited.result.unchecked if item.fatal]
        # An empty page is nothing to complain about while somebody begins to write it.
        if audited.document.text.strip():
            notes += [(UNCHECKED, f"not checked: {item.what}: {item.why}") for item in fatal]
    severity = types.DiagnosticSeverity.Error
    out = [
        types.Diagnostic(top, message, severity if code == SETTINGS else types.DiagnosticSeverity.Information, code,
                         source=SOURCE)
        for code, message in notes
    ]  # fmt: skip
    return out + [diagnostic(audited, finding) for finding in audited.findings]


def diagnostic(audited: Audited, finding: Finding) -> types.Diagnostic:
    """One finding."""
    return types.Diagnostic(
        audited.places.range(finding.start, finding.end),
        finding.message,
        SEVERITIES[finding.severity],
        finding.check,
        source=SOURCE,
        related_information=beside(audited, finding),
        data=finding.fingerprint,
    )


def beside(audited: Audited, finding: Finding) -> list[types.DiagnosticRelatedInformation] | None:
    """The stretch of the source that a finding is about, in this document or in the file beside it."""
    source = source_place(audited.result, finding) if audited.result else None
    if source is None:
        return None
    uri, places = audited.document.uri, audited.places
    if source.path is not None:
        uri, places = from_fs_path(os.path.abspath(source.path)) or uri, places.of(source.text)
    location = types.Location(uri, places.range(source.start, source.end))
    message = f"source: {clipped(visible(source.value), LONGEST_SOURCE)}"
    return [types.DiagnosticRelatedInformation(location, message)]


def hover(audited: Audited, position: types.Position) -> types.Hover | None:
    """What the checks look for that found something here."""
    offset = audited.places.offset(position)
    here = [finding for finding in audited.findings if finding.start <= offset <= finding.end]
    if not here:
        return None
    known = {check.id: check for check in known_checks()}
    parts = [explained(finding, known[finding.check]) for finding in here]
    first = here[0]
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)),
        audited.places.range(first.start, first.end),
    )


def explained(finding: Finding, check: Check) -> str:
    """A finding and its check as Markdown. What comes from the document cannot make markup."""
    head = f"**{check.id}** · {finding.severity} · {finding.confidence} · {finding.category}"
    return (
        f"{head}\n\n{escaped(finding.message)}\n\n{check.doc}\n\n`audit explain {check.id}` shows examples."
    )


def quick_fixes(audited: Audited, asked: types.Range) -> list[types.CodeAction]:
    """One action for each finding in a range that has a repair."""
    start, end = audited.places.offset(asked.start), audited.places.offset(asked.end)
    actions = []
    for finding in audited.findings:
        if finding.fix is None or finding.end < start or end < finding.start or audited.result is None:
            continue
        repair = repair_of(audited.result.document, finding)
        if repair is None:
            continue
        what = clipped(" ".join(repair.sentence.split()), LONGEST)
        actions.append(
            types.CodeAction(
                title=f"{what[0].upper()}{what[1:]} ({finding.check})",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(audited, finding)],
                is_preferred=finding.fix.safety is Safety.SAFE,
                edit=workspace_edit(audited, finding.fix.edits),
            )
        )
    return actions


def fix_all(audited: Audited) -> types.WorkspaceEdit | None:
    """All safe repairs that prove right, as one edit; None when there are none."""
    result, auditor = audited.result, audited.auditor
    if result is None or auditor is None or not any(map(Wanted().takes, result.findings)):
        return None
    form, path = result.document.format, audited.document.path

    def audits(data: bytes) -> Sequence[Result]:
        read = read_beside(data.decode(), form, path, auditor.settings)
        return [auditor.check_document(read, excuses=audited.excuses)]

    repaired = repair_in_rounds([result], audits, Wanted())
    return workspace_edit(audited, repaired.edits) if repaired.edits else None


def workspace_edit(audited: Audited, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    """Edits of the document's text, for the version that was audited."""
    changes: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(audited.places.range(edit.start, edit.end), edit.replacement) for edit in edits
    ]
    document = types.OptionalVersionedTextDocumentIdentifier(audited.document.uri, audited.document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, changes)])
