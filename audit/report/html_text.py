"""The text of a document as it reads, with the findings marked in place."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.role import Role
from audit.model.segment import Segment
from audit.report.html_page import marked_text, text

ELEMENTS = {Role.HEADLINE: "h2"}
# What running text is made of; any other role is told in the margin.
PLAIN_ROLES = frozenset({Role.HEADLINE, Role.BODY, Role.CUE, Role.UNIT})


def text_blocks(document: Document, findings: Sequence[tuple[int, Finding]]) -> str:
    """HTML of all segments. `findings` are (number on the page, finding)."""
    by_segment: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in findings:
        by_segment.setdefault(finding.segment, []).append((number, finding))
    starts = [match.end() for match in re.finditer(r"\r\n|[\r\n]", document.text)]
    blocks = []
    for index, segment in enumerate(document.segments):
        line = bisect_right(starts, segment.map.to_file(0, 0).start) + 1
        blocks.append(block(segment, line, by_segment.get(index, [])))
    return "\n".join(blocks)


def block(segment: Segment, line: int, findings: list[tuple[int, Finding]]) -> str:
    """One segment: its line, its role where it is not running text, and its text."""
    element = ELEMENTS.get(segment.role, "p")
    role = "" if segment.role in PLAIN_ROLES else f'<span class="role">{segment.role}</span>'
    name = text(segment.id) if segment.id else str(line)
    return (
        f'<div class="block {segment.role}"><span class="line">{name}</span>'
        f'<{element} dir="auto">{role}{marked(segment.text, findings)}</{element}></div>'
    )


def marked(content: str, findings: list[tuple[int, Finding]]) -> str:
    """The text with a `mark` around every stretch that findings point at; overlaps name all."""
    if not findings:
        return text(content)
    cuts = {0, len(content)}
    for _, finding in findings:
        cuts |= {finding.segment_start, finding.segment_end}
    out, edges, opened = [], sorted(cuts), set[int]()
    for start, end in zip(edges, edges[1:] or edges, strict=False):
        for number, finding in findings:
            if finding.segment_start == finding.segment_end == start:
                out.append(mark("", [(number, finding)], opened))
        here = [pair for pair in findings if pair[1].segment_start <= start and end <= pair[1].segment_end]
        here = [pair for pair in here if pair[1].segment_start < pair[1].segment_end]
        piece = content[start:end]
        out.append(mark(piece, here, opened) if here else text(piece))
    for number, finding in findings:
        if finding.segment_start == finding.segment_end == len(content):
            out.append(mark("", [(number, finding)], opened))
    return "".join(out)


def mark(piece: str, here: list[tuple[int, Finding]], opened: set[int]) -> str:
    """One marked stretch with its findings' numbers, and the anchors of those that begin here."""
    # One stretch, one colour: that of the gravest.
    gravest = max((finding.severity for _, finding in here), key=lambda severity: severity.rank)
    anchors = "".join(f'<a id="m{number}"></a>' for number, _ in here if number not in opened)
    opened.update(number for number, _ in here)
    numbers = " ".join(str(number) for number, _ in here)
    empty = " gap" if not piece else ""
    return f'{anchors}<mark class="{gravest}{empty}" data-finding="{numbers}">{marked_text(piece)}</mark>'
