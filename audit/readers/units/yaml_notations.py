"""How text is written into the scalars of YAML.

A writer does not see what stands around a stretch. What depends on that is asked of the whole text (`YAML_WHOLES`): a
sign that means something at the start, a blank at the ends. Line breaks and their indents are never written.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from audit.readers.notation import UnwritableError, encodable

PLAIN = "yaml-plain"
PLAIN_STRICT = "yaml-plain-strict"  # within brackets
SINGLE = "yaml-single"
SINGLE_FOLDED = "yaml-single-folded"  # over several lines
DOUBLE = "yaml-double"
DOUBLE_FOLDED = "yaml-double-folded"
PLAIN_FOLDED = "yaml-plain-folded"
LITERAL = "yaml-literal"
LITERAL_STRIPPED = "yaml-literal-stripped"  # without a line break at the end
LITERAL_INDENTED = "yaml-literal-indented"  # its head says how far it is set in: it may begin with blanks
LITERAL_INDENTED_STRIPPED = "yaml-literal-indented-stripped"
FOLDED = "yaml-folded"
FOLDED_STRIPPED = "yaml-folded-stripped"

_NO_PRINT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
_BREAKS = "\n\r\x85\u2028\u2029"
_REFUSED = re.compile(f"[{_NO_PRINT}{_BREAKS}]")
_ESCAPED = re.compile(f'["\\\\\t{_NO_PRINT}{_BREAKS}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {
    '"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
    "\0": "\\0",
}  # fmt: skip
# What ends a plain scalar, or makes it something else.
_NOT_PLAIN = re.compile(r":(?=[ \t]|\Z)|[ \t]#|\A[,\[\]{}&*!|>'\"%@`:#]|\A[-?](?=[ \t]|\Z)|\t")
_BLANKS = re.compile(r"[ \t]\s|\s[ \t]")
_IN_BRACKETS = re.compile(r"[,\[\]{}:#]")
_ELSEWISE = re.compile(  # what is read as a switch, a figure, a date or nothing
    r"(?:~|null|yes|no|true|false|on|off|y|n|=|<<|:[\w.]+|[-+.]?\.?(?:inf|nan)|[-+]?[0-9.][0-9a-fox_,.:eE+-]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt0-9: \t.Zz+-]*)",
    re.IGNORECASE,
)


def write_yaml_line(text: str, encoding: str) -> str:
    """As it is: without quotation marks, or in a block."""
    _check(text)
    return encodable(text, encoding)


def write_yaml_single(text: str, encoding: str) -> str:
    """Between single quotation marks."""
    _check(text)
    return encodable(text.replace("'", "''"), encoding)


def write_yaml_double(text: str, encoding: str) -> str:
    """Between double quotation marks, which can hold everything."""
    if _SURROGATE.search(text):
        raise UnwritableError("a byte that is no text cannot be written anew")
    written = _ESCAPED.sub(_escape, text)
    try:
        written.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _has(encoding, char) else _code(char) for char in written)
    return written


def write_yaml_double_folded(text: str, encoding: str) -> str:
    """The same on one of several lines, whose blanks at the ends would be lost."""
    head = text.startswith(" ")
    tail = text.endswith(" ") and len(text) > 1
    return head * "\\x20" + write_yaml_double(text[head : len(text) - tail], encoding) + tail * "\\x20"


def whole_plain(text: str) -> None:
    """Raises UnwritableError where the text would be something else without quotation marks."""
    if not text or text != text.strip(" ") or _NOT_PLAIN.search(text) or _ELSEWISE.fullmatch(text):
        raise UnwritableError("a text without quotation marks cannot be this; put it into quotation marks")


def whole_plain_strict(text: str) -> None:
    """The same within brackets, where more signs mean something."""
    whole_plain(text)
    if _IN_BRACKETS.search(text):
        raise UnwritableError("this would end a text within brackets; put it into quotation marks")


def whole_folded(text: str) -> None:
    """Raises UnwritableError for a text over several lines that could have a blank where a line begins or ends."""
    if not text or text != text.strip() or _BLANKS.search(text):
        raise UnwritableError("blanks at the ends of a line are lost here; put the text on one line")


def whole_plain_folded(text: str) -> None:
    """What holds for a text without quotation marks and for one over several lines."""
    whole_plain(text)
    whole_folded(text)


def ends_once(text: str) -> bool:
    """True for a text that ends with one line break: of several, such a block keeps the first alone."""
    return text.endswith("\n") and not text.endswith("\n\n")


def whole_block(text: str) -> None:
    """Raises UnwritableError where the text would not end with the line, or its first blanks count as indent."""
    if not ends_once(text) or text[0] in " \t\n":
        raise UnwritableError("this block begins with a sign and ends with one line break; write it anew")


def whole_stripped_block(text: str) -> None:
    """The same for a block that ends without a line break."""
    if not text or text.endswith("\n") or text[0] in " \t\n":
        raise UnwritableError("this block begins with a sign and ends without a line break; write it anew")


def whole_indented_block(text: str) -> None:
    """Raises UnwritableError where the text would not end with the line, or begins with a line without text."""
    if not ends_once(text) or not text.partition("\n")[0].strip():
        raise UnwritableError("this block begins with text and ends with one line break; write it anew")


def whole_stripped_indented_block(text: str) -> None:
    """The same for a block that ends without a line break."""
    if text.endswith("\n") or not text.partition("\n")[0].strip():
        raise UnwritableError("this block begins with text and ends without a line break; write it anew")


def whole_folded_block(text: str) -> None:
    """What holds for a block and for a text over several lines."""
    whole_block(text)
    whole_folded(text.rstrip("\n"))


def whole_stripped_folded_block(text: str) -> None:
    """The same for a block that ends without a line break."""
    whole_stripped_block(text)
    whole_folded(text)


def _check(text: str) -> None:
    if _REFUSED.search(text):
        raise UnwritableError("line breaks and control characters need double quotation marks here")


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or _code(match[0])


def _code(char: str) -> str:
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


@cache
def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


YAML_WRITERS: Mapping[str, Callable[[str, str], str]] = {
    **dict.fromkeys((PLAIN, PLAIN_STRICT, PLAIN_FOLDED), write_yaml_line),
    **dict.fromkeys((SINGLE, SINGLE_FOLDED), write_yaml_single),
    DOUBLE: write_yaml_double,
    DOUBLE_FOLDED: write_yaml_double_folded,
    **dict.fromkeys((LITERAL, LITERAL_STRIPPED, FOLDED, FOLDED_STRIPPED), write_yaml_line),
    **dict.fromkeys((LITERAL_INDENTED, LITERAL_INDENTED_STRIPPED), write_yaml_line),
}
YAML_WHOLES: Mapping[str, Callable[[str], None]] = {
    PLAIN: whole_plain,
    PLAIN_STRICT: whole_plain_strict,
    PLAIN_FOLDED: whole_plain_folded,
    SINGLE_FOLDED: whole_folded,
    DOUBLE_FOLDED: whole_folded,
    LITERAL: whole_block,
    LITERAL_STRIPPED: whole_stripped_block,
    LITERAL_INDENTED: whole_indented_block,
    LITERAL_INDENTED_STRIPPED: whole_stripped_indented_block,
    FOLDED: whole_folded_block,
    FOLDED_STRIPPED: whole_stripped_folded_block,
}
