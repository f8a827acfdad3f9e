"""The open elements of an HTML text, and which of them a tag closes.

Only what moves the border of a text is modelled of the tree construction of the HTML standard: implied
end tags, end tags without a start, and inline elements that a block inside them outlives. Every step
is amortised constant time, however deep the nesting.
"""

from collections.abc import Iterator

from audit.model.role import Role
from audit.readers import html_elements as names

_PATH_DEPTH = 8  # elements named in a path, the innermost ones


class Element:
    """An open element. What it does not say itself it takes over from its parent.

    `block` is the nearest element (maybe itself) that bounds a text. `soft` marks a role that rests on a
    class name only. `dropped` is True where text is not read. `closed_early` marks an inline element whose
    end tag came while a block inside it was open. `cited` is what italics show. `address` is where a link
    around it leads.
    """

    __slots__ = (
        "address",
        "barrier",
        "block",
        "cited",
        "closed_early",
        "counts",
        "dropped",
        "foreign",
        "hidden",
        "known",
        "language",
        "link",
        "name",
        "number",
        "parent",
        "role",
        "soft",
        "start",
    )

    def __init__(self, name: str, parent: "Element | None", start: int) -> None:
        self.name = name
        self.parent = parent
        self.start = start
        self.block = self
        self.number = 1
        self.counts: dict[str, int] | None = None
        self.barrier = 0
        self.closed_early = False
        if parent is None:
            self.role, self.known, self.soft = Role.BODY, False, False
            self.language: str | None = None
            self.dropped = self.hidden = self.link = self.foreign = False
            self.cited = name in names.CITED
            self.address = ""
        else:
            self.role, self.known, self.soft = parent.role, parent.known, parent.soft
            self.language = parent.language
            self.cited = parent.cited or name in names.CITED
            self.dropped, self.hidden, self.link = parent.dropped, parent.hidden, parent.link
            self.address = parent.address
            self.foreign = parent.foreign and parent.name not in names.INTEGRATION_POINTS

    def count(self, name: str) -> int:
        """The number of the next child block of that name, from 1."""
        if self.counts is None:
            self.counts = {}
        number = self.counts[name] = self.counts.get(name, 0) + 1
        return number

    @property
    def path(self) -> str:
        """The innermost blocks it lies in, for people: `main/article/p[3]`."""
        steps: list[str] = []
        current: Element | None = self
        while current is not None and current.name and len(steps) < _PATH_DEPTH:
            if current is self or current.block is current:
                steps.append(f"{current.name}[{current.number}]" if current.number > 1 else current.name)
            current = current.parent if current.block is current else current.block
        if current is not None and current.name:
            steps.append("…")
        return "/".join(reversed(steps)) + (" (hidden)" if self.hidden else "")


class ElementStack:
    """The open elements, outermost first. Index 0 is a nameless root that never closes."""

    __slots__ = ("_blocks", "_open", "elements", "top")

    def __init__(self) -> None:
        self.top = Element("", None, 0)
        self.elements = [self.top]
        self._open: dict[str, list[int]] = {}  # name → indices
        self._blocks = [0]

    def push(self, element: Element) -> None:
        """Open an element."""
        index = len(self.elements)
        element.barrier = index if element.name in names.BARRIERS else self.top.barrier
        self.elements.append(element)
        self._open.setdefault(element.name, []).append(index)
        if element.block is element:
            self._blocks.append(index)
        self.top = element

    def pop(self) -> Element:
        """Close the innermost element."""
        element = self.elements.pop()
        if not element.closed_early:
            self._open[element.name].pop()
        if element.block is element:
            self._blocks.pop()
        self.top = self.elements[-1]
        return element

    def is_open(self, *wanted: str) -> bool:
        """True when one of these elements is open."""
        return any(self._open.get(name) for name in wanted)

    def closed_by_end(self, name: str) -> int | None:
        """Index of the element that the end tag `name` closes (with all inside it), or None."""
        indices = self._open.get(name)
        if not indices and name in names.HEADINGS:
            indices = max(
                (self._open[other] for other in names.HEADINGS if self._open.get(other)), default=None
            )
        if not indices:
            return None
        index = indices[-1]
        if index < self.top.barrier and name not in names.TABLE_PARTS and name not in names.BARRIERS:
            return None
        if self._outlived(index):
            self._close_early(index)
            return None
        return index

    def closed_by_start(self, name: str) -> Iterator[int]:
        """Indices of elements that the start tag `name` closes, each given when those before are closed."""
        if name in names.BLOCKS:
            if name not in names.LEAVES_PARAGRAPH_OPEN:
                yield from self._implied("p")
                if name in names.HEADINGS and self.top.name in names.HEADINGS:
                    yield len(self.elements) - 1
            if name == "li":
                yield from self._implied("li", "ul", "ol", "menu", "dir")
            elif name in ("dt", "dd"):
                yield from self._implied("dt", "dl")
                yield from self._implied("dd", "dl")
            elif name in ("option", "optgroup"):
                yield from self._implied("option", "select", "datalist")
                if name == "optgroup":
                    yield from self._implied("optgroup", "select", "datalist")
            elif name == "tr" or name in names.TABLE_CELLS or name in names.TABLE_SECTIONS:
                yield from self._closed_by_table_part(name)
            elif name not in ("title", "noscript"):
                yield from self._implied("head")
        elif name == "a":
            indices = self._open.get("a")
            if indices and self._outlived(indices[-1]):
                self._close_early(indices[-1])
            else:
                yield from self._implied("a")
        elif name == "button":
            yield from self._implied("button", "table")

    def _closed_by_table_part(self, name: str) -> Iterator[int]:
        for cell in ("td", "th", "caption"):
            yield from self._implied(cell, "table")
        if name not in names.TABLE_CELLS:
            yield from self._implied("tr", "table")
        if name in names.TABLE_SECTIONS:
            for section in ("tbody", "thead", "tfoot"):
                yield from self._implied(section, "table")

    def _implied(self, name: str, *limits: str) -> Iterator[int]:
        """The innermost open `name`, unless one of `limits` (or else a barrier) was opened inside it."""
        indices = self._open.get(name)
        if not indices:
            return
        index = indices[-1]
        if name not in names.BARRIERS and index < self.top.barrier and name not in names.TABLE_PARTS:
            return
        for limit in limits:
            inside = self._open.get(limit)
            if inside and inside[-1] > index:
                return
        yield index

    def _outlived(self, index: int) -> bool:
        """True when an inline element has a block open inside it."""
        element = self.elements[index]
        return element.block is not element and self._blocks[-1] > index

    def _close_early(self, index: int) -> None:
        element = self.elements[index]
        element.closed_early = True
        self._open[element.name].pop()
