"""A source is read once for all its translations that follow one another, as those of a folder do."""

from functools import lru_cache

import msgspec

from audit.model.document import Document
from audit.readers.read_document import file_bytes, read_bytes, read_string
from audit.readers.units.unit_document import NO_FILE

KEPT = 8  # sources
LARGEST = 200_000  # code points or bytes of one that is kept


def source_text_once(text: str, form: str) -> Document:
    """A source that was given as a string."""
    return (_of_text if len(text) <= LARGEST else _of_text.__wrapped__)(text, form)


def source_at(path: str, form: str | None, encoding: str | None, max_bytes: int) -> Document:
    """A source that lies at a path, as it is now. Raises UnreadableError as `read_file`."""
    data = file_bytes(path, max_bytes)[0]
    return (_of_bytes if len(data) <= LARGEST else _of_bytes.__wrapped__)(data, path, form, encoding)


@lru_cache(KEPT)
def _of_text(text: str, form: str) -> Document:
    return msgspec.structs.replace(read_string(text, form), path=NO_FILE)


@lru_cache(KEPT)
def _of_bytes(data: bytes, path: str, form: str | None, encoding: str | None) -> Document:
    return read_bytes(data, path, form, encoding)
