"""What stands in a line without being its text, code above all, as readers see it there."""

import re

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.segment import INLINE_OBJECT, Segment

PICTURE = "▢"
LONGEST = 80  # code points of code that is shown
LONGEST_MARKUP = 2_000  # code points of markup that are looked at
NEAR = 1_000  # code points around a place that are shown at most: a paragraph may be the whole file
_TAG = re.compile(r"<[^<>]*+>")


def shown_object(document: Document, segment: Segment, place: int) -> str:
    """The object at `place` of a segment's text: code without the marks around it, a sign for a picture."""
    span = segment.map.to_file(place, place + 1)
    written = document.text[span.start : min(span.end, span.start + LONGEST_MARKUP)]
    if written.startswith("!["):
        return PICTURE
    if written.startswith("<") or document.archive is not None:
        from html import unescape

        written = unescape(_TAG.sub("", written))
    code = " ".join(written.split()).strip("`").strip()
    if not any(char.isprintable() and char not in (" ", INLINE_OBJECT) for char in code):
        return PICTURE
    return code if len(code) <= LONGEST else code[: LONGEST - 1] + "…"


def beside_text(finding: Finding) -> bool:
    """True for a finding in what no segment shows: code, keys, comments, addresses."""
    return finding.unit is None and finding.segment_start == finding.segment_end and finding.text != ""


def line_of(document: Document, finding: Finding) -> tuple[str, int, int]:
    """The line of the file that a finding begins on, and where it stands in it."""
    begin = max(document.text.rfind("\n", 0, finding.start) + 1, finding.start - NEAR)
    end = document.text.find("\n", finding.start)
    end = min(len(document.text) if end < 0 else end, finding.start + NEAR)
    line = document.text[begin:end].rstrip("\r")
    return line, finding.start - begin, min(finding.end - begin, len(line))


def with_objects(document: Document, segment: Segment, start: int, end: int) -> tuple[str, int, int]:
    """The text of a segment near `[start, end)` with its objects shown, and where that stands in it."""
    begin, end = max(0, start - NEAR), min(end, start + NEAR)
    parts = []
    for first, last in ((begin, start), (start, end), (end, end + NEAR)):
        parts.append(
            "".join(
                shown_object(document, segment, place)
                if char == INLINE_OBJECT and segment.side is None
                else char
                for place, char in enumerate(segment.value[first:last], first)
            )
        )
    begin = len(parts[0])
    return "".join(parts), begin, begin + len(parts[1])
