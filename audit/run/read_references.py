"""The second file of a document that is to be compared: what somebody else made of the same source."""

import os
from typing import NamedTuple

import msgspec

from audit.files.reference_file import reference_path
from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.model.unchecked import Unchecked
from audit.one.measured_of import wanted_measures
from audit.readers.read_document import read_bytes, read_file


class Reference(NamedTuple):
    """The document to compare with, or a note why there is none; neither where none was asked for."""

    document: Document | None = None
    note: Unchecked | None = None


NONE = Reference()


def reference_beside(path: str, settings: Settings, given: str | None = None) -> Reference:
    """The reference of the document at `path`: the file `given`, else the one that the settings name."""
    beside = given or reference_of(path, settings)
    if beside is None:
        return NONE
    if given is None and not os.path.exists(beside):
        return Reference(note=missing(beside))
    try:
        return Reference(read_file(beside, settings.format, settings.encoding, settings.max_bytes))
    except UnreadableError as error:
        return Reference(note=unread(str(error)))


def reference_of(path: str, settings: Settings) -> str | None:
    """Where the settings say that the reference of a document lies; None where no figure is wanted."""
    return reference_path(path, settings.reference_file) if wanted_measures(settings) else None


def reference_in(data: bytes, name: str, settings: Settings) -> Reference:
    """The reference that a file's bytes hold; `name` is what reports call the file."""
    try:
        return Reference(read_bytes(data, name, settings.format, settings.encoding))
    except UnreadableError as error:
        return Reference(note=unread(str(error)))


def missing(name: str) -> Unchecked:
    """The note on a reference that is not where it should be."""
    return Unchecked("reference", f"there is no {name}, so no figure counts this document")


def unread(why: str) -> Unchecked:
    """The note on a reference that cannot be read."""
    return Unchecked("reference", f"{why}; so no figure counts this document")


def noted(document: Document, reference: Reference) -> Document:
    """The document with the note, if there is one."""
    if reference.note is None:
        return document
    return msgspec.structs.replace(document, unchecked=(*document.unchecked, reference.note))
