"""Java .properties: keys and texts on lines that may be continued, with \\uXXXX and with every old separator."""

import re

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.comments import directive_in_comment, length_limit
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.unread import Unread
from audit.readers.units.utf16_escapes import character_of, escaped, unit_pattern, with_escapes

PROPERTY = "property"  # the notation of a value
PROPERTY_ASCII = "property-ascii"  # in a file that writes all but ASCII as escapes

_BLANK = " \t\f"
# A line as Java sees it: up to a break without an odd number of backslashes before it.
_LINE = re.compile(
    r"""[ \t\f]*+
    (?: (?P<comment>[\#!][^\r\n]*+)
      | (?P<line>(?:[^\\\r\n]|\\(?:\r\n|[^\r]|\r|\Z))*+)
    ) (?P<end>\r\n|\r|\n|\Z)""",
    re.VERBOSE,
)
_KEY = re.compile(r"(?:[^\\=: \t\f]|\\(?:\r\n[ \t\f]*|[\r\n][ \t\f]*|.|\Z))*+", re.DOTALL)
_GAP = r"(?:[ \t\f]|\\(?:\r\n|\r|\n))*+"  # blanks, and lines continued among them
_SEPARATOR = re.compile(rf"{_GAP}[=:]?+{_GAP}")
_ESCAPE = re.compile(rf"\\(?:{unit_pattern('u')}|(\r\n[ \t\f]*|[\r\n][ \t\f]*|\Z)|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_WRITTEN = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}
_NEEDS_ESCAPE = re.compile(r"\A[ =:]|[\\\x00-\x1f\x7f\ufeff]")
_BAD_ESCAPE = (
    "\\u is not followed by four hexadecimal digits: Java refuses the whole file; write the character, or \\\\u "
    "for a backslash and a u"
)


def properties_encoding(data: bytes) -> str | None:
    """ISO 8859-1, as Java has it, for bytes that are not UTF-8, nor UTF-8 with some damage."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return None
    text = data.decode("utf-8", "surrogateescape")
    others = len(text) - len(text.encode("ascii", "ignore"))
    broken = sum("\udc80" <= character <= "\udcff" for character in text) if others else 0
    return "iso-8859-1" if broken * 2 > others else None


def read_properties(text: str) -> Content:
    """The entries of a .properties file, in order."""
    unread = Unread()
    units: list[Unit] = []
    directives: list[Directive] = []
    notes: list[str] = []
    notation = PROPERTY_ASCII if text.isascii() else PROPERTY
    number = 1
    for match in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        lines = 1 + (match["line"].count("\\\n") + match["line"].count("\\\r") if match["line"] else 0)
        if match["comment"] is not None:
            start, end = match.span("comment")
            directive = directive_in_comment(text, start, start + 1, end, end)
            if directive is not None:
                directives.append(directive)
            elif note := match["comment"][1:].strip():
                notes.append(note)
        elif not match["line"]:
            notes = []  # a comment apart speaks of no entry
        else:
            units.append(_entry(text, *match.span("line"), tuple(notes), notation))
            if units[-1].targets[0].notation == Notation.READ_ONLY and units[-1].targets[0].text:
                unread.add(number, number + lines - 1, _BAD_ESCAPE)
            notes = []
        number += lines
    return Content(
        (),
        unchecked=unread.records(),
        directives=tuple(directives),
        flow=Flow.UNITS,
        units=tuple(units),
    )


def write_property(text: str, encoding: str) -> str:
    """A value in a file of any encoding."""
    # Java reads a Windows code page as ISO 8859-1, where curly quotation marks are controls.
    known = ("iso-8859-1", encoding) if encoding == "cp1252" else (encoding,)
    return with_escapes(_NEEDS_ESCAPE.sub(_written, text), known, "\\u")


def write_property_ascii(text: str, encoding: str) -> str:
    """A value in a file without other characters than ASCII: its program may know no others."""
    return write_property(text, "ascii")


def _entry(text: str, start: int, end: int, notes: tuple[str, ...], notation: str) -> Unit:
    key_end = _KEY.match(text, start, end).end()  # type: ignore[union-attr]
    value_start = _SEPARATOR.match(text, key_end, end).end()  # type: ignore[union-attr]
    key = ExactValue()
    _add(key, text, start, key_end)
    if value_start == key_end:  # a key alone: a value would need a separator
        side = ExactValue().finish(end, Notation.READ_ONLY)
    else:
        value = ExactValue()
        sound = _add(value, text, value_start, end)
        side = value.finish(value_start, notation if sound else Notation.READ_ONLY)
    limit = next((found for note in notes if (found := length_limit(note)) is not None), None)
    named = key.finish(start, notation).text
    # Web pages keep their texts in such files too, with placeholders of their own.
    family = Family.I18NEXT if "{{" in side.text else Family.JAVA
    return Unit(named, (), (side,), None, notes, None, State.TRANSLATED, limit, family)


def _add(value: ExactValue, text: str, start: int, end: int) -> bool:
    """Add what `[start, end)` stands for; False when an escape in it is none."""
    sound, done = True, start
    for match in _ESCAPE.finditer(text, start, end):
        value.add(text[done : match.start()], done)
        *units, joint, letter = match.groups()
        begin, done = match.span()
        if joint is not None:
            value.add_seam(begin, done)
        elif letter == "u":
            sound = False
            value.add(match.group(), begin)
        elif letter is not None:
            value.add_escape(_LETTERS.get(letter, letter), begin, done)
        else:
            value.add_escape(character_of(*units), begin, done)
    value.add(text[done:end], done)
    return sound


def _written(match: re.Match[str]) -> str:
    character = match.group()
    if character in " =:":
        return "\\" + character
    return _WRITTEN.get(character) or escaped(character, "\\u")
