"""The parts of a page in order: its texts, and what no reader module takes for text, such as blocks of code.

An alignment needs both: nothing tells as surely which paragraphs belong together as the same code between them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.segment import Segment
from audit.model.span import Span

CODE, MARKUP, PICTURE = "code", "markup", "picture"
SILENT = frozenset({CODE, MARKUP, PICTURE})

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t>]*(`{3,}|~{3,})")
_ELEMENT = re.compile(
    r"<(pre|script|style)\b[^<>]*>|<(?:img|video|audio|iframe|picture)\b[^<>]*>", re.IGNORECASE
)


class PageParts(NamedTuple):
    """`segments` holds those of the document and one more for each silent part, in the order of the file; `indexes` says
    which of the document's segments each one is, None for a silent part, whose `path` is "code", "markup" or "picture"."""

    segments: tuple[Segment, ...]
    indexes: tuple[int | None, ...]


def page_parts(document: Document) -> PageParts:
    """The parts of a document that was read from one file. The text of a silent part is that of the file."""
    order = sorted(
        ((span_of(segment), index) for index, segment in enumerate(document.segments)),
        key=lambda pair: (pair[0].start, pair[1]),
    )
    found: list[tuple[Span, Segment, int | None]] = [
        (span, document.segments[index], index) for span, index in order
    ]
    if document.format == "markdown":
        silent = _silent_lines(document.text, [span for span, _ in order])
    elif document.format == "html":
        silent = _silent_elements(document.text, [span for span, _ in order])
    else:
        return PageParts(tuple(part for _, part, _ in found), tuple(index for _, _, index in found))
    found += [(span, _silent(document.text, span, kind), None) for span, kind in silent]
    found.sort(key=lambda part: (part[0].start, part[0].end))
    return PageParts(tuple(part for _, part, _ in found), tuple(index for _, _, index in found))


def span_of(segment: Segment) -> Span:
    """From where to where a segment stands in its file."""
    pieces = segment.map.pieces
    return Span(pieces[0].file_start, pieces[-1].file_end) if pieces else Span(0, 0)


def _silent(text: str, span: Span, kind: str) -> Segment:
    return Segment(
        text[span.start : span.end],
        OffsetMap.verbatim(span.start, len(span)),
        Role.BODY,
        True,
        None,
        kind,
        Notation.READ_ONLY,
    )


def _silent_lines(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """Fences of code, and every other line that holds no text."""
    place = number = 0
    end = len(text)
    while place < end:
        stop = text.find("\n", place)
        stop = end if stop < 0 else stop
        while number < len(spans) and spans[number].end <= place:
            number += 1
        # Titles and alternative texts lie within the paragraph before them.
        if number < len(spans) and spans[number].start < stop:
            place = max(stop, spans[number].end) + 1
            place = max(place, text.find("\n", place - 1) + 1) if text[place - 1 : place] != "\n" else place
            if place == 0 or place > end:
                return
            continue
        fence = _FENCE.match(text, place, stop)
        if fence is not None:
            until = spans[number].start if number < len(spans) else end
            stop = _end_of_fence(text, stop, until, fence[1])
            yield _trimmed(text, place, stop), CODE
        elif not text[place:stop].isspace() and stop > place:
            yield _trimmed(text, place, stop), MARKUP
        place = stop + 1


def _end_of_fence(text: str, place: int, until: int, mark: str) -> int:
    """The end of the line that closes a fence; where none does, the last whole line before the next text."""
    while place < until:
        stop = text.find("\n", place + 1)
        stop = len(text) if stop < 0 else stop
        line = text[place:stop].strip(" \t>\r\n")
        if line.startswith(mark) and not line.strip(mark[0]):
            return stop
        if stop >= until:
            break
        place = stop
    return place if until < len(text) else until


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _silent_elements(text: str, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    """Preformatted code and pictures of an HTML page that lie in no segment."""
    place = number = 0
    while match := _ELEMENT.search(text, place):
        place = match.end()
        while number < len(spans) and spans[number].end <= match.start():
            number += 1
        if match[1]:
            name = match[1].lower()
            close = re.compile(f"</{name}\\s*>", re.IGNORECASE).search(text, place)
            if close is None:
                continue
            place = close.end()
            if name != "pre":
                continue
        if number < len(spans) and spans[number].start < place:
            continue
        yield Span(match.start(), place), CODE if match[1] else PICTURE
