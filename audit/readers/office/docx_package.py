"""Which members of a DOCX archive hold text, as its relations say."""

import posixpath
import re

import msgspec

from audit.model.unchecked import Unchecked
from audit.readers.office.office_xml import attribute, xml_part
from audit.readers.office.zip_members import Archive
from audit.readers.units.xml_records import Element, Path

CONTENT_TYPES = "[Content_Types].xml"
_ROOT = "_rels/.rels"
_WORD = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\.[\w.]+\+xml"
)
_MADE_IN_WORD = "open the document in Word and save it again"


class Relation(msgspec.Struct, frozen=True):
    """`kind` is the last word of its type; `target` a member, or an address where it is `outside`."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """The main text of a document and what belongs to it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.unchecked: list[Unchecked] = []
        names = [member.name.lower() for member in archive.members]
        if len(set(names)) < len(names):
            raise archive.refusal(
                f"holds two members whose names differ in capitals only: which one counts is a guess; {_MADE_IN_WORD}"
            )
        for name in (CONTENT_TYPES, _ROOT):
            if name not in archive:
                raise archive.refusal(f"is no DOCX document: {name} is missing; {_MADE_IN_WORD}")
        self.root = self.relations("")
        main = next((item.target for item in self.root if item.kind == "officeDocument"), None)
        if main is None or main not in archive:
            named = f" ({main})" if main else ""
            raise archive.refusal(f"is no DOCX document: its main text{named} is missing; {_MADE_IN_WORD}")
        self.main = main
        self.of_main = self.relations(main)

    def relations(self, owner: str) -> tuple[Relation, ...]:
        """The relations of a member; those of the whole document for ""."""
        folder, name = posixpath.split(owner)
        member = posixpath.join(folder, "_rels", f"{name}.rels") if owner else _ROOT
        if member not in self.archive:
            return ()
        found: list[Relation] = []

        def take(element: Element, path: Path) -> None:
            kind = (attribute(element, "Type") or "").rpartition("/")[2]
            target = attribute(element, "Target") or ""
            outside = attribute(element, "TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(attribute(element, "Id") or "", kind, target, outside))

        if fault := xml_part(self.archive, member).records(frozenset({"Relationship"}), take):
            raise self.archive.refusal(f"{member} cannot be read ({fault.why}); {_MADE_IN_WORD}")
        return tuple(found)

    def of_kind(self, *kinds: str) -> list[str]:
        """The members that belong to the main text as one of these kinds, in the order of the archive."""
        named = {item.target: item.kind for item in self.of_main if item.kind in kinds and not item.outside}
        for name in sorted(named):
            if name not in self.archive:
                why = f"the document names it as its {named[name]}, but it is not in the archive; {_MADE_IN_WORD}"
                self.unchecked.append(Unchecked(name, why))
        return [member.name for member in self.archive.members if member.name in named]

    def properties(self) -> str | None:
        """The member with title and description."""
        name = next((item.target for item in self.root if item.kind == "core-properties"), None)
        return name if name in self.archive else None

    @property
    def signed(self) -> bool:
        """True when a change would break a signature."""
        return any(item.kind.startswith("origin") for item in self.root)


def is_docx(archive: Archive) -> bool:
    """True for an archive with the content types of a text document."""
    return CONTENT_TYPES in archive and _WORD.search(xml_part(archive, CONTENT_TYPES).text) is not None
