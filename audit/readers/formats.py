"""The formats that can be read: one row each. A new format is a new row and nothing elsewhere."""

from collections.abc import Callable, Mapping
from functools import cache

from audit.model.segment import INLINE_OBJECT
from audit.readers.format import Format, Write
from audit.readers.notation import FRAME, UnwritableError
from audit.readers.office.office_rows import OFFICE_ROWS
from audit.readers.page_rows import PAGE_ROWS
from audit.readers.units.key_rows import KEY_ROWS
from audit.readers.units.line_rows import LINE_ROWS
from audit.readers.units.xml_rows import XML_ROWS

# What is known by its root element comes first: it may hold HTML.
FORMATS: dict[str, Format] = {
    row.name: row for row in (*XML_ROWS, *PAGE_ROWS, *KEY_ROWS, *LINE_ROWS, *OFFICE_ROWS)
}


@cache
def writers() -> Mapping[str, Write]:
    """Every notation of every format."""
    return {name: write for row in FORMATS.values() for name, write in row.notations.items()}


@cache
def wholes() -> Mapping[str, Callable[[str], None]]:
    """What notations ask of whole texts, of every format."""
    return {name: check for row in FORMATS.values() for name, check in row.wholes.items()}


def write(replacement: str, notation: str, encoding: str, whole: str | None = None) -> str:
    """The characters to put into the file so that it shows `replacement`.

    `whole` is what the side is to hold afterwards; left out, the replacement is all of it. Raises UnwritableError
    when it cannot be written there, and when `replacement` holds an inline object: objects cannot be written anew.
    """
    if INLINE_OBJECT in replacement:
        raise UnwritableError("a picture, code or foreign stretch cannot be written as text")
    name, *around = notation.split(FRAME)
    if (check := wholes().get(name)) is not None:
        check(replacement if whole is None else whole)
    written = writers()[name](replacement, encoding)
    return written.join(around) if around else written
