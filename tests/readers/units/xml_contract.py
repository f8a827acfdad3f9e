"""What holds for every side of every file of the XML family."""

import re

from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.notation import Notation
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes
from readers.units.contract import holds, sides

VALUES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            [
                *(
                    "word",
                    " ",
                    "  ",
                    "\n",
                    "\t",
                    "\r",
                    "\r\n",
                    "\\",
                    "\\n",
                    "\\u0041",
                    "'",
                    '"',
                    "@",
                    "?",
                    "%1$s",
                ),
                *(
                    "&",
                    "&amp;",
                    "&#65;",
                    "&x;",
                    "<",
                    ">",
                    "]]>",
                    "<![CDATA[",
                    "<!--",
                    "-->",
                    "<?x?>",
                    "é",
                    "漢",
                    "𝄞",
                ),
                *(
                    '<x id="1"/>',
                    '<g id="1">',
                    "</g>",
                    "<b>",
                    "</b>",
                    "<br/>",
                    '<xliff:g id="n">',
                    "</xliff:g>",
                ),
                *(
                    '<ph id="1" equiv="&lt;"/>',
                    '<g id="1" id="2">',
                    "<sub>",
                    "\0",
                    "\x1b",
                    "\ufffe",
                    "\ud83d",
                ),
            ]
        ),
    ),
    max_size=8,
).map("".join)


def targets(document: Document) -> dict[str, str]:
    return {unit.id: unit.targets[0].text for unit in document.units}


def check_stretch(document: Document, number: int, start: int, end: int, new: str) -> None:
    """A stretch of a side says a new text, and nothing else changes; where it cannot be written, all stays."""
    side = sides(document)[number]
    place = side.map.to_file(start, end)
    if side.notation == Notation.READ_ONLY or not side.map.unbroken(start, end):
        return
    for tag in re.finditer("<[^<>]*>", side.text):
        if tag.start() < start < tag.end() or tag.start() < end < tag.end():
            return  # what stands in a tag is no text
    whole = side.text[:start] + new + side.text[end:]
    try:
        characters = write(new, side.notation, document.encoding, whole)
    except UnwritableError:
        return
    text = document.text[: place.start] + characters + document.text[place.end :]
    again = read_bytes(text.encode(document.encoding, "surrogateescape"), document.path)
    told = [side.text for side in sides(document)]
    told[number] = whole
    assert [side.text for side in sides(again)] == told
    assert not again.unchecked
    holds(again)
