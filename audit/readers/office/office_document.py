"""A document of several parts: their texts joined in order, the segments of all of them."""

from collections.abc import Iterable, Sequence

import msgspec

from audit.model.document import Document
from audit.model.part import Part
from audit.model.segment import Segment
from audit.model.unchecked import Unchecked
from audit.readers.office.office_xml import XmlPart
from audit.readers.office.stretches import Marks, Paragraph, marks_of, segments_of
from audit.readers.office.zip_members import Archive

COMMENTS = "they speak of the text and are no part of it, so they are not read"


class Gathered(msgspec.Struct, frozen=True):
    """A part and what was read in it."""

    part: XmlPart
    paragraphs: Sequence[Paragraph]


def document_of_parts(
    archive: Archive,
    form: str,
    gathered: Sequence[Gathered],
    unchecked: Iterable[Unchecked],
    otherwise: str | None,
) -> Document:
    """The document of parts in reading order. `otherwise` is its language when no text is marked with one."""
    marks = marks_of(paragraph for item in gathered for paragraph in item.paragraphs)
    text = "".join(item.part.text for item in gathered)
    parts: list[Part] = []
    segments: list[Segment] = []
    notes = list(unchecked)
    place = 0
    for item in gathered:
        end = place + len(item.part.text)
        parts.append(Part(item.part.name, place, end, item.part.encoding))
        segments += _in_order(item.paragraphs, text, place, marks)
        notes += item.part.unchecked
        place = end
    if not segments:
        why = f"{archive.path} holds no text to read: no paragraph, heading or title has a word in it"
        notes.append(Unchecked("whole document", why, fatal=True))
    return Document(
        archive.path,
        form,
        text,
        tuple(segments),
        exact=all(item.part.exact for item in gathered),
        declared_language=marks.language or otherwise,
        unchecked=tuple(notes),
        parts=tuple(parts),
        archive=archive.data,
    )


def _in_order(paragraphs: Iterable[Paragraph], text: str, shift: int, marks: Marks) -> list[Segment]:
    found = [segment for item in paragraphs for segment in segments_of(item, text, shift, marks)]
    return sorted(found, key=lambda segment: segment.map.pieces[0].file_start)


def within(fault: Unchecked, name: str) -> Unchecked:
    """What is wrong with the XML of a part, for the whole document."""
    return msgspec.structs.replace(fault, what=f"{name}, {fault.what}")
