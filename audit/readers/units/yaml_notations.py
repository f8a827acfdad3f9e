"""How text is written into the scalars of YAML.

A writer does not see what stands around. So what depends on it (blanks at the ends of a line, a line break and the
indent behind it, a sign that means something at the start) is refused, except a single blank and nothing at all, which
stretches within a text are often replaced with.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from audit.readers.notation import UnwritableError, encodable

PLAIN = "yaml-plain"
PLAIN_STRICT = "yaml-plain-strict"  # within brackets, or beside a colon or a number sign
SINGLE = "yaml-single"
SINGLE_FOLDED = "yaml-single-folded"  # over several lines
DOUBLE = "yaml-double"
DOUBLE_FOLDED = "yaml-double-folded"
LITERAL = "yaml-literal"
FOLDED = "yaml-folded"

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
_NOT_PLAIN = re.compile(r":(?=[ \t]|\Z)|(?:[ \t]|\A)#|\A[,\[\]{}&*!|>'\"%@`:]|\A[-?](?=[ \t]|\Z)|\t")
_IN_BRACKETS = re.compile(r"[,\[\]{}:#]")
_ELSEWISE = re.compile(  # what is read as a switch, a figure, a date or nothing
    r"(?:~|null|yes|no|true|false|on|off|y|n|=|<<|:[\w.]+|[-+.]?\.?(?:inf|nan)|[-+]?[0-9.][0-9a-fox_,.:eE+-]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt0-9: \t.Zz+-]*)",
    re.IGNORECASE,
)


def write_yaml_plain(text: str, encoding: str) -> str:
    """Without quotation marks."""
    return text if text in ("", " ") else _plain(text, encoding)


def write_yaml_plain_strict(text: str, encoding: str) -> str:
    """Without quotation marks, where more signs mean something."""
    if not text.strip(" ") or _IN_BRACKETS.search(text):
        raise UnwritableError("this could end the text; put it into quotation marks")
    return _plain(text, encoding)


def _plain(text: str, encoding: str) -> str:
    _check(text)
    if text != text.strip(" ") or _NOT_PLAIN.search(text) or _ELSEWISE.fullmatch(text):
        raise UnwritableError("a text without quotation marks cannot hold this; put it into quotation marks")
    return encodable(text, encoding)


def write_yaml_single(text: str, encoding: str) -> str:
    """Between single quotation marks."""
    _check(text)
    return encodable(text.replace("'", "''"), encoding)


def write_yaml_single_folded(text: str, encoding: str) -> str:
    """Between single quotation marks, on one of several lines."""
    _no_edges(text)
    return write_yaml_single(text, encoding)


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
    """Between double quotation marks, on one of several lines: blanks at its ends are kept."""
    if text == " ":
        return text
    head, tail = text.startswith(" "), text.endswith(" ") and len(text) > 1
    inner = text[head : len(text) - tail]
    return head * "\\x20" + write_yaml_double(inner, encoding) + tail * "\\x20"


def write_yaml_block(text: str, encoding: str) -> str:
    """On one of the lines of a block."""
    _check(text)
    _no_edges(text)
    return encodable(text, encoding)


def _check(text: str) -> None:
    if _REFUSED.search(text):
        raise UnwritableError("line breaks and control characters need double quotation marks here")


def _no_edges(text: str) -> None:
    if text != " " and text != text.strip(" \t"):
        raise UnwritableError("blanks at the ends of a line are lost here; put the text on one line")


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
    PLAIN: write_yaml_plain,
    PLAIN_STRICT: write_yaml_plain_strict,
    SINGLE: write_yaml_single,
    SINGLE_FOLDED: write_yaml_single_folded,
    DOUBLE: write_yaml_double,
    DOUBLE_FOLDED: write_yaml_double_folded,
    LITERAL: write_yaml_block,
    FOLDED: write_yaml_block,
}
