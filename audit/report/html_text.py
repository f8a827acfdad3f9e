"""The text of a document as it reads, with the findings marked in place, its source beside it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from audit.language.profiles import profile
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.finding import Finding
from audit.model.role import Role
from audit.model.segment import Segment
from audit.report.html_page import attribute, marked_text, text

ELEMENTS = {Role.HEADLINE: "h2"}
# What running text is made of; any other role is told in the margin.
PLAIN_ROLES = frozenset({Role.HEADLINE, Role.BODY, Role.CUE, Role.UNIT})
LINE_BREAK = re.compile(r"\r\n|[\r\n]")


@lru_cache(512)
def direction(tag: str) -> str:
    """`rtl` or `ltr` for the language of a tag; `auto`, the browser's guess, where it is not known."""
    try:
        return "rtl" if profile(tag).right_to_left else "ltr"
    except UsageError:
        return "auto"


def text_blocks(document: Document, findings: Sequence[tuple[int, Finding]], target: str, source: str) -> str:
    """HTML of all segments. `findings` are (number on the page, finding); `target` and `source` are the
    language tags of the document, "" where not known."""
    by_segment: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in findings:
        by_segment.setdefault(finding.segment, []).append((number, finding))
    starts = [match.end() for match in LINE_BREAK.finditer(document.text)]
    blocks = []
    for index, segment in enumerate(document.segments):
        line = bisect_right(starts, segment.map.to_file(0, 0).start) + 1
        blocks.append(block(segment, line, by_segment.get(index, []), target, source))
    return "\n".join(blocks)


def block(segment: Segment, line: int, findings: list[tuple[int, Finding]], target: str, source: str) -> str:
    """One segment: its line, its role where it is not running text, its text, and its source if it has one."""
    element = ELEMENTS.get(segment.role, "p")
    role = "" if segment.role in PLAIN_ROLES else f'<bdi class="role">{segment.role}</bdi> '
    name = text(segment.id) if segment.id else str(line)
    own = segment.language or target
    language = f' lang="{attribute(own)}"' if own != target else ""
    html = (
        f'<div class="block {segment.role}"><span class="line">{name}</span>'
        f'<{element}{language} dir="{direction(own)}">{role}{marked(segment.text, findings)}</{element}>'
    )
    if segment.source_text is not None:
        html += (
            f'<p class="source" lang="{attribute(source)}" dir="{direction(source)}">'
            f"{text(segment.source_text)}</p>"
        )
    return html + "</div>"


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
    fresh = [number for number, _ in here if number not in opened]
    opened.update(fresh)
    anchors = "".join(f'<a id="m{number}"></a>' for number in fresh[1:])
    first = f' id="m{fresh[0]}"' if fresh else ""
    numbers = " ".join(str(number) for number, _ in here)
    empty = "" if piece else " gap"
    return f'{anchors}<mark{first} class="{gravest}{empty}" data-n="{numbers}">{marked_text(piece)}</mark>'
