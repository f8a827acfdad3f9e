"""The text of Android resources: escapes with a backslash, white space that counts only in quotation marks."""

import re
from collections.abc import Callable
from functools import cache

from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap, Piece
from audit.model.side import Side
from audit.readers.notation import UnwritableError, referenced
from audit.readers.units.xml_notation import XmlNotation, in_cdata, with_tags
from audit.readers.units.xml_records import Element
from audit.readers.units.xml_value import Value, join, runs_of

_ESCAPES = {"n": "\n", "t": "\t"}
_WRITTEN = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_WRITTEN |= {chr(code): f"\\u{code:04x}" for code in range(32) if chr(code) not in "\n\t"}
_WRITTEN |= {mark: f"\\u{ord(mark):04x}" for mark in "\ufffe\uffff"}
_CDATA = str.maketrans(_WRITTEN)
_TEXT = str.maketrans({**_WRITTEN, "&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPACE_WRITTEN = "\\u0020"
_SPACE = "\\\\u0020"  # as the replacement of a pattern
_OWN_TAGS = frozenset({"xliff:g"})  # nobody writes these as text


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"\\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
        r"|\\u(?![dD][89a-fA-F])(?P<code>[0-9A-Fa-f]{4})"
        r"|\\(?!u)(?P<escape>.)|(?P<quote>\")|(?P<space>[ \t\n\r\f\v]++)"
        r"|(?P<text>[^\\\" \t\n\r\f\v]++(?: [^\\\" \t\n\r\f\v]++)*+|\\)",
        re.DOTALL,
    )


@cache
def _folding() -> re.Pattern[str]:
    return re.compile(r"(?<= ) ")  # a space behind a space


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(r"(?:[^\\\"\s]++(?: (?!\Z))?+)*+")


def android_side(element: Element, file: str, plural: str | None = None) -> Side:
    """The side that an element holds, as a program gets it."""
    if element.self_closing:
        return Side("", OffsetMap.point(element.end), None, Notation.READ_ONLY, plural)
    runs = list(runs_of(element, file))
    value = join(runs, file, element.inner_start)
    tags: list[tuple[int, int]] = []
    if value.tags:
        length = 0
        for run in runs:
            if run.tag:
                tags.append((length, length + len(run.text)))
            length += len(run.text)
    text, way = value.text, value.map
    if tags or not _plain().fullmatch(text):
        text, inner = _decoded(text, tags)
        way = inner.through(value.map) if text else OffsetMap.point(element.inner_start)
    return Side(text, way, None, _notation(value), plural)


def _notation(value: Value) -> str:
    if value.named or (value.literal and (value.tags or value.shown)):
        return Notation.READ_ONLY
    if value.literal:
        return XmlNotation.ANDROID_CDATA
    if value.tags:
        return XmlNotation.ANDROID_TAGS
    return XmlNotation.ANDROID if value.escaped else XmlNotation.ANDROID_PLAIN


def _decoded(text: str, tags: list[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """The text without escapes and folded white space, and its map into the text as an XML parser gives it."""
    decoder = _Decoder()
    done = 0
    for start, end in tags:
        decoder.read(text, done, start)
        decoder.add(text[start:end], start, end)
        done = end
    decoder.read(text, done, len(text))
    return "".join(decoder.parts), OffsetMap(tuple(decoder.pieces))


class _Decoder:
    """White space is held back until something follows: at both ends it is nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self._length = 0
        self._quoted = False
        self._spaces: tuple[int, int] | None = None
        self._after_space = True  # the start is no place for white space

    def read(self, text: str, start: int, end: int) -> None:
        for match in _token().finditer(text, start, end):
            kind, place, stop = match.lastgroup, match.start(), match.end()
            found = match[0]
            if kind == "quote":
                self._quoted = not self._quoted
            elif kind == "space" and not self._quoted:
                if not self._after_space and self._spaces is None:
                    self._spaces = (place, stop)
                elif self._spaces is not None:
                    self._spaces = (self._spaces[0], stop)
            elif kind == "escape":
                self.add(_ESCAPES.get(match["escape"], match["escape"]), place, stop)
            elif kind == "code":
                self.add(chr(int(match["code"], 16)), place, stop)
            elif kind == "low":
                high, low = int(match["high"], 16), int(match["low"], 16)
                self.add(chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), place, stop)
            else:
                self.add(found, place, stop)

    def add(self, shown: str, start: int, end: int) -> None:
        if self._spaces is not None:
            spaces, self._spaces = self._spaces, None
            self._put(" ", *spaces)
        self._put(shown, start, end)
        self._after_space = False

    def _put(self, shown: str, start: int, end: int) -> None:
        size = len(shown)
        self.parts.append(shown)
        last = self.pieces[-1] if self.pieces else None
        if size == end - start and last is not None and last.file_end == start and last.linear:
            self.pieces[-1] = Piece(last.text_start, self._length + size, last.file_start, end)
        else:
            self.pieces.append(Piece(self._length, self._length + size, start, end))
        self._length += size


def write_android(text: str, encoding: str) -> str:
    """Text in which only the tags of XLIFF are tags."""
    return _tagged(text, encoding, _OWN_TAGS)


def write_android_tags(text: str, encoding: str) -> str:
    """Text in which every tag is one, unless they do not fit together."""
    return _tagged(text, encoding, None)


def write_android_cdata(text: str, encoding: str) -> str:
    """The inside of a CDATA section."""
    _refuse_surrogates(text)
    written = _with_edges(text, lambda core: _folding().sub(_SPACE, core.translate(_CDATA)))
    return in_cdata(written.replace("]]>", "]]]]><![CDATA[>"), encoding)


def _tagged(text: str, encoding: str, names: frozenset[str] | None) -> str:
    _refuse_surrogates(text)

    def write(part: str, encoding: str) -> str:
        return referenced(_folding().sub(_SPACE, part.translate(_TEXT)), encoding)

    def inside(core: str) -> str:
        written = with_tags(core, encoding, names, write)
        return write(core, encoding) if written is None else written

    return _with_edges(text, inside)


def _with_edges(text: str, write: Callable[[str], str]) -> str:
    """The text with the spaces at its ends as escapes, where they would be nothing."""
    core = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - before - len(core)
    return _SPACE_WRITTEN * before + write(core) + _SPACE_WRITTEN * after


def _refuse_surrogates(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnwritableError("a byte that is no text cannot be written anew")
