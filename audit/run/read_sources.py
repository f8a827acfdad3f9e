"""The second file of a document: the page that it translates, or the entries that a translation file holds not itself."""

import msgspec

from audit.files.source_file import lacks_source, source_file
from audit.model.document import Document, Flow
from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.model.unchecked import Unchecked
from audit.readers.units.sources_beside import needs_sources, with_sources
from audit.run.source_once import source_at


def with_sources_beside(document: Document, path: str, settings: Settings) -> Document:
    """The document that lies at `path`, with the one it translates; itself where there is none."""
    if not takes_source(document):
        return document
    beside = source_file(path, settings.source, settings.source_patterns)
    if beside is not None:
        return with_sources_in(document, beside, settings)
    return (
        without_source(document)
        if lacks_source(path, settings.source, settings.source_patterns)
        else document
    )


def without_source(document: Document) -> Document:
    """A document with the note that the file it translates was not found."""
    why = (
        "the file that it translates was not found where --source-file says; only the translation was checked"
    )
    return msgspec.structs.replace(document, unchecked=(*document.unchecked, Unchecked("source", why)))


def with_sources_in(document: Document, beside: str, settings: Settings, shown: str = "") -> Document:
    """The document with the file that it translates; what is wrong with that file becomes a note.

    `shown` is the path of that file as reports call it, where it differs.
    """
    if not takes_source(document):
        return document
    name = shown or beside
    form = document.format if needs_sources(document) else None
    try:
        source = source_at(beside, form, settings.encoding, settings.max_bytes)
    except UnreadableError as error:
        why = str(error).replace(beside, name)
        note = Unchecked("sources", f"{why}; only the translation was checked")
        return msgspec.structs.replace(document, unchecked=(*document.unchecked, note))
    if name != beside:
        source = msgspec.structs.replace(source, path=name)
    if document.flow is Flow.PROSE:
        return msgspec.structs.replace(document, source=source)
    return with_sources(document, source, settings.source)


def takes_source(document: Document) -> bool:
    """True for a page, and for a translation file that holds no sources of its own."""
    return document.flow is Flow.PROSE or needs_sources(document)
