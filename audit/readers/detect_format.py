"""Which format a file is in: by its content where that is telling, else by its name."""

import codecs
import os.path
import re

from audit.readers.format import Format
from audit.readers.formats import FORMATS

_HEAD = 4096
_ARCHIVE = b"PK\3\4"
# The start of a line that is Markdown and nothing else, or a link.
_MARKDOWN = re.compile(
    rb"^(?:#{1,6} +\S|```|~~~|\[\^?[^\]\n]+\]: *\S)|!?\[[^\]\n]*\]\([^)\n]*\)", re.MULTILINE
)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n[A-Za-z_][\w-]*[ \t]*:")
_TAG = re.compile(rb"<(?:[a-z][a-z0-9-]*[\s/>]|!--|!doctype)", re.IGNORECASE)


def detect_format(data: bytes, path: str) -> str | None:
    """The name of the format (a key of `FORMATS`), or None when the file is of none of them.

    A file whose name has an unknown extension is of none; one without extension (standard input) is
    judged by its content, and is plain text when nothing speaks for another format.
    """
    if data.startswith(_ARCHIVE):
        from audit.readers.office.office_kind import office_kind

        if (office := office_kind(data)) is not None:
            return office
    head = _head(data)
    extension = os.path.splitext(path)[1].lower()
    row_named = _named(head, path)
    named = row_named.name if row_named else None
    if named != "xhtml":
        for row in FORMATS.values():
            if row.looks_like is not None and row.looks_like(head.lower()):
                return row.name
    if named is not None or extension:
        return named
    if _TAG.match(head):
        return "html"
    if "markdown" in FORMATS and (_FRONT_MATTER.match(head) or _MARKDOWN.search(head)):
        return "markdown"
    return "text"


def format_in_editor(text: str, path: str) -> str | None:
    """The format that the name of an open text says; None where a search in folders would pass it over.

    An archive is no text, so it is of no format here.
    """
    row = _named(_head(text[:_HEAD].encode("utf-8", "surrogatepass")), path)
    if row is None or row.parse is None or (row.takes is not None and not row.takes(path)):
        return None
    return row.name


def _named(head: bytes, path: str) -> Format | None:
    """The format of a file by its name, and by its first bytes where an ending says little."""
    extension = os.path.splitext(path)[1].lower()
    lower = head.lower()
    return next(
        (
            row
            for row in FORMATS.values()
            if extension in row.extensions and (row.holds is None or row.holds(lower, path))
        ),
        None,
    )


def found_in_folders(path: str) -> bool:
    """True for a file that a search in folders reads: by its path, and where an ending says little its first bytes."""
    extension = os.path.splitext(path)[1].lower()
    return any(
        extension in row.extensions
        and (row.takes is None or row.takes(path))
        and (row.holds is None or row.takes is None or _holds(row, path))
        for row in FORMATS.values()
    )


def _holds(row: Format, path: str) -> bool:
    try:
        with open(path, "rb") as file:
            head = _head(file.read(_HEAD))
    except OSError:
        return True  # that it cannot be read is to be said
    return row.holds is None or row.holds(head.lower(), path)


def _head(data: bytes) -> bytes:
    """The first bytes as they would be in UTF-8, without a mark and white space."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")  # enough to see ASCII markup
    return head.removeprefix(codecs.BOM_UTF8).lstrip()
