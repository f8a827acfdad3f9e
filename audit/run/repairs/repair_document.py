"""One file: read, repaired as far as repairs prove right, with the bytes before and after."""

from collections.abc import Sequence

import msgspec

from audit.config.side_file import excuses_beside
from audit.excuses.baseline import Baseline
from audit.files.find_documents import STDIN
from audit.model.errors import UnreadableError
from audit.model.result import Result, Unreadable, complete
from audit.model.settings import IgnoreWhere, Settings
from audit.model.unchecked import Unchecked
from audit.readers.read_document import read_bytes
from audit.repair.paragraph_diff import ChangedParagraph, changed_paragraphs
from audit.repair.rounds import Repaired, Wanted, repair_in_rounds
from audit.repair.unified_diff import ByteEdit, byte_edits
from audit.run.auditor import Auditor
from audit.run.read_sources import with_sources_beside


class NotMade(msgspec.Struct, frozen=True):
    """A repair that was wanted but not made: of which check, where (from 1), and why."""

    check: str
    line: int
    column: int
    why: str


class NewFile(msgspec.Struct, frozen=True):
    """What a file is to become. `old` and `new` are its bytes; equal when there is nothing to do.

    `edits` lead from one to the other; of an archive, `paragraphs` are those that
    change, and there are no edits. `made` lists the checks whose findings were repaired, one id a
    repair; `reviewable` counts the suggested repairs that are left, `revived` the findings of the baseline
    that count again because a repair changed their sentence. `encoding` is that of the file's
    text; `unchecked` says what could not be checked.
    """

    path: str
    old: bytes
    new: bytes
    edits: tuple[ByteEdit, ...]
    encoding: str
    made: tuple[str, ...] = ()
    not_made: tuple[NotMade, ...] = ()
    reviewable: int = 0
    unchecked: tuple[Unchecked, ...] = ()
    revived: int = 0
    paragraphs: tuple[ChangedParagraph, ...] = ()

    @property
    def changed(self) -> bool:
        return self.old != self.new


class Repairer:
    """Repairs documents with one set of choices.

    With some checks selected, only their repairs are made, but the result must not trouble any other
    check either: so every check that is not ignored audits the new text too.
    """

    def __init__(self, settings: Settings, wanted: Wanted, baseline: Baseline | None = None) -> None:
        """`baseline` takes the place of the file that the settings name."""
        settings = msgspec.structs.replace(settings, metrics=())  # nobody reads them here
        self.wanted = wanted
        self.with_reason = settings.require_reason
        self.auditors = [Auditor(settings=settings, baseline=baseline)]
        if settings.select:
            every = msgspec.structs.replace(settings, select=())
            self.auditors.append(Auditor(settings=every, baseline=baseline))

    def repair(self, data: bytes, path: str) -> NewFile | Unreadable:
        """The file with every wanted repair that proves right."""
        try:
            results = self.audits(data, path)
        except UnreadableError as error:
            return Unreadable(path, str(error).removeprefix(f"{path}: "))
        document = results[0].document
        if not document.exact:
            whys = [item.why for item in document.unchecked if not item.fatal]
            why = whys[-1] if whys else f"{path} does not come back the same from {document.encoding}"
            return Unreadable(path, why)
        repaired = repair_in_rounds(results, lambda new: self.audits(new, path), self.wanted)
        return self.new_file(data, repaired)

    def audits(self, data: bytes, path: str) -> Sequence[Result]:
        """What every auditor says of a file's bytes."""
        settings = self.auditors[0].settings
        document = read_bytes(data, path, settings.format, settings.encoding)
        if path == STDIN:
            excuses: tuple[IgnoreWhere, ...] = ()
        else:
            excuses = excuses_beside(path, self.with_reason)
            document = with_sources_beside(document, path, settings)
        return [auditor.check_document(document, excuses) for auditor in self.auditors]

    def new_file(self, data: bytes, repaired: Repaired) -> NewFile:
        """The bytes of a repaired document."""
        before, after = repaired.before.document, repaired.after.document
        new = data if after.data is None else after.data
        packed = before.archive is not None
        reviewable = Wanted(suggested=True, possible=self.wanted.possible)
        refused = {id(item.finding) for item in repaired.not_applied}
        refused |= {id(finding) for finding in repaired.revived}
        return NewFile(
            path=before.path,
            old=data,
            new=new,
            edits=() if packed else tuple(byte_edits(before.text, repaired.edits, before.encoding, new)),
            encoding=before.encoding,
            made=tuple(finding.check for finding in repaired.applied),
            not_made=tuple(
                NotMade(item.finding.check, item.finding.line, item.finding.column, item.why)
                for item in repaired.not_applied
            ),
            reviewable=sum(reviewable.takes(f) and id(f) not in refused for f in repaired.after.findings),
            unchecked=() if complete(repaired.after) else repaired.after.unchecked,
            revived=len(repaired.revived),
            paragraphs=changed_paragraphs(before, after) if packed else (),
        )
