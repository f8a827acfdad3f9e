"""How text is written into office documents, and where it must not come to stand."""

import re
from collections.abc import Sequence

from audit.model.fix import Edit
from audit.readers.notation import UnwritableError, referenced

DOCX_TEXT = "docx-text"
ODT_TEXT = "odt-text"
PROPERTY_TEXT = "property-text"  # a title or description

_WRITTEN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Line breaks and tabs are elements; XML has no way to write most control characters.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SPACE = " \t\r\n"
_KEPT = re.compile(r"xml:space\s*=\s*[\"']preserve[\"']")
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>\Z")
_LONGEST_TAG = 1000  # code points


def write_docx(text: str, encoding: str) -> str:
    """The characters of a run."""
    return _written(text, encoding)


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


def check_docx_edges(text: str, edits: Sequence[Edit]) -> None:
    """Raises UnwritableError when sorted edits leave a space at an end of a `w:t` that does not keep it.

    An element keeps it with `xml:space="preserve"`, which is no part of its text.
    """
    for number, edit in enumerate(edits):
        opened = text.rfind("<", 0, edit.start)
        start = text.find(">", opened) + 1
        end = text.find("<", edit.end)
        if opened < 0 or end < 0 or not 0 < start <= edit.start:
            raise UnwritableError("this place is not within a text")
        if _KEPT.search(text, opened, start):
            continue
        inside = [other for other in edits[max(number - 8, 0) : number + 9] if start <= other.start <= end]
        before, after, place = text[start:end], "", start
        for other in inside:
            after += text[place : other.start] + other.replacement
            place = other.end
        after += text[place:end]
        if (after[:1] in _SPACE and after[:1] and before[:1] not in _SPACE) or (
            after[-1:] in _SPACE and after[-1:] and before[-1:] not in _SPACE
        ):
            raise UnwritableError(
                "a space would come to stand at the end of a run that does not keep it; make the repair by hand"
            )


def check_odt_edges(text: str, edits: Sequence[Edit]) -> None:
    """Raises UnwritableError when sorted edits leave a space at an end of a paragraph, or two side by side."""
    for edit in edits:
        if not edit.replacement.startswith(" ") and not edit.replacement.endswith(" ") and edit.replacement:
            continue
        left, right = text[edit.start - 1 : edit.start], text[edit.end : edit.end + 1]
        joined = left + edit.replacement + right
        if re.search(r"[ \t\r\n]{2}|>[ \t\r\n]|[ \t\r\n]<", joined) and not re.search(
            r"[ \t\r\n]{2}|>[ \t\r\n]|[ \t\r\n]<", text[edit.start - 1 : edit.end + 1]
        ):
            raise UnwritableError("a space would come to stand where it is not kept; make the repair by hand")
