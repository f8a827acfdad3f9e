"""DOCX: paragraphs, headings, lists, tables, notes, headers and footers, text boxes, title and description."""

from audit.model.document import Document
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.readers.office.docx_package import Package
from audit.readers.office.docx_paragraphs import RECORDS, DocxParagraphs
from audit.readers.office.docx_styles import Styles
from audit.readers.office.office_archive import office_archive
from audit.readers.office.office_document import Gathered, document_of_parts, within
from audit.readers.office.office_xml import attribute, xml_part
from audit.readers.office.properties import read_properties
from audit.readers.office.stretches import Languages
from audit.readers.units.xml_records import Element, Path

_PROPERTIES = frozenset({"dc:title", "dc:subject", "dc:description", "keywords"})
_UNREAD = ("word/charts/", "word/diagrams/data", "word/embeddings/")


def read_docx(data: bytes, path: str) -> Document:
    """The document in an archive. Raises UnreadableError when it is no DOCX, damaged or hostile."""
    archive = office_archive(data, path, "DOCX")
    package = Package(archive)
    unchecked = package.unchecked
    styles = Styles.read(archive, next(iter(package.of_kind("styles")), None))
    unchecked += styles.unchecked
    gathered: list[Gathered] = []
    if (name := package.properties()) is not None:
        gathered.append(read_properties(archive, name, _PROPERTIES, package.signed, unchecked))
    order = (
        *((name, Role.NAVIGATION) for name in package.of_kind("header")),
        (package.main, None),
        *((name, Role.BODY) for name in package.of_kind("footnotes", "endnotes")),
        *((name, Role.NAVIGATION) for name in package.of_kind("footer")),
    )
    for name, role in order:
        addresses = {item.id: item.target for item in package.relations(name) if item.outside}
        reading = DocxParagraphs(name, styles, addresses, role, package.signed)
        part = xml_part(archive, name)
        fault = part.records(RECORDS, reading.take)
        if fault is not None and name == package.main:
            raise archive.refusal(f"{name}: {fault.why}")
        if fault is not None:
            unchecked.append(within(fault, name))
        gathered.append(Gathered(part, reading.paragraphs))
    if package.signed:
        unchecked.append(Unchecked("repairs", "the document is signed: a change would break the signature"))
    unread = sum(member.name.startswith(_UNREAD) for member in archive.members)
    if unread:
        unchecked.append(
            Unchecked(
                "1 chart, diagram or embedded file"
                if unread == 1
                else f"{unread} charts, diagrams or embedded files",
                "text in them is not read; check it by eye",
            )
        )
    return document_of_parts(archive, "docx", gathered, unchecked, _theme_language(package))


def _theme_language(package: Package) -> str | None:
    """The language that the settings of the document give its themes."""
    name = next(iter(package.of_kind("settings")), None)
    found: list[Languages] = []

    def take(element: Element, path: Path) -> None:
        found.append(Languages(attribute(element, "val")))

    if name is not None:
        xml_part(package.archive, name).records(frozenset({"themeFontLang"}), take)
    return found[0].of("Zyyy") if found and found[0].usual else None
