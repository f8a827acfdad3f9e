"""Many documents, one after another: one result at a time is in memory."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from audit.analysis.path_versions import PathVersions
from audit.config.path_settings import settings_for
from audit.files.find_documents import STDIN, FoundDocument
from audit.model.errors import UnreadableError
from audit.model.result import Outcome, Unreadable
from audit.model.settings import Configuration, Settings
from audit.one.other_unit import OtherUnit
from audit.run.across.across_files import AcrossFiles, File
from audit.run.across.unchanged import compared_files
from audit.run.auditor import Auditor
from audit.run.changes.source_history import Histories
from audit.run.corpus_vote import corpus_vote


def audit_many(
    documents: Sequence[FoundDocument], configuration: Configuration, every: Sequence[FoundDocument] = ()
) -> Iterator[Outcome]:
    """The outcome of each document, in the order given. A document that cannot be read stops nothing.

    `every`: all documents of the run, where only some of them are audited; translation files are compared with these.

    Raises UsageError for settings that make no sense, before the first document they are for.
    """
    auditors: dict[Settings, Auditor] = {}
    beside = corpus_vote(documents, configuration)
    histories = Histories()
    versions = PathVersions(document.relative for document in documents)
    files: Sequence[File] = [named(document) for document in documents]
    if every:
        files = compared_files(files, [named(document) for document in every])
    with closing(AcrossFiles(files, configuration)) as across:
        for document in documents:
            settings = settings_for(configuration, document.relative)
            auditor = auditors.get(settings)
            if auditor is None:
                auditor = auditors[settings] = Auditor(settings=settings, beside=beside, histories=histories)
            known = versions.of(document.relative)
            yield audit_one(auditor, document.shown, known, across.others(document.shown))


def named(document: FoundDocument) -> File:
    """A document as a file that others are compared with."""
    return File(document.shown, document.relative, document.shown)


def audit_one(
    auditor: Auditor, path: str, versions: tuple[str, ...] = (), elsewhere: tuple[OtherUnit, ...] = ()
) -> Outcome:
    """The result of one file, or of standard input for "-", or why there is none. `versions`: see `Document`."""
    try:
        if path == STDIN:
            return auditor.check_bytes(standard_input(auditor.settings.max_bytes), STDIN)
        return auditor.check_file(path, versions, elsewhere=elsewhere)
    except UnreadableError as error:
        return Unreadable(path, str(error).removeprefix(f"{path}: "))


def standard_input(max_bytes: int) -> bytes:
    """All of standard input. Raises UnreadableError when it is larger than `max_bytes`."""
    import sys

    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableError(f"standard input is larger than {max_bytes} bytes; allow more with --max-size")
    return data
