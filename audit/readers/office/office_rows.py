"""The rows of office documents."""

import os

from audit.model.document import Document
from audit.readers.format import Format
from audit.readers.office.office_notation import (
    DOCX_ATTRIBUTE,
    DOCX_TEXT,
    ODT_TEXT,
    PROPERTY_TEXT,
    check_docx_places,
    write_docx,
    write_docx_attribute,
    write_odt,
    write_property,
)


def _read_docx(data: bytes, path: str, encoding: str | None) -> Document:
    from audit.readers.office.read_docx import read_docx

    return read_docx(data, path)


def _read_odt(data: bytes, path: str, encoding: str | None) -> Document:
    from audit.readers.office.read_odt import read_odt

    return read_odt(data, path)


def _is_no_lock(path: str) -> bool:
    """False for the file that Word keeps beside an open document."""
    return not os.path.basename(path).startswith("~$")


OFFICE_ROWS = (
    Format(
        "docx",
        (".docx", ".dotx"),
        _read_docx,
        notations={
            DOCX_TEXT: write_docx,
            DOCX_ATTRIBUTE: write_docx_attribute,
            PROPERTY_TEXT: write_property,
        },
        takes=_is_no_lock,
        fits=check_docx_places,
    ),
    Format(
        "odt",
        (".odt", ".ott"),
        _read_odt,
        notations={ODT_TEXT: write_odt, PROPERTY_TEXT: write_property},
    ),
)
