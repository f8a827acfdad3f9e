"""How text is written into office documents, and where it must not come to stand."""

import re
from collections.abc import Sequence

from audit.model.fix import Edit
from audit.readers.notation import UnwritableError, referenced

DOCX_TEXT = "docx-text"
DOCX_ATTRIBUTE = "docx-attribute"  # what a picture shows, for those who do not see it
ODT_TEXT = "odt-text"
PROPERTY_TEXT = "property-text"  # a title or description

_WRITTEN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = str.maketrans({'"': "&quot;", "'": "&apos;"})
# A tag up to a place within the description of a picture, and the sign that ends it.
_IN_DESCRIPTION = re.compile(r"<(?:[\w.-]+:)?docPr\s[^<]*?\sdescr\s*+=\s*+([\"'])(?:(?!\1)[^<])*+")
# Line breaks and tabs are elements; XML has no way to write most control characters.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SPACE = frozenset(" \t\r\n")
_KEPT = re.compile(r"xml:space\s*=\s*[\"']preserve[\"']")
_NEAR = 8  # edits of one repair that may stand in one run
# The tags right before text that is shown: of a run, of a title and the like.
_BEFORE_TEXT = re.compile(r"<(?:[\w.-]+:)?(?:t|title|subject|description|keywords)[\s>]")


def write_docx(text: str, encoding: str) -> str:
    """The characters of a run."""
    return _written(text, encoding)


def write_docx_attribute(text: str, encoding: str) -> str:
    """The description of a picture."""
    return _written(text, encoding).translate(_QUOTED)


def write_odt(text: str, encoding: str) -> str:
    """Characters amid a paragraph, where several spaces would be read as one."""
    if "  " in text:
        raise UnwritableError("several spaces have an element of their own in this format")
    return _written(text, encoding)


def write_property(text: str, encoding: str) -> str:
    """A title, subject or description."""
    return _written(text, encoding)


def _written(text: str, encoding: str) -> str:
    if match := _NOT_TEXT.search(text):
        raise UnwritableError(
            f"U+{ord(match[0]):04X} is no text in this format: breaks and tabs are elements of their own"
        )
    return referenced(text.translate(_WRITTEN), encoding)


def check_docx_places(text: str, edits: Sequence[Edit]) -> None:
    """Raises UnwritableError when sorted edits leave a space at an end of a `w:t` that does not keep it.

    An element keeps it with `xml:space="preserve"`, which is no part of its text. Also for an edit outside of a text:
    where a tab or a break stands.
    """
    for number, edit in enumerate(edits):
        opened = text.rfind("<", 0, edit.start)
        start = text.find(">", opened) + 1
        end = text.find("<", edit.end)
        if _in_description(text, max(opened, 0), edit):
            continue
        if opened < 0 or end < 0 or not 0 < start <= edit.start or not _BEFORE_TEXT.match(text, opened):
            raise UnwritableError("this place is not within the text of a run")
        if _KEPT.search(text, opened, start):
            continue
        after, place = "", start
        for other in edits[max(number - _NEAR, 0) : number + _NEAR + 1]:
            if start <= other.start and other.end <= end:
                after += text[place : other.start] + other.replacement
                place = other.end
        after += text[place:end]
        before = text[start:end]
        if any(after[at] in _SPACE and before[at : at + 1 or None] not in _SPACE for at in (0, -1) if after):
            raise UnwritableError(
                "a space would come to stand at the end of a run that does not keep it; make the repair by hand"
            )


def _in_description(text: str, opened: int, edit: Edit) -> bool:
    """True for an edit within the value of the attribute."""
    found = _IN_DESCRIPTION.match(text, opened, edit.start)
    return found is not None and found.end() == edit.start and edit.end <= text.find(found[1], edit.start)
