"""DOCX: paragraphs, headings, lists, tables, notes, headers and footers, text boxes, descriptions of pictures, charts,
diagrams, comments, title and description."""

from collections.abc import Iterator, Sequence

from audit.model.document import Document
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.readers.office.docx_package import Package
from audit.readers.office.docx_paragraphs import RECORDS, DocxParagraphs
from audit.readers.office.docx_styles import Styles
from audit.readers.office.drawing_text import DRAWING_RECORDS, DRAWINGS, DrawingParagraphs
from audit.readers.office.office_archive import office_archive
from audit.readers.office.office_document import Gathered, document_of_parts, within
from audit.readers.office.office_xml import attribute, xml_part
from audit.readers.office.properties import read_properties
from audit.readers.office.remarks import in_own_language
from audit.readers.office.stretches import Paragraph, names_language
from audit.readers.units.xml_records import Element, Path

_PROPERTIES = frozenset({"dc:title", "dc:subject", "dc:description", "keywords"})
# Kinds of members that hold text of the document in another form.
_UNREAD = frozenset({"oleObject", "package", "aFChunk", "subDocument"})


def read_docx(data: bytes, path: str) -> Document:
    """The document in an archive. Raises UnreadableError when it is no DOCX, damaged or hostile."""
    archive = office_archive(data, path, "DOCX")
    package = Package(archive)
    unchecked = package.unchecked
    styles = Styles.read(archive, next(iter(package.of_kind("styles")), None))
    unchecked += styles.unchecked
    gathered: list[Gathered] = []
    name = package.properties()
    if name is not None and name != package.main:
        gathered.append(read_properties(archive, name, _PROPERTIES, package.signed, unchecked))
    order = (
        *((name, Role.NAVIGATION) for name in package.of_kind("header")),
        (package.main, None),
        *((name, Role.BODY) for name in package.of_kind("footnotes", "endnotes")),
        *((name, Role.NAVIGATION) for name in package.of_kind("footer")),
    )
    for name, role in order:
        again = name == package.main and role is not None
        if again or any(item.part.name == name for item in gathered):  # each once, whatever it is called
            continue
        addresses = {item.id: item.target for item in package.relations(name) if item.outside}
        part = xml_part(archive, name)
        reading = DocxParagraphs(name, styles, addresses, role, package.signed, part.text)
        fault = part.records(RECORDS, reading.take)
        if fault is not None and name == package.main:
            raise archive.refusal(f"{name}: {fault.why}")
        if fault is not None:
            unchecked.append(within(fault, name))
        gathered.append(Gathered(part, reading.paragraphs))
    beside = list(drawings(package, unchecked))
    text = [paragraph for item in gathered for paragraph in item.paragraphs]
    beside += comments(package, styles, text, unchecked)
    gathered += (item for item in beside if all(other.part.name != item.part.name for other in gathered))
    if package.signed:
        unchecked.append(Unchecked("repairs", "the document is signed: a change would break the signature"))
    unchecked += not_read(package)
    return document_of_parts(archive, "docx", gathered, unchecked, _theme_language(package))


def drawings(package: Package, unchecked: list[Unchecked]) -> Iterator[Gathered]:
    """The text of charts and diagrams."""
    for name in package.of_kind(*DRAWINGS):
        part = xml_part(package.archive, name)
        reading = DrawingParagraphs(name, package.signed)
        if fault := part.records(DRAWING_RECORDS, reading.take):
            unchecked.append(within(fault, name))
        yield Gathered(part, reading.paragraphs)


def comments(
    package: Package, styles: Styles, text: Sequence[Paragraph], unchecked: list[Unchecked]
) -> Iterator[Gathered]:
    """The comments that are in the language of the text; how they are marked says nothing of the document."""
    for name in package.of_kind("comments"):
        part = xml_part(package.archive, name)
        reading = DocxParagraphs(name, styles, {}, Role.METADATA, package.signed, part.text)
        if fault := part.records(RECORDS, reading.take):
            unchecked.append(within(fault, name))
        kept, notes = in_own_language(reading.paragraphs, text)
        unchecked += notes
        yield Gathered(part, kept)


def not_read(package: Package) -> Iterator[Unchecked]:
    """What holds text, but none that is read."""
    names = {item.target for item in package.of_main if item.kind in _UNREAD and not item.outside}
    if names:
        what = "1 embedded file" if len(names) == 1 else f"{len(names)} embedded files"
        yield Unchecked(what, "text in them is not read; check it by eye")


def _theme_language(package: Package) -> str | None:
    """The language that the settings of the document give its themes."""
    name = next(iter(package.of_kind("settings")), None)
    found: list[str] = []

    def take(element: Element, path: Path) -> None:
        found.append(attribute(element, "val") or "")

    if name is not None:
        xml_part(package.archive, name).records(frozenset({"themeFontLang"}), take)
    return next((tag for tag in found if names_language(tag)), None)
