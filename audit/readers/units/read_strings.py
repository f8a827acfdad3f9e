"""Apple .strings: keys and texts between quotation marks, as the property lists of old have them."""

import re
from typing import NamedTuple

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.model.unchecked import Unchecked
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.comments import directive_in_comment, length_limit
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.unread import Unread
from audit.readers.units.utf16_escapes import character_of, escaped, unit_pattern, with_escapes

APPLE_STRING = "apple-string"  # the notation of text between double quotation marks
APPLE_STRING_SINGLE = "apple-string-single"  # between single ones

_TOKEN = re.compile(
    r"""[\s\ufeff]++
      | (?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/)?+ | //[^\r\n]*+)
      | (?P<open>["'])
      | (?P<word>[A-Za-z0-9_.$:/-](?:[A-Za-z0-9_.$:-]|/(?![/*]))*+)
      | (?P<sign>[=;])
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_INSIDE = {quote: re.compile(rf"(?:[^\\{quote}]|\\.)*+", re.DOTALL) for quote in "\"'"}
_ESCAPE = re.compile(rf"\\(?:{unit_pattern('U')}|([0-7]{{1,3}})|(.))", re.DOTALL)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_WRITTEN = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NEEDS_ESCAPE = {quote: re.compile(rf"[\\{quote}\x00-\x1f\x7f\ufeff]") for quote in "\"'"}
_SYNTAX = (
    'an entry is "key" = "text"; and this is none: it is passed over up to the next semicolon. Is a quotation mark '
    "not escaped, or a semicolon missing? plutil -lint says more"
)
_NO_SEMICOLON = "the semicolon behind a text is missing, and programs may refuse the file; write it"
_XML = "it is a property list in XML; plutil -convert gives entries, or leave the file out"


class _Word(NamedTuple):
    """A key or a text: its place, marks left out, and the mark around it ("" without one)."""

    start: int
    end: int
    quote: str


def read_strings(text: str) -> Content:
    """The entries of a .strings file, in order; a key without text stands for itself."""
    if text.lstrip("\ufeff \t\r\n").startswith(("<?xml", "<!DOCTYPE", "<plist")):
        return Content((), unchecked=(Unchecked("entries", _XML),), flow=Flow.UNITS)
    reader = _Reader(text)
    reader.read()
    return Content(
        (),
        unchecked=reader.unread.records(),
        directives=tuple(reader.directives),
        flow=Flow.UNITS,
        units=tuple(reader.units),
    )


def write_apple_string(text: str, encoding: str) -> str:
    """Text between double quotation marks."""
    return _written(text, encoding, '"')


def write_apple_string_single(text: str, encoding: str) -> str:
    """Text between single quotation marks."""
    return _written(text, encoding, "'")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.directives: list[Directive] = []
        self.unread = Unread()
        self._notes: list[str] = []
        self._entry: list[_Word | str] = []  # words and signs since the last semicolon
        self._begun = 0
        self._line = 1
        self._counted = 0  # code points whose line breaks are in `_line`

    def read(self) -> None:
        text, position, size = self.text, 0, len(self.text)
        while position < size:
            match = _TOKEN.match(text, position)
            assert match is not None  # `other` takes anything
            start, position = match.span()
            kind = match.lastgroup
            if kind is None:
                continue
            if kind == "comment":
                self._comment(start, position)
                continue
            if not self._entry:
                self._begun = start
            if kind == "open":
                quote = match.group()
                end = _INSIDE[quote].match(text, position).end()  # type: ignore[union-attr]
                if end >= size:
                    self._fault(size)
                    return
                self._entry.append(_Word(position, end, quote))
                position = end + 1
            elif kind == "word":
                self._entry.append(_Word(start, position, ""))
            elif match.group() == ";":
                self._close(position)
            else:
                self._entry.append(match.group())
        if self._entry:
            self._fault(size)

    def _comment(self, start: int, end: int) -> None:
        text = self.text
        inner_end = end - 2 if text.endswith("*/", start + 2, end) else end
        directive = directive_in_comment(text, start, start + 2, inner_end, end)
        if directive is not None:
            self.directives.append(directive)
        elif not self._entry and (note := text[start + 2 : inner_end].strip()):
            self._notes.append(note)

    def _close(self, end: int) -> None:
        """A semicolon ends at `end`."""
        match self._entry:
            case [_Word() as key, "=", _Word() as value]:
                self._unit(key, self._side(value))
            case [_Word() as key]:
                side = self._side(key)
                place = side.map.to_file(0, 0).start
                # Writing it would change the key as well.
                self._unit(key, Side(side.text, side.map if side.text else OffsetMap.point(place)))
            case []:
                pass
            case several if _without_semicolons(several):
                self._fault(end, _NO_SEMICOLON)
                words = [part for part in several if isinstance(part, _Word)]
                for named, said in zip(words[::2], words[1::2], strict=True):
                    self._unit(named, self._side(said))
            case _:
                self._fault(end)
        self._entry = []
        self._notes = []

    def _unit(self, key: _Word, side: Side) -> None:
        if side.notation == Notation.PLAIN:
            side = Side(side.text, side.map, notation=Notation.READ_ONLY)
        notes = tuple(self._notes)
        limit = next((found for note in notes if (found := length_limit(note)) is not None), None)
        named = self._side(key).text
        self.units.append(Unit(named, (), (side,), None, notes, None, State.TRANSLATED, limit, Family.OBJC))

    def _side(self, word: _Word) -> Side:
        start, end, quote = word
        if not quote:  # a space would end it
            return Side(
                self.text[start:end], OffsetMap.verbatim(start, end - start), notation=Notation.READ_ONLY
            )
        value = ExactValue()
        done = start
        for match in _ESCAPE.finditer(self.text, start, end):
            value.add(self.text[done : match.start()], done)
            done = match.end()
            _add_escape(value, match)
        value.add(self.text[done:end], done)
        return value.finish(start, APPLE_STRING if quote == '"' else APPLE_STRING_SINGLE)

    def _fault(self, end: int, why: str = _SYNTAX) -> None:
        self.unread.add(self._line_of(self._begun), self._line_of(max(end - 1, self._begun)), why)

    def _line_of(self, offset: int) -> int:
        if offset > self._counted:
            self._line += len(re.findall(r"\r\n|\r|\n", self.text[self._counted : offset]))
            self._counted = offset
        return self._line


def _without_semicolons(entry: list["_Word | str"]) -> bool:
    """True for entries after each other that are sound but for the semicolons between them."""
    return len(entry) % 3 == 0 and all(
        (part == "=") if at % 3 == 1 else isinstance(part, _Word) for at, part in enumerate(entry)
    )


def _add_escape(value: ExactValue, match: re.Match[str]) -> None:
    *units, octal, letter = match.groups()
    if octal is not None and int(octal, 8) >= 0x80:  # a byte of NeXT's own encoding
        value.add(match.group(), match.start())
        return
    if letter is not None:
        shown = _LETTERS.get(letter, letter)
    else:
        shown = character_of(*units) if octal is None else chr(int(octal, 8))
    value.add_escape(shown, *match.span())


def _written(text: str, encoding: str, quote: str) -> str:
    def write(match: re.Match[str]) -> str:
        character = match.group()
        if character == quote:
            return "\\" + quote
        return _WRITTEN.get(character) or escaped(character, "\\U")

    return with_escapes(_NEEDS_ESCAPE[quote].sub(write, text), (encoding,), "\\U")
