"""The exact text of an element, tags inside it as they stand, with its way to the file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap, Piece
from audit.model.side import Side
from audit.readers.notation import framed
from audit.readers.units.xml_notation import XmlNotation
from audit.readers.units.xml_records import Element, Run


class Value(NamedTuple):
    """A text with its map, and how the file writes it.

    `tags`: there are elements inside. `escaped`: a "<" is written as a reference. `literal`: some of it stands in
    CDATA sections; `plain`: some beside them; `shown`: and that is more than white space. `named`: there are
    references to entities of the file's own.
    """

    text: str
    map: OffsetMap
    tags: bool
    escaped: bool
    literal: bool
    plain: bool
    shown: bool
    named: bool


def runs_of(element: Element, file: str) -> Iterator[Run]:
    """The runs inside an element and the tags between them, in file order; comments are no text."""
    waiting: list[Element | Run] = list(reversed(element.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Run):
            yield node
            continue
        yield Run(node.start, node.inner_start, file[node.start : node.inner_start], tag=True)
        if not node.self_closing:
            waiting.append(Run(node.inner_end, node.end, file[node.inner_end : node.end], tag=True))
            waiting.extend(reversed(node.children))


def value_of(element: Element, file: str) -> Value:
    """The text of an element as an XML parser gives it."""
    if len(element.children) == 1 and isinstance(run := element.children[0], Run) and not run.literal:
        start, end, text, _, _ = run
        if len(text) == end - start and "&" not in text:  # as most are
            way = OffsetMap.verbatim(start, end - start)
            return Value(text, way, False, False, False, True, not text.isspace(), False)
    return join(runs_of(element, file), file, element.inner_start)


def join(runs: Iterable[Run], file: str, place: int) -> Value:
    """One text of runs. One without any stands at `place`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    tags = escaped = literal = plain = shown = named = False
    length = 0
    for run in runs:
        size = len(run.text)
        linear = size == run.end - run.start
        if run.tag:
            tags = True
        elif run.literal:
            literal = True
        else:
            plain = True
            shown = shown or not run.text.isspace()
            escaped = escaped or run.text == "<"
            named = named or (linear and "&" in run.text)
        last = pieces[-1] if pieces else None
        if linear and last is not None and last.file_end == run.start and last.linear:
            pieces[-1] = Piece(last.text_start, length + size, last.file_start, run.end)
        else:
            pieces.append(Piece(length, length + size, run.start, run.end))
        parts.append(run.text)
        length += size
    way = OffsetMap(tuple(pieces)) if pieces else OffsetMap.point(place)
    return Value("".join(parts), way, tags, escaped, literal, plain, shown, named)


def side_of(
    element: Element,
    file: str,
    language: str | None = None,
    *,
    plural: str | None = None,
    tags: bool = False,
    plain: str = XmlNotation.TEXT,
) -> Side:
    """The side that an element holds. `tags`: elements are written into it as such, `plain` else tells how."""
    if element.self_closing:
        return Side("", OffsetMap.point(element.end), language, Notation.READ_ONLY, plural)
    value = value_of(element, file)
    return Side(value.text, value.map, language, notation_of(value, tags, plain), plural)


def notation_of(value: Value, tags: bool = False, plain: str = XmlNotation.TEXT) -> str:
    """How new text is written where a value stands."""
    if value.named:
        return Notation.READ_ONLY  # written anew, the reference would be text
    if value.literal:
        return XmlNotation.MIXED if value.plain or value.tags else XmlNotation.CDATA
    return XmlNotation.TAGS if tags or value.tags else plain


def new_behind(element: Element, name: str, file: str, language: str | None, tags: bool) -> Side:
    """The side that is missing, in an element `name` that is written with its text: on a line of its own where `element`
    stands on one, with the same indent."""
    start = element.start
    gap = file[max(file.rfind("\n", 0, start), file.rfind("\r", 0, start)) + 1 : start]
    line = ""
    if not gap.strip(" \t") and len(gap) < start:
        line = "\r\n" if file.endswith("\r\n", 0, start - len(gap)) else file[start - len(gap) - 1]
        line += gap
    prefix = file[start + 1 : file.index(element.name, start)]  # that of the root, which names lose
    named = f"{prefix}{name}"
    notation = framed(XmlNotation.TAGS if tags else XmlNotation.TEXT, f"{line}<{named}>", f"</{named}>")
    return Side("", OffsetMap.point(element.end), language, notation)


def behind(element: Element, language: str | None = None) -> Side:
    """The side that is missing and would stand behind another one."""
    return Side("", OffsetMap.point(element.end), language, Notation.READ_ONLY)
