"""The grammar of Fluent patterns: text, lines that go on, and placeables with all that nests in them."""

import re
from typing import NamedTuple

_DEEPEST = 30  # placeables in each other; real texts have three

_TEXT = re.compile(r"(?:[^{}\r\n]|\r(?!\n))++")
_BLANK = re.compile(r"(?:[ \n]|\r\n)*+")
_SPACES = re.compile(r"[ ]*+")
_BREAK = re.compile(r"(?:[ ]*+(?:\r\n|\n))++(?P<indent>[ ]*+)(?P<next>[^\r\n]?)")
_ENDS_PATTERN = frozenset("}.[*")  # at the begin of a line
_LITERAL = re.compile(r'"(?:[^"\\\r\n]|\\(?:[\\"]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}))*+"')
_TEXT_ONLY = re.compile(r'\{[ ]*+"((?:[^"\\\r\n]|\\(?:[\\"]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}))*+)"[ ]*+\}')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))")
_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+")
_REFERENCE = re.compile(r"(?:\$|-)?+[A-Za-z][A-Za-z0-9_-]*+(?:\.[A-Za-z][A-Za-z0-9_-]*+)?+")
_ARGUMENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*+(?:[ \n]|\r\n)*+:")
_VARIANT = re.compile(
    r"(?P<default>\*)?\[(?:[ \n]|\r\n)*+(?P<key>[A-Za-z][A-Za-z0-9_-]*+|-?[0-9]++(?:\.[0-9]++)?+)(?:[ \n]|\r\n)*+\]"
)


class BrokenSyntaxError(ValueError):
    """What stands at `place` is not Fluent."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Text(NamedTuple):
    """A stretch of a line."""

    start: int
    end: int


class Break(NamedTuple):
    """The end of a line, with blank ones behind it and the indentation of the next.

    `lines` are the breaks in it; none where a pattern begins on a line of its own.
    """

    start: int
    end: int
    lines: int
    indent: int


class Variant(NamedTuple):
    """One of the patterns among which a selector chooses."""

    key: str
    pattern: "Pattern"


class Placeable(NamedTuple):
    """What stands between braces, these included. `variants` are there where it selects one."""

    start: int
    end: int
    variants: tuple[Variant, ...] = ()


class Pattern(NamedTuple):
    """The parts of a pattern; `start` is where its text would stand."""

    start: int
    end: int
    parts: tuple[Text | Break | Placeable, ...]


def read_pattern(text: str, start: int, depth: int = 0) -> Pattern:
    """The pattern that begins behind "=" or the key of a variant; without parts where there is none.

    Raises BrokenSyntaxError.
    """
    parts: list[Text | Break | Placeable] = []
    at = begin = _SPACES.match(text, start).end()  # type: ignore[union-attr]
    size = len(text)
    while at < size:
        character = text[at]
        if character == "{":
            parts.append(read_placeable(text, at, depth))
        elif character == "}":
            raise BrokenSyntaxError(at)
        elif (plain := _TEXT.match(text, at)) is not None:
            parts.append(Text(at, plain.end()))
        else:
            broken = _BREAK.match(text, at)
            assert broken is not None  # a line ends here
            indent, after = broken["indent"], broken["next"]
            if not after or (after != "{" and (not indent or after in _ENDS_PATTERN)):
                break
            end = broken.start("next")
            lines = text.count("\n", at, end) if parts else 0
            parts.append(Break(at if parts else end - len(indent), end, lines, len(indent)))
        at = parts[-1].end
    return Pattern(begin, at, tuple(parts))


def read_placeable(text: str, start: int, depth: int = 0) -> Placeable:
    """The placeable that begins with the brace at `start`. Raises BrokenSyntaxError."""
    if depth >= _DEEPEST:
        raise BrokenSyntaxError(start)
    at = _expression(text, _blank(text, start + 1), depth + 1)
    at = _blank(text, at)
    variants: list[Variant] = []
    if text.startswith("->", at):
        at = _blank(text, at + 2)
        chosen = 0
        while (key := _VARIANT.match(text, at)) is not None:
            pattern = read_pattern(text, key.end(), depth + 1)
            if not pattern.parts:
                raise BrokenSyntaxError(at)
            chosen += key["default"] is not None
            variants.append(Variant(key["key"], pattern))
            at = _blank(text, pattern.end)
        if chosen != 1:
            raise BrokenSyntaxError(at)
    if not text.startswith("}", at):
        raise BrokenSyntaxError(at)
    return Placeable(start, at + 1, tuple(variants))


def _blank(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()  # type: ignore[union-attr]


def _expression(text: str, at: int, depth: int) -> int:
    """Where the inline expression at `at` ends."""
    if text.startswith("{", at):
        return read_placeable(text, at, depth).end
    for kind in (_LITERAL, _NUMBER):
        if found := kind.match(text, at):
            return found.end()
    found = _REFERENCE.match(text, at)
    if found is None:
        raise BrokenSyntaxError(at)
    called = _blank(text, found.end())
    return _arguments(text, called, depth) if text.startswith("(", called) else found.end()


def _arguments(text: str, start: int, depth: int) -> int:
    """Where the arguments of a call end, given its opening parenthesis."""
    if depth >= _DEEPEST:
        raise BrokenSyntaxError(start)
    at = _blank(text, start + 1)
    while not text.startswith(")", at):
        if named := _ARGUMENT.match(text, at):
            at = _blank(text, named.end())
        at = _blank(text, _expression(text, at, depth + 1))
        if text.startswith(",", at):
            at = _blank(text, at + 1)
        elif not text.startswith(")", at):
            raise BrokenSyntaxError(at)
    return at + 1


def literal_text(placeable: str) -> str | None:
    """The text that a placeable with nothing but a literal stands for.

    None for any other, and where braces or nothing would be left: among placeables a brace is syntax.
    """
    match = _TEXT_ONLY.fullmatch(placeable)
    if match is None:
        return None
    try:
        shown = _ESCAPE.sub(_unescaped, match.group(1))
    except ValueError:  # no code point
        return None
    return None if not shown or "{" in shown or "}" in shown else shown


def _unescaped(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    if character is not None:
        return str(character)
    code = int(short or long, 16)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(code)
    return chr(code)
