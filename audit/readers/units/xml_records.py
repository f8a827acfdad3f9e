"""XML with exact places: the records of a file, one after the other, as small trees.

Every format of the XML family is a list of records (a trans-unit, a message, a string). They are handed over as soon
as they end, so that a large file never stands in memory as one tree. expat splits the file; it sees a stand-in of one
letter for every character that is not ASCII, so that its byte offsets are the code points of the file, whose own
characters are then cut out of the text.

Entities that a file declares are never replaced: a reference to one stays as it is written. A file that declares
external or parameter entities, or such as would grow out of bounds, is refused.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from xml.parsers import expat

from audit.model.directive import Directive
from audit.model.unchecked import Unchecked
from audit.readers.units.xml_notes import directive_text

_DEEPEST = 200  # elements inside each other; real files have a dozen
_LARGEST_ENTITY = 100_000  # code points to which an entity may grow
_ATTRIBUTE = re.compile(r"([^\s=<>/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_:][\w:.-]*);")
_ENTITY = re.compile(r"<!ENTITY\s++([^\s%\"'>]++)\s++(?:\"([^\"]*+)\"|'([^']*+)')")
_SPACE = str.maketrans("\t\n\r", "   ")


class Run(NamedTuple):
    """A stretch of characters as the file writes it, and what it stands for.

    Text and stretch have the same length, or the stretch is one reference or line break.
    """

    start: int
    end: int
    text: str
    literal: bool = False  # in a CDATA section
    tag: bool = False


class Element:
    """An element with its places: `[start, end)` with its tags, `[inner_start, inner_end)` between them."""

    __slots__ = ("attributes", "children", "comments", "end", "inner_end", "inner_start", "name", "start")

    def __init__(self, name: str, attributes: Mapping[str, str], start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | Run] = []
        self.comments: tuple[str, ...] = ()  # right before it, where it is a record
        self.start = self.inner_start = self.inner_end = self.end = start

    @property
    def self_closing(self) -> bool:
        """True for `<name/>`: nothing can be written between its tags."""
        return self.inner_start == self.end

    def elements(self, *names: str) -> "Iterator[Element]":
        """The children that are elements of one of these names (of any, when none is given)."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, *names: str) -> "Element | None":
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                return child
        return None

    def content(self) -> str:
        """All its characters, without tags."""
        parts: list[str] = []
        waiting: list[Element | Run] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Run):
                parts.append(node.text)
            else:
                waiting.extend(reversed(node.children))
        return "".join(parts)


Path = tuple[Element, ...]  # the elements around a record, the outermost first
Take = Callable[[Element, Path], None]


class Reading(NamedTuple):
    """What is to be said of a file beside its records."""

    unchecked: tuple[Unchecked, ...]
    directives: tuple[Directive, ...]


class _RefusedError(Exception):
    """The file is not read on; the argument says why and what to do."""


def read_records(
    text: str, records: frozenset[str], take: Take, frames: frozenset[str] = frozenset()
) -> Reading:
    """Hands every element named in `records` to `take` when it ends. A record inside a record is a part of it.

    `frames` are elements that hold elements only: white space in them is none of their children. Names lose the
    prefix that the root has. What a broken file holds before its fault is read.
    """
    return _Records(text, records, take, frames).read()


class _Records:
    def __init__(self, text: str, records: frozenset[str], take: Take, frames: frozenset[str]) -> None:
        self._text = text
        self._names = records
        self._frames = frames
        self._take = take
        self._ascii = text.isascii()
        self._shift = 1 if text.startswith("\ufeff") else 0  # expat takes no mark that is a letter
        self._path: list[Element] = []  # open elements outside records
        self._open: list[Element] = []  # open elements of the record being read
        self._begun: Element | None = None  # its start tag ends where the next thing begins
        self._literal = False
        self._prefix: str | None = None
        self._entities: dict[str, int] = {}  # how long each would become
        self._values: dict[str, str] = {}  # as the file writes them
        self._directives: list[Directive] = []
        self._comments: list[tuple[int, int, str]] = []  # since the last tag outside records
        parser = expat.ParserCreate("utf-8")  # whatever the file declares: it is decoded
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._cdata
        parser.EndCdataSectionHandler = self._cdata_end
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        self._parser = parser

    def read(self) -> Reading:
        unchecked: tuple[Unchecked, ...] = ()
        try:
            self._parser.Parse(self._stand_in(), True)
        except expat.ExpatError as error:
            unchecked = (self._broken(error),)
        except _RefusedError as refusal:
            unchecked = (Unchecked("whole document", str(refusal), fatal=True),)
        return Reading(unchecked, tuple(self._directives))

    def _stand_in(self) -> bytes:
        """The file as expat gets to see it: every code point a byte, no reference to an entity of its own."""
        text = self._text[self._shift :]
        if "<!DOCTYPE" in text:
            self._values = {name: double or single for name, double, single in _ENTITY.findall(text)}
            text = _REFERENCE.sub(lambda match: "x" * len(match[0]), text)
        return text.encode("ascii", "audit-letters")

    def _broken(self, error: expat.ExpatError) -> Unchecked:
        line, why = error.lineno, expat.ErrorString(error.code)
        last = self._text.rstrip().count("\n") + 1
        where = f"lines {line} to {last}" if line < last else f"line {line}"
        return Unchecked(
            where,
            f"the XML is broken at line {line}, column {error.offset + 1} ({why}): what follows was not read; "
            "correct it there, an XML editor shows the place",
        )

    # What expat tells.

    def _index(self) -> int:
        index: int = self._parser.CurrentByteIndex + self._shift
        if self._begun is not None:
            self._begun.inner_start = index
            if not self._ascii:
                self._read_attributes(self._begun)
            self._begun = None
        return index

    def _read_attributes(self, element: Element) -> None:
        """Its attributes from the file, where expat saw stand-ins."""
        tag = self._text[element.start : element.inner_start]
        if not tag.isascii():
            element.attributes = {
                name: unescape((double or single).translate(_SPACE))
                for name, double, single in _ATTRIBUTE.findall(tag)
            }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        index = self._index()
        if self._prefix is None:
            prefix, colon, _ = name.partition(":")
            self._prefix = prefix + ":" if colon else ""
        if self._prefix:
            name = name.removeprefix(self._prefix)
        element = self._begun = Element(name, attributes, index)
        if self._open:
            self._open[-1].children.append(element)
            self._open.append(element)
        elif name in self._names:
            element.comments = self._attached(index)
            self._open.append(element)
        else:
            self._comments.clear()
            self._path.append(element)
        if len(self._open) + len(self._path) > _DEEPEST:
            raise _RefusedError(
                f"more than {_DEEPEST} elements stand inside each other at code point {index}; no translation file "
                "is built like that, take the nesting out to have it read"
            )

    def _end(self, name: str) -> None:
        index = self._index()
        stack = self._open or self._path
        if stack is self._path:
            self._comments.clear()
        element = stack.pop()
        element.inner_end = index
        # The end of an empty element is told behind its only tag.
        closed = element.inner_start == index and self._text.startswith("/>", index - 2)
        element.end = index if closed else self._text.index(">", index) + 1
        if closed:
            element.inner_start = element.inner_end = element.end
        if stack is self._open and not stack:
            self._take(element, tuple(self._path))

    def _characters(self, data: str) -> None:
        if self._begun is not None:
            self._index()
        if not self._open:
            return
        holder = self._open[-1]
        if holder.name in self._frames and data.isspace():
            return
        index = self._parser.CurrentByteIndex + self._shift
        text = self._text
        end = index + len(data)
        if data == "\n":
            end += text.startswith("\r\n", index)
        elif text[index] != "&" or self._literal or _REFERENCE.match(text, index):
            data = text[index:end]
        else:
            end = text.index(";", index) + 1
        holder.children.append(Run(index, end, data, self._literal))

    def _cdata(self) -> None:
        self._index()
        self._literal = True

    def _cdata_end(self) -> None:
        self._index()
        self._literal = False

    def _comment(self, data: str) -> None:
        index = self._index()
        inner = self._text[index + 4 : index + 4 + len(data)]
        order = directive_text(inner)
        end = self._text.index("-->", index) + 3
        if order is not None:
            self._directives.append(Directive(index, end, order))
        elif not self._open:
            self._comments.append((index, end, inner.strip()))

    def _attached(self, start: int) -> tuple[str, ...]:
        """The comments on the lines right above a record; one before an empty line speaks of more than it."""
        found: list[str] = []
        for begin, end, comment in reversed(self._comments):
            if self._text.count("\n", end, start) > 1:
                break
            found.append(comment)
            start = begin
        self._comments.clear()
        return tuple(reversed(found))

    def _instruction(self, target: str, data: str) -> None:
        self._index()

    def _entity(
        self,
        name: str,
        is_parameter: int,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        if is_parameter or value is None:
            kind = "a parameter entity" if is_parameter else "an external entity"
            raise _RefusedError(
                f"{kind} is declared ({name}): files that can draw in others are not read; "
                "take its declaration out, or write the text itself in its place"
            )
        value = self._values.get(name, value)
        size = len(value) + sum(self._entities.get(used, 0) for used in _REFERENCE.findall(value))
        if size > _LARGEST_ENTITY or f"&{name};" in value:
            raise _RefusedError(
                f"the entity {name} is made of entities and grows without bound; take its declaration out to have "
                "the file read"
            )
        self._entities[name] = size


def _letters(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return b"x" * (error.end - error.start), error.end


codecs.register_error("audit-letters", _letters)


def attribute(path: Path, *names: str) -> str | None:
    """The value of an attribute at the innermost element that has one of these names."""
    for element in reversed(path):
        for name in names:
            if name in element.attributes:
                return element.attributes[name]
    return None
