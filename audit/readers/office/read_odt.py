"""ODT: paragraphs, headings, lists, tables, notes, headers and footers, text boxes, title and description."""

import msgspec

from audit.model.document import Document
from audit.model.unchecked import Unchecked
from audit.readers.office.odt_paragraphs import RECORDS, OdtParagraphs
from audit.readers.office.odt_styles import RECORDS as STYLES
from audit.readers.office.odt_styles import Styles
from audit.readers.office.office_archive import office_archive
from audit.readers.office.office_document import COMMENTS, Gathered, document_of_parts, within
from audit.readers.office.office_xml import xml_part
from audit.readers.office.properties import read_properties
from audit.readers.office.zip_members import Archive

MIME = "mimetype"
TEXTS = b"application/vnd.oasis.opendocument.text"
_PROPERTIES = frozenset({"dc:title", "dc:subject", "dc:description", "meta:keyword"})
_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_MANIFEST, _SIGNATURES = "META-INF/manifest.xml", "META-INF/documentsignatures.xml"
_AGAIN = "open the document in LibreOffice and save it again"


def read_odt(data: bytes, path: str) -> Document:
    """The document in an archive. Raises UnreadableError when it is no ODT, damaged, encrypted or hostile."""
    archive = office_archive(data, path, "ODT")
    if _MANIFEST in archive and "encryption-data" in xml_part(archive, _MANIFEST).text:
        raise archive.refusal("is encrypted; save the document without a password")
    if MIME in archive and not archive.read(MIME).startswith(TEXTS):
        raise archive.refusal(f"is no text document by its {MIME}; save it as ODT")
    if _CONTENT not in archive:
        raise archive.refusal(f"is no ODT document: {_CONTENT} is missing; {_AGAIN}")
    signed = _SIGNATURES in archive
    unchecked: list[Unchecked] = []
    gathered: list[Gathered] = []
    styles = Styles()
    if _META in archive:
        gathered.append(read_properties(archive, _META, _PROPERTIES, signed, unchecked))
    for name in (_STYLES, _CONTENT):
        if name not in archive:
            unchecked.append(Unchecked(name, f"is not in the archive; {_AGAIN}"))
            continue
        reading = OdtParagraphs(name, styles, signed)
        part = xml_part(archive, name)
        fault = part.records(RECORDS | STYLES, reading.take)
        if fault is not None and name == _CONTENT:
            raise archive.refusal(f"{name}: {fault.why}")
        if fault is not None:
            unchecked.append(within(fault, name))
        gathered.append(Gathered(part, reading.paragraphs))
        if "<office:annotation" in part.text:
            unchecked.append(Unchecked("comments", COMMENTS))
    if signed:
        unchecked.append(Unchecked("repairs", "the document is signed: a change would break the signature"))
    document = document_of_parts(archive, "odt", gathered, unchecked, None)
    usual = styles.default.usual
    if document.declared_language is None and usual:
        document = msgspec.structs.replace(document, declared_language=usual)
    return document


def is_odt(archive: Archive) -> bool:
    """True for an archive that says it is a text document."""
    return MIME in archive and archive.read(MIME).startswith(TEXTS)
