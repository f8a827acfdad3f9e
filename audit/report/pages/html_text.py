"""The text of a document as it reads, with the findings marked in place, its source beside it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

import msgspec

from audit.language.profiles import profile
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.finding import Finding
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT, Segment
from audit.report.inline_objects import PICTURE, shown_object
from audit.report.pages.html_page import attribute, marked_text, text
from audit.report.wording import piece_name

ELEMENTS = {Role.HEADLINE: "h2"}
# What running text is made of; any other role is told in the margin.
PLAIN_ROLES = frozenset({Role.HEADLINE, Role.BODY, Role.CUE, Role.UNIT})
LINE_BREAK = re.compile(r"\r\n|[\r\n]")


class Cells(msgspec.Struct):
    """The cells of the strip as blocks of text need them: the level of each segment, and the segments that are to be on
    the page whatever was found in them. `lines` are filled in: those of the segments that are there."""

    levels: Mapping[int, int | None] = {}
    wanted: frozenset[int] = frozenset()
    lines: dict[int, int] = {}

    def attributes(self, index: int, line: int, kinds: str) -> str:
        """The attributes of a segment's block: its classes, and a name that its cell leads to."""
        self.lines[index] = line
        if index not in self.levels:
            return f'class="block {kinds}"'
        level = self.levels[index]
        return f'class="block {kinds}{"" if level is None else f" h{level}"}" id="s{index}"'


class Pointed(msgspec.Struct, frozen=True):
    """A finding where it stands in one segment, `start` to `end` in code points of the segment's text.

    `number` is its place in its list on the page, from 1; excused findings have a list of their own.
    """

    number: int
    finding: Finding
    start: int
    end: int
    excused: bool = False

    @property
    def anchor(self) -> str:
        """The id of its first mark."""
        return f"{'x' if self.excused else 'm'}{self.number}"


@lru_cache(512)
def direction(tag: str) -> str:
    """`rtl` or `ltr` for the language of a tag; `auto`, the browser's guess, where it is not known."""
    try:
        return "rtl" if profile(tag).right_to_left else "ltr"
    except UsageError:
        return "auto"


def text_blocks(
    document: Document,
    findings: Iterable[Finding],
    excused: Iterable[Finding],
    target: str,
    source: str,
    cells: Cells | None = None,
) -> str:
    """HTML of all segments. `target` and `source` are the language tags of the document, "" where not known."""
    cells = cells or Cells()
    by_segment = pointed(document, findings, excused)
    starts = [match.end() for match in LINE_BREAK.finditer(document.text)]
    blocks, opened = [], set[str]()
    for index, segment in enumerate(document.segments):
        packed = document.archive is not None
        line = index + 1 if packed else bisect_right(starts, segment.map.to_file(0, 0).start) + 1
        shown = Shown(document, segment)
        content = marked(shown, by_segment.get(index, []), opened)
        attributes = cells.attributes(index, line, str(segment.role))
        blocks.append(block(segment, line, content, target, source, attributes))
    return "\n".join(blocks)


def pointed(
    document: Document, findings: Iterable[Finding], excused: Iterable[Finding]
) -> dict[int, list[Pointed]]:
    """What points at each segment, by its index; segments without findings are left out."""
    by_segment: dict[int, list[Pointed]] = {}
    for are_excused, listed in ((False, findings), (True, excused)):
        for number, finding in enumerate(listed, 1):
            for index, start, end in stretches(document, finding):
                by_segment.setdefault(index, []).append(Pointed(number, finding, start, end, are_excused))
    return by_segment


def stretches(document: Document, finding: Finding) -> Iterator[tuple[int, int, int]]:
    """Where a finding stands: (index of the segment, start, end), in order.

    Of a finding of several segments each line of its text is one of them. Segments between that are marked as
    another language belong to none.
    """
    start, end = finding.segment_start, finding.segment_end
    yield finding.segment, start, end
    place, left = end - start + 1, finding.segments - 1
    for index in range(finding.segment + 1, len(document.segments) if left else 0):
        segment = document.segments[index]
        if not left or segment.map.to_file(0, 0).start >= finding.end:
            return
        after = place + len(segment.text)
        if finding.text.startswith(segment.text, place) and finding.text[after : after + 1] in ("", "\n"):
            yield index, 0, len(segment.text)
            place, left = after + 1, left - 1


def block(segment: Segment, line: int, content: str, target: str, source: str, attributes: str) -> str:
    """One segment: its line, its role where it is not running text, its text, and its source if it has one."""
    element = ELEMENTS.get(segment.role, "p")
    role = (
        ""
        if segment.role in PLAIN_ROLES
        else f'<bdi class="role">{piece_name(segment.role, segment.path)}</bdi> '
    )
    own = segment.language or target
    language = f' lang="{attribute(own)}"' if own != target else ""
    html = (
        f'<div {attributes}><span class="line">{line}</span>'
        f'<{element}{language} dir="{direction(own)}">{role}{content}</{element}>'
    )
    if segment.source_text is not None:
        html += (
            f'<p class="source" lang="{attribute(source)}" dir="{direction(source)}">'
            f"{text(segment.source_text)}</p>"
        )
    return html + "</div>"


class Shown(msgspec.Struct, frozen=True):
    """A segment's text as HTML, stretch by stretch, with its objects as readers see them."""

    document: Document
    segment: Segment

    @property
    def length(self) -> int:
        return len(self.segment.text)

    def html(self, start: int, end: int, plain: Callable[[str], str] = text) -> str:
        """`[start, end)` of the text; `plain` makes HTML of what is no object."""
        stretch = self.segment.text[start:end]
        if INLINE_OBJECT not in stretch:
            return plain(stretch)
        out = []
        for number, piece in enumerate(stretch.split(INLINE_OBJECT)):
            if number:
                shown = shown_object(self.document, self.segment, start - 1)
                out.append(shown if shown == PICTURE else f"<code>{text(shown)}</code>")
            out.append(plain(piece))
            start += len(piece) + 1
        return "".join(out)


class Showing(Protocol):
    """A text as HTML, stretch by stretch."""

    @property
    def length(self) -> int: ...

    def html(self, start: int, end: int, plain: Callable[[str], str] = text) -> str: ...


def marked(shown: Showing, findings: list[Pointed], opened: set[str]) -> str:
    """The text with a `mark` around every stretch that findings point at; overlaps name all.

    `opened` holds the anchors that the page has already.
    """
    length = shown.length
    if not findings:
        return shown.html(0, length)
    points: dict[int, list[Pointed]] = {}
    begins: dict[int, list[Pointed]] = {}
    edges = {0, length}
    for one in findings:
        (begins if one.start < one.end else points).setdefault(one.start, []).append(one)
        edges |= {one.start, one.end}
    out: list[str] = []
    active: list[Pointed] = []
    cuts = sorted(edges)
    for start, end in zip(cuts, [*cuts[1:], length], strict=True):
        for one in points.get(start, ()):
            out.append(mark("", [one], opened))
        active = [one for one in active if one.end > start] + begins.get(start, [])
        if start < end and active:
            out.append(mark(shown.html(start, end, marked_text), active, opened))
        elif start < end:
            out.append(shown.html(start, end))
    return "".join(out)


def mark(piece: str, here: list[Pointed], opened: set[str]) -> str:
    """One marked stretch, as HTML, with its findings' numbers, and the anchors of those that begin here."""
    counting = [one for one in here if not one.excused]
    # One stretch, one colour: that of the gravest.
    gravest = max((one.finding.severity for one in counting or here), key=lambda severity: severity.rank)
    fresh = [one.anchor for one in here if one.anchor not in opened]
    opened.update(fresh)
    anchors = "".join(f'<a id="{anchor}"></a>' for anchor in fresh[1:])
    first = f' id="{fresh[0]}"' if fresh else ""
    numbers = " ".join(str(one.number) for one in counting)
    kind = str(gravest) + ("" if piece else " gap")
    data = f'class="{kind}" data-n="{numbers}"' if counting else f'class="excused {kind}"'
    return f"{anchors}<mark{first} {data}>{piece}</mark>"
