"""The entries of a translation file as they stand in it: name, state, translation and source, the findings in both."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

import msgspec

from audit.model.document import Document, Flow
from audit.model.finding import Finding
from audit.model.segment import Segment
from audit.model.side import Side
from audit.model.unit import State, Unit
from audit.report.pages.html_page import attribute, text
from audit.report.pages.html_text import LINE_BREAK, Cells, Pointed, direction, marked, pointed
from audit.report.wording import clipped, counted

MOST = 300  # texts of a file that is shown whole; of a longer one those with findings are
NEAR = 1  # their neighbours on either side
LONGEST_NAME = 160  # code points
SETTLED = frozenset({State.TRANSLATED, State.FINAL})  # what most entries are, and nobody has to be told


def unit_blocks(
    document: Document,
    findings: Iterable[Finding],
    excused: Iterable[Finding],
    target: str,
    source: str,
    cells: Cells | None = None,
) -> str:
    """HTML of all entries, or of those with findings or wanted by the strip, and their neighbours. For `target` and
    `source` see `text_blocks`."""
    cells = cells or Cells()
    by_segment = pointed(document, findings, excused)
    shown: Sequence[int] = range(len(document.segments))
    if len(document.segments) > MOST:
        near = {at + step for at in (*by_segment, *cells.wanted) for step in range(-NEAR, NEAR + 1)}
        shown = sorted(near & set(shown))
    page = _Page(
        document, target, source, [match.end() for match in LINE_BREAK.finditer(document.text)], cells
    )
    units = [unit for unit in document.units for _ in unit.targets]
    blocks, after = list[str](), 0
    for index in shown:
        blocks += left_out(index - after)
        blocks.append(page.block(units[index], index, by_segment.get(index, [])))
        after = index + 1
    return "\n".join([*blocks, *left_out(len(document.segments) - after)])


def left_out(number: int) -> list[str]:
    """A line for entries that are not shown; nothing for none."""
    if not number:
        return []
    verb = "is" if number == 1 else "are"
    sentence = f"{counted(number, 'text')} without findings {verb} left out"
    return [f'<p class="left-out" lang="en" dir="ltr">{sentence}</p>']


class _Exact(msgspec.Struct, frozen=True):
    """The exact value of a side as HTML, line by line as it stands."""

    value: str

    @property
    def length(self) -> int:
        return len(self.value)

    def html(self, start: int, end: int, plain: Callable[[str], str] = text) -> str:
        """`[start, end)` of the value."""
        lines = self.value[start:end].split("\n")
        return '<span class="end">\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}</span><br>'.join(
            map(plain, lines)
        )


class _Page(msgspec.Struct):
    """What the entries of a file have in common. `starts` are those of its lines; `opened` the anchors on the page."""

    document: Document
    target: str
    source: str
    starts: list[int]
    cells: Cells
    opened: set[str] = msgspec.field(default_factory=set)

    def block(self, unit: Unit, index: int, findings: list[Pointed]) -> str:
        """One target of one unit."""
        segment = self.document.segments[index]
        assert segment.side is not None
        line = bisect_right(self.starts, segment.side.map.to_file(0, 0).start) + 1
        own = segment.language or self.target
        language = f' lang="{attribute(own)}"' if own != self.target else ""
        content = marked(_Exact(segment.side.text), findings, self.opened)
        return (
            f'<div {self.cells.attributes(index, line, "entry")}><span class="line">{line}</span>{self.name(unit, segment)}'
            f'<p class="target"{language} dir="{direction(own)}">{content}</p>'
            f"{self.beside(segment.source, findings)}</div>"
        )

    def name(self, unit: Unit, segment: Segment) -> str:
        """What the file calls an entry, and what it says of it; nothing where it is called by its source."""
        named = "" if segment.source is not None and segment.source.text == unit.id else unit.id
        parts = [f"<code>{text(clipped(named, LONGEST_NAME))}</code>"] if named else []
        if segment.side is not None and segment.side.plural is not None:
            parts.append(f'<span class="form">{text(segment.side.plural)}</span>')
        if unit.state not in SETTLED:
            parts.append(f'<span class="state">{unit.state}</span>')
        if unit.context and (not named or self.document.flow is Flow.CUES):
            parts.append(f"<bdi>{text(clipped(unit.context, LONGEST_NAME))}</bdi>")
        return f'<p class="name" lang="" dir="ltr">{" ".join(parts)}</p>' if parts else ""

    def beside(self, source: Side | None, findings: list[Pointed]) -> str:
        """The source, with the stretches that findings are about."""
        if source is None:
            return ""
        about = []
        for one in findings:
            if one.finding.source is not None:
                span = source.map.text_of(one.finding.source.start, one.finding.source.end)
                about.append(msgspec.structs.replace(one, start=span.start, end=span.end))
        # Links lead to the translation: its marks have taken the anchors.
        content = marked(_Exact(source.text), about, self.opened | {one.anchor for one in about})
        own = source.language or self.source
        return f'<p class="source" lang="{attribute(own)}" dir="{direction(own)}">{content}</p>'
