"""Cuts HTML into tags, text, comments and raw text, each with its exact place in the file.

The states and their ends are those of the WHATWG HTML tokenizer, gathered into a handful of regular
expressions. This is own code because no library offers what repairs need: parsers that build the right
tree give no places, or the start of an element at best; none gives the span of an attribute's value or
of a character reference inside a text; and the standard library's parser reads the same page differently
from one patch release of Python to the next. Every step consumes what it looked at, so that the time is
linear in the length of the text, whatever is in it.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from audit.readers.text_builder import FOLDING, TextBuilder, is_private

_BLANK = " \t\n\r\f"


class TokenKind(IntEnum):
    """What a token is. RAW is the content of script, style, iframe …: text without tags or entities;
    ESCAPABLE_RAW that of title and textarea: entities, but no tags. COMMENT is a comment with its marks."""

    TEXT = 0
    START = 1
    END = 2
    RAW = 3
    ESCAPABLE_RAW = 4
    COMMENT = 5


class Attribute(NamedTuple):
    """An attribute: lower-case name, and the place of its value without quotes (empty when it has none)."""

    name: str
    start: int
    end: int


class Token(NamedTuple):
    """File stretch `[start, end)`. `name` is the lower-case tag name (for RAW: of the enclosing element)."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    self_closing: bool = False


RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
ESCAPABLE_RAW_TEXT = frozenset({"textarea", "title"})

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")  # any other "<" is text
_TAG_NAME = re.compile(rf"<(/?)([A-Za-z][^{_BLANK}/>]*+)(>?)")
# One attribute, or the end of the tag (group 1). Group 5 is an opening quote without its closing one.
# A tag of a site generator inside a value keeps its own quotation marks: `href="{{< relref "page" >}}"`.
_PROGRAM = r"\{\{[^{}]{0,300}+\}\}|\{%[^{}%]{0,300}+%\}|<%[^<>%]{0,300}+%>|<\?[^<>?]{0,300}+\?>"
_ATTRIBUTE = re.compile(
    rf"[{_BLANK}/]*+(?:(>)|([^{_BLANK}/>][^{_BLANK}/>=]*+)"
    rf"(?:[{_BLANK}]*+=[{_BLANK}]*+(?:\"((?:[^\"{{<]++|{_PROGRAM}|[{{<])*+)\"|'((?:[^'{{<]++|{_PROGRAM}|[{{<])*+)'"
    rf"|([\"'])|((?:[^{_BLANK}>{{<]++|{_PROGRAM}|[{{<])*+)))?)"
)
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_STEP = re.compile(rf"<!--|-->|<(/?)script(?=[{_BLANK}/>])", re.IGNORECASE)


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_BLANK}/>])", re.IGNORECASE)


class HtmlScanner:
    """The tokens of `text[start:end]`.

    `foreign` is set by the consumer while it is inside SVG or MathML, where CDATA sections are text and
    no element holds raw text. With `xml` a tag that closes itself holds no raw text either. Doctypes
    and unfinished tags and comments at the end yield no token.
    """

    __slots__ = ("_end", "_start", "_text", "_xml", "foreign")

    def __init__(self, text: str, start: int = 0, end: int | None = None, *, xml: bool = False) -> None:
        self._text = text
        self._xml = xml
        self._start = start
        self._end = len(text) if end is None else end
        self.foreign = False

    def tokens(self) -> Iterator[Token]:
        """Every token, in order. Consecutive TEXT tokens may stand for one run of text."""
        text, end, position = self._text, self._end, self._start
        while position < end:
            found = _OPENING.search(text, position, end)
            if found is None:
                yield Token(TokenKind.TEXT, position, end)
                return
            opening = found.start()
            if opening > position:
                yield Token(TokenKind.TEXT, position, opening)
            match = _TAG_NAME.match(text, opening, end)
            if match is None:
                position = self._markup_declaration(opening)
                if position < 0:  # a "<" that opens nothing, or a CDATA section
                    if self.foreign and text.startswith("<![CDATA[", opening, end):
                        close = text.find("]]>", opening, end)
                        if close < 0:
                            close = end
                        yield Token(TokenKind.RAW, opening + 9, close, "![CDATA[")
                        position = close + 3
                    else:
                        yield Token(TokenKind.TEXT, opening, opening + 1)
                        position = opening + 1
                elif text.startswith("<!--", opening) and text.endswith("-->", opening + 7, position):
                    yield Token(TokenKind.COMMENT, opening, position)
                continue
            closing, name, done = match.groups()
            name = name.lower()
            position = match.end()
            attributes: tuple[Attribute, ...] = ()
            if not done:
                attributes, position = self._attributes(position)
                if position < 0:
                    return  # the file ends inside a tag: browsers drop it
            if closing:
                yield Token(TokenKind.END, opening, position, name)
                continue
            self_closing = text[position - 2] == "/" and not (
                attributes and attributes[-1].end == position - 1
            )
            yield Token(TokenKind.START, opening, position, name, attributes, self_closing)
            if self.foreign or (self_closing and self._xml):
                continue
            if name in RAW_TEXT or name in ESCAPABLE_RAW_TEXT:
                close = self._raw_text_end(name, position)
                kind = TokenKind.RAW if name in RAW_TEXT else TokenKind.ESCAPABLE_RAW
                yield Token(kind, position, close, name)
                position = close
            elif name == "plaintext":
                yield Token(TokenKind.RAW, position, end, name)
                return

    def _markup_declaration(self, opening: int) -> int:
        """The end of a comment, doctype or other thing that does not show; -1 when it is none of these."""
        text, end = self._text, self._end
        following = text[opening + 1 : min(opening + 2, end)]
        if following == "!":
            if text.startswith("<!--", opening, end):
                if text.startswith(">", opening + 4, end):
                    return opening + 5
                if text.startswith("->", opening + 4, end):
                    return opening + 6
                match = _COMMENT_END.search(text, opening + 4, end)
                return match.end() if match else end
            if self.foreign and text.startswith("<![CDATA[", opening, end):
                return -1
        elif following == "/":
            if opening + 2 >= end:
                return -1
        elif following != "?":
            return -1
        close = text.find(">", opening + 2, end)
        return end if close < 0 else close + 1

    def _attributes(self, position: int) -> tuple[tuple[Attribute, ...], int]:
        """The attributes from `position` on and the end of the tag, or -1 when the tag has no end."""
        found: list[Attribute] = []
        text, end = self._text, self._end
        seen: set[str] = set()
        while True:
            match = _ATTRIBUTE.match(text, position, end)
            if match is None:
                return (), -1
            position = match.end()
            group = match.lastindex
            if group == 1:
                return tuple(found), position
            if group == 5:
                return (), -1
            name = match.group(2).lower()
            if name in seen:  # the first one counts
                continue
            seen.add(name)
            if group == 2 or group is None:
                found.append(Attribute(name, position, position))
            else:
                found.append(Attribute(name, *match.span(group)))

    def _raw_text_end(self, name: str, position: int) -> int:
        """Where the end tag of a raw text element begins; the end of the text when there is none."""
        text, end = self._text, self._end
        if name != "script":
            match = _raw_end(name).search(text, position, end)
            return match.start() if match else end
        # Inside a comment inside a script, another script element hides one end tag.
        commented = doubly = False
        while match := _SCRIPT_STEP.search(text, position, end):
            position = match.end()
            if match.group(1) is None:
                if match.group() == "-->":
                    commented = doubly = False
                elif not commented:
                    commented = True
                    position = match.start() + 2  # `<!-->` ends where it begins
            elif not match.group(1):
                doubly = commented
            elif doubly:
                doubly = False
            else:
                return match.start()
        return end


# Text without references, white space, a character reference (or what looks like one), anything else.
_PIECE = re.compile(
    rf"([^{FOLDING}&\0]++(?: [^{FOLDING}&\0]++)*+)|([{FOLDING}]++)"
    r"|&(?:#([0-9]++|[xX][0-9A-Fa-f]++);?|([A-Za-z][A-Za-z0-9]{0,31}+;?))|(?s:.)"
)
_LONGEST_LEGACY_NAME = 6  # of the names that need no semicolon
# What numeric references to the C1 range stand for: the writers meant windows-1252.
_C1 = {number: bytes([number]).decode("cp1252", "ignore") or chr(number) for number in range(0x80, 0xA0)}
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@cache
def _named() -> dict[str, str]:
    from html.entities import html5

    return html5


def _numeric(digits: str) -> str:
    """The character of a numeric reference, given as `65` or `x41`."""
    base, digits = (16, digits[1:]) if digits[0] in "xX" else (10, digits)
    digits = digits.lstrip("0")
    if not digits or len(digits) > 7:
        return REPLACEMENT
    number = int(digits, base)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return REPLACEMENT
    return _C1.get(number) or chr(number)


def add_html(builder: TextBuilder, text: str, start: int, end: int, *, attribute: bool = False) -> None:
    """Add the file stretch `[start, end)` to a segment, character references decoded as browsers do.

    In the value of an `attribute` a reference without semicolon before a letter, digit or "=" is
    literal (`href="?a=1&copy=2"`). NULs vanish from text and become U+FFFD in attributes.
    """
    for match in _PIECE.finditer(text, start, end):
        group = match.lastindex
        if group == 1:
            builder.add_verbatim(match.group(), match.start())
        elif group == 2:
            builder.add_space(*match.span(), breaks=not _NO_BREAK.issuperset(match.group()))
        elif group == 3:
            _add_decoded(builder, _numeric(match.group(3)), match.start(), match.end())
        elif group == 4:
            _add_named(builder, text, match, end, attribute)
        elif match.group() == "\0":
            if attribute:
                builder.add_verbatim(REPLACEMENT, match.start())
        else:
            builder.add_verbatim(match.group(), match.start())


_NO_BREAK = frozenset(" \t")
_FOLDS = frozenset(FOLDING)


def _add_named(builder: TextBuilder, text: str, match: re.Match[str], end: int, attribute: bool) -> None:
    """Add what may be a named reference: the longest name that is one, the rest as it stands."""
    name: str = match.group(4)
    start = match.start()
    named = _named()
    length = len(name)
    if name not in named:
        length = min(length, _LONGEST_LEGACY_NAME)
        while length and name[:length] not in named:
            length -= 1
    after = start + 1 + length
    if length and attribute and text[after - 1] != ";" and after < end:
        following = text[after]
        if following == "=" or (following.isascii() and following.isalnum()):
            length = 0
    if not length:
        builder.add_verbatim(match.group(), start)
        return
    _add_decoded(builder, named[name[:length]], start, after)
    if length < len(name):
        builder.add_verbatim(name[length:], after)


def _add_decoded(builder: TextBuilder, decoded: str, start: int, end: int) -> None:
    if decoded in _FOLDS:
        builder.add_space(start, end)
    elif builder.laid_out and is_private(decoded):
        builder.add_object(start, end, picture=True)
    else:
        builder.add_atomic(decoded, start, end)
