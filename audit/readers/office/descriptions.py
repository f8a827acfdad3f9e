"""What pictures show, as their document says it for those who do not see them."""

import re
from collections.abc import Iterator
from html import unescape

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.office_notation import DOCX_ATTRIBUTE
from audit.readers.office.stretches import Kind, Paragraph, Stretch
from audit.readers.units.xml_records import Element

_DESCRIPTION = re.compile(r"\sdescr\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_PIECE = re.compile(r"&[^;&\s]++;|[^&]++|&")
_NAME_OF_A_FILE = re.compile(r"\S++")  # one word is a name, of a file as often as not


def descriptions_in(picture: Element, text: str, place: str, read_only: bool) -> Iterator[Paragraph]:
    """The descriptions in a picture, but for those in forms of it for older programs. `text` is that of its part."""
    if picture.name == "mc:Fallback":
        return
    if picture.name.endswith("docPr") and (found := _description(picture, text)):
        notation = Notation.READ_ONLY if read_only else DOCX_ATTRIBUTE
        yield Paragraph(found, Role.ATTRIBUTE, True, f"{place} descr", notation)
    if picture.name == "mc:AlternateContent":
        read_only = read_only or picture.first("mc:Fallback") is not None  # only one of two could be repaired
    for child in picture.elements():
        if child.name != "txbxContent":  # a text box has paragraphs, and pictures in these
            yield from descriptions_in(child, text, place, read_only)


def _description(element: Element, text: str) -> tuple[Stretch, ...]:
    """The stretches of the attribute; none where it is a name."""
    found = _DESCRIPTION.search(text, element.start, element.inner_start)
    if found is None:
        return ()
    start, end = found.span(1 if found[1] is not None else 2)
    if _NAME_OF_A_FILE.fullmatch(text[start:end].strip()):
        return ()
    return tuple(_stretch(match) for match in _PIECE.finditer(text, start, end))


def _stretch(match: re.Match[str]) -> Stretch:
    """A reference stands for its sign."""
    written = match[0]
    shown = unescape(written) if written[0] == "&" else written
    return Stretch(Kind.TEXT, match.start(), match.end(), shown)
