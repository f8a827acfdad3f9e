"""What stands in a unit's text for a program to fill in or to read: placeholders and inline tags.

Each family of placeholders has a pattern, or a reader of its own where messages lie inside messages. Where the family
is not known, only what no text has by chance counts.
"""

import re
from enum import StrEnum
from functools import cache

import msgspec

from audit.analysis.fluent_syntax import read_pattern
from audit.analysis.message_syntax import read_message
from audit.model.unit import Family


class Kind(StrEnum):
    """What a stretch is for."""

    ARGUMENT = "argument"  # filled in: %s, {name}
    FRAME = "frame"  # the syntax around a message's branches; names what it chooses by
    LITERAL = "literal"  # stands for a sign of the text: %%, {{, {'@'}
    TAG = "tag"  # <b>, </b>, <x id="1"/>


class Placeholder(msgspec.Struct, frozen=True, order=True, gc=False):
    """A stretch `[start, end)` of a text, in code points. `name` is what must come back on the other side.

    Arguments without a name of their own are named by their place: the second %s is "2". `form` is how the value is
    written, where the program that fills it in would break on another: "d", "s", "f"; of a tag "open", "close" or
    "empty".
    """

    start: int
    end: int
    name: str
    kind: Kind = Kind.ARGUMENT
    form: str = ""


# A blank is a flag of printf, too; but "100% der" is text, and nobody means "% d".
_SIZE = r"(?:hh|h|ll|l|q|L|j|z|t)?"
_PRINTF = (
    r"%(?:(?P<place>\d{1,2})\$)?(?P<flags>[-+#0'I]*)(?P<width>\*|\d{1,3})?(?:\.(?P<precision>\*|\d{1,3})?)?"
    rf"(?P<size>{_SIZE})(?P<type>[diouxXeEfFgGaAcCsSp@])"
)
_NAMED_PRINTF = r"%\((?P<key>[^()\n]{1,80})\)[-+#0]*\d{0,3}(?:\.\d{1,3})?(?P<keytype>[diouxXeEfFgGcrsa])"
_PERCENT = r"(?P<percent>%%)"
_TAG = r"<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9:._-]{0,60}|\d{1,3})(?P<attributes>\s[^<>]*|/)?>"
_DOUBLE = r"(?P<double>\{\{\{?[-&]?\s*(?P<doublename>[^{}\n]{1,200}?)\s*\}?\}\})"
_BRACE = (
    r"(?P<brace>\{\s{0,3}(?P<bracename>[^\s{},:!'\"<>|]{0,80})(?P<braceform>[,:!][^{}\n]{0,80})?\s{0,3}\})"
)
_ESCAPED_BRACE = r"(?P<escaped>\{\{|\}\})"
_RUBY = (
    r"%\{(?P<ruby>[^{}\n]{1,80})\}|%<(?P<rubyform>\w{1,80})>[-+ #0]*\d{0,3}(?:\.\d{1,3})?[bBdiouxXeEfgGcps]"
)
_QT = r"%(?:L?(?P<qt>\d{1,2})|L?(?P<qtcount>n)(?![A-Za-z0-9_]))"
_NESTED = r"\$t\((?P<nested>[^()\n]{1,200})\)"
_LINKED = r"@(?:\.\w{1,20})?:(?:\{\s*'(?P<linkedquoted>[^'{}]{1,80})'\s*\}|\(?(?P<linked>[\w.-]{1,80})\)?)"
_ESCAPE = r"(?P<escape>\\(?:[ntr\"\\]|u[0-9A-Fa-f]{4}))"
_ENTITY = r"(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
_VUE_LITERAL = r"(?P<literal>\{\s*'[^'{}]*'\s*\})"
# Of subtitles: {\\an8} says where they stand, <00:17.500> when the words behind it come.
_STYLE = r"(?P<style>\{\\[^{}\n]{1,200}\}|<\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?>)"
_COLON = r"(?<![\w:/]):(?P<colon>[A-Za-z_]\w{0,60})"
_DOLLAR = r"\$(?P<dollar>[A-Za-z_]\w{0,60})"
_TEMPLATE = r"\$\{(?P<template>[^{}\n]{1,80})\}"

_PATTERNS: dict[Family, tuple[str, ...]] = {
    Family.PRINTF: (_PERCENT, _NAMED_PRINTF, _PRINTF, _TAG, _ESCAPE),
    Family.GTK: (_PERCENT, _PRINTF, _TAG, _ESCAPE),
    Family.OBJC: (_PERCENT, r"%#@(?P<stringsdict>\w{1,80})@", _PRINTF, _TAG, _ESCAPE),
    Family.ANDROID: (_PERCENT, _PRINTF, _TAG, _ESCAPE),
    Family.PYTHON_FORMAT: (_PERCENT, _NAMED_PRINTF, _PRINTF, _TAG, _ESCAPE),
    Family.PHP: (_PERCENT, _PRINTF, _DOUBLE, _BRACE, _COLON, _DOLLAR, _TAG, _ESCAPE),
    Family.RUBY: (_PERCENT, _RUBY, _PRINTF, _DOUBLE, _TAG, _ESCAPE),
    Family.PYTHON_BRACE: (_ESCAPED_BRACE, _BRACE, _TAG, _ESCAPE),
    Family.CSHARP: (_ESCAPED_BRACE, _BRACE, _TAG, _ESCAPE),
    Family.I18NEXT: (_DOUBLE, _NESTED, _BRACE, _TAG, _ESCAPE),
    Family.VUE: (_VUE_LITERAL, _LINKED, r"%?" + _BRACE, _TAG, _ESCAPE),
    Family.QT: (_PERCENT, _QT, _TAG, _ESCAPE),
    Family.HTML: (_STYLE, _TAG, _DOUBLE, _ENTITY),
    Family.MARKDOWN: (_TAG, _ENTITY),
    Family.XLIFF_INLINE: (_TAG, _ENTITY),
}
# Of an unknown family: forms that are nothing else, and a conversion only where no word goes on behind it.
_GUESSED = (_NAMED_PRINTF, _PRINTF + r"(?![A-Za-z])", _RUBY, _DOUBLE, _TEMPLATE, _NESTED, _BRACE, _TAG)
_GUESSED_TYPES = frozenset("sdiufxXcg@")
_WHOLE = frozenset("diouxX")
_FRACTION = frozenset("eEfFgGaA")
_DOUBLING = frozenset({Family.PYTHON_BRACE, Family.CSHARP})  # where }} is a brace
_INNER_FAMILIES = frozenset({Family.ICU, Family.ANGULAR, Family.JAVA})


_MARK = re.compile(r"[%{<$:@#\\&]")  # no placeholder is without one
_LITERALS = frozenset({"percent", "escaped", "literal", "escape", "entity", "style"})

_SIGNED = {"colon": ":", "dollar": "$"}


@cache
def _pattern(family: Family | None) -> re.Pattern[str]:
    return re.compile("|".join(_GUESSED if family is None else _PATTERNS[family]))


@cache
def _tag_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_DOUBLE}|{_TAG}")


def placeholders(text: str, family: Family | None = None) -> list[Placeholder]:
    """The placeholders and inline tags of a text, in order, none inside another."""
    first = _MARK.search(text) if family is not Family.NONE else None
    if first is None:
        return []
    if family in _INNER_FAMILIES:
        return _of_message(text, family)
    if family is Family.FLUENT:
        return _of_fluent(text)
    found = []
    unnamed = 0
    for match in _pattern(family).finditer(text, 0 if family in _DOUBLING else first.start()):
        item = _placeholder(match, family, unnamed + 1)
        if item is None:
            continue
        if item.kind is Kind.ARGUMENT and item.name == str(unnamed + 1) and _is_unnamed(match):
            unnamed += 1 + match.group().count("*")
        found.append(item)
    return found


def _is_unnamed(match: re.Match[str]) -> bool:
    last = match.lastgroup
    return (last == "type" and not match["place"]) or (last == "brace" and not match["bracename"])


def _placeholder(match: re.Match[str], family: Family | None, number: int) -> Placeholder | None:
    """What was found: the group that closed last says which of the forms it is."""
    start, end = match.span()
    last = match.lastgroup or ""
    if last in ("tag", "attributes"):
        return tag(match)
    if last in _LITERALS:
        return Placeholder(start, end, match.group(), Kind.LITERAL)
    if last == "type":
        kind = match["type"]
        if family is None and kind not in _GUESSED_TYPES:
            return None
        name = match["place"] or str(number)
        return Placeholder(start, end, str(int(name)), Kind.ARGUMENT, conversion(kind, match["size"], family))
    if last == "keytype":
        return Placeholder(start, end, match["key"], Kind.ARGUMENT, conversion(match["keytype"], "", family))
    if last == "brace":
        name, form = match["bracename"], match["braceform"]
        if family is None:
            if text_before(match) or (not name and form is None and match.group() != "{}"):
                return None
            form = ""
        return Placeholder(start, end, name or str(number), Kind.ARGUMENT, form or "")
    if last == "double":
        return Placeholder(start, end, bare(match["doublename"]), Kind.ARGUMENT, "{{")
    named: str = match[last]
    if last in _SIGNED:
        return Placeholder(start, end, _SIGNED[last] + named.lower(), Kind.ARGUMENT)
    if last in ("linked", "linkedquoted"):
        return Placeholder(start, end, "@:" + named, Kind.ARGUMENT)
    return Placeholder(start, end, f"$t({named})" if last == "nested" else bare(named), Kind.ARGUMENT)


def text_before(match: re.Match[str]) -> bool:
    """A brace in TeX or code: \\emph{x}, f{x}."""
    start = match.start()
    return bool(start) and match.string[start - 1] == "\\"


def bare(name: str) -> str:
    """A name without what formats it: `value, number` or `price | currency`."""
    return re.split(r"\s*[,|]", name, maxsplit=1)[0].strip()


def conversion(kind: str, size: str, family: Family | None) -> str:
    """What a conversion expects: letters that are interchangeable are one."""
    if kind in _WHOLE:
        sized = family in (Family.PRINTF, Family.GTK, Family.OBJC) and size not in ("h", "hh")
        unsigned = kind if kind in "oxX" else "d"
        return (size if sized else "") + unsigned
    if kind in _FRACTION:
        return "f"
    return "s" if kind in "sra" else kind


def tag(match: re.Match[str]) -> Placeholder:
    """An inline tag, named by its element and, where it has one, its id."""
    attributes = match["attributes"] or ""
    if match["slash"]:
        form = "close"
    elif attributes.endswith("/") or match["tag"].lower() in VOID:
        form = "empty"
    else:
        form = "open"
    return Placeholder(match.start(), match.end(), match["tag"], Kind.TAG, form)


VOID = frozenset({"br", "hr", "img", "input", "wbr", "area", "col", "embed", "source", "track"})


def _of_message(text: str, family: Family | None) -> list[Placeholder]:
    message = read_message(text, family is Family.JAVA)
    found = [
        Placeholder(start, end, name, _kind(text, start, end))
        for start, end, name in message.frames
        if end > start
    ]
    taken = [(item.start, item.end) for item in found] + message.quotes
    for match in _tag_pattern().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if match["double"]:
            found.append(Placeholder(*match.span(), bare(match["doublename"]), Kind.ARGUMENT, "{{"))
        else:
            found.append(tag(match))
    return sorted(found)


def _of_fluent(text: str) -> list[Placeholder]:
    found = [
        Placeholder(
            frame.start,
            frame.end,
            frame.name,
            _kind(text, frame.start, frame.end) if frame.name else Kind.LITERAL,
        )
        for frame in read_pattern(text).frames
    ]
    for match in _tag_pattern().finditer(text):
        if match["double"] or any(item.start < match.end() and match.start() < item.end for item in found):
            continue
        found.append(tag(match))
    return sorted(found)


def _kind(text: str, start: int, end: int) -> Kind:
    """Code that is whole is an argument, code around a branch a frame."""
    return Kind.ARGUMENT if text[start] in "{#" and text[end - 1] in "}#" else Kind.FRAME
