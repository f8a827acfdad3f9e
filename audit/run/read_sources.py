"""The second file of a translation file of one side."""

import msgspec

from audit.files.source_file import source_file
from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.model.unchecked import Unchecked
from audit.readers.read_document import read_file
from audit.readers.units.sources_beside import needs_sources, with_sources


def with_sources_beside(document: Document, path: str, settings: Settings) -> Document:
    """The document that lies at `path`, with the sources that lie beside it; itself where there are none."""
    if not needs_sources(document):
        return document
    beside = source_file(path, settings.source, settings.source_file)
    return document if beside is None else with_sources_in(document, beside, settings)


def with_sources_in(document: Document, beside: str, settings: Settings, shown: str = "") -> Document:
    """The document with the sources that a file holds; what is wrong with that file becomes a note.

    `shown` is the path of that file as reports call it, where it differs.
    """
    if not needs_sources(document):
        return document
    name = shown or beside
    try:
        source = read_file(beside, document.format, settings.encoding, settings.max_bytes)
    except UnreadableError as error:
        why = str(error).replace(beside, name)
        note = Unchecked("sources", f"{why}; only the translation was checked")
        return msgspec.structs.replace(document, unchecked=(*document.unchecked, note))
    if name != beside:
        source = msgspec.structs.replace(source, path=name)
    return with_sources(document, source, settings.source)
