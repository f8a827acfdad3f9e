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
    role = "" if segment.role in PLAIN_ROLES else f'<bdi class="role">{segment.role}</bdi> '
    name = text(segment.id) if segment.id else str(line)
    return (
        f'<div class="block {segment.role}"><span class="line">{name}</span>'
        f'<{element} dir="auto">{role}{marked(segment.text, findings)}</{element}></div>'
    )


def marked(content: str, findings: list[tuple[int, Finding]]) -> str:
    """The text with a `mark` around every stretch that findings point at; overlaps name all."""
    if not findings:
        return text(content)
    points: dict[int, list[tuple[int, Finding]]] = {}
    begins: dict[int, list[tuple[int, Finding]]] = {}
    edges = {0, len(content)}
    for pair in findings:
        start, end = pair[1].segment_start, pair[1].segment_end
        (begins if start < end else points).setdefault(start, []).append(pair)
        edges |= {start, end}
    out: list[str] = []
    opened: set[int] = set()
    active: list[tuple[int, Finding]] = []
    cuts = sorted(edges)
    for start, end in zip(cuts, [*cuts[1:], len(content)], strict=True):
        for pair in points.get(start, ()):
            out.append(mark("", [pair], opened))
        active = [pair for pair in active if pair[1].segment_end > start] + begins.get(start, [])
        piece = content[start:end]
        if piece:
            out.append(mark(piece, active, opened) if active else text(piece))
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
