"""The text of a Fluent pattern: its lines without their common indentation, placeables as they stand."""

import re

from audit.model.side import Side
from audit.readers.notation import UnwritableError, encodable
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.fluent_syntax import Break, BrokenSyntaxError, Pattern, Text, read_placeable

_USUAL = 4  # spaces before a line that goes on
DEEPEST = 40  # spaces for which there is a notation
_LITERAL = re.compile(r'\{[ ]*+"((?:[^"\\\r\n]|\\(?:[\\"]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}))*+)"[ ]*+\}')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))")
_SPECIAL = "[*."  # begin something else where they begin a line
_JOINT = re.compile(r" *|[,.;:!?…] ")  # what sets words apart is no text of its own


def fluent_side(text: str, pattern: Pattern, plural: str | None = None) -> Side:
    """The side of a pattern that has parts."""
    indents = [part.indent for part in pattern.parts if isinstance(part, Break)]
    common = min(indents, default=0)
    value = ExactValue()
    for number, part in enumerate(pattern.parts):
        if isinstance(part, Break):
            if part.lines:
                value.add_escape("\n" * part.lines, part.start, part.end - (part.indent - common))
            value.add(" " * (part.indent - common), part.end - (part.indent - common))
        elif isinstance(part, Text):
            shown = text[part.start : part.end]
            value.add(shown.rstrip(" \r") if number == len(pattern.parts) - 1 else shown, part.start)
        elif (literal := literal_text(text[part.start : part.end])) is not None:
            value.add_escape(literal, part.start, part.end)
        else:
            value.add(text[part.start : part.end], part.start)
    begun = "block" if pattern.parts and isinstance(pattern.parts[0], Break) else "inline"
    notation = f"fluent-{begun}-{min(common, DEEPEST) if indents else _USUAL}"
    return value.finish(pattern.start, notation, None, plural)


def literal_text(placeable: str) -> str | None:
    """The text that a placeable with nothing but a literal stands for.

    None for any other, and where braces or nothing would be left: among placeables a brace is syntax.
    """
    match = _LITERAL.fullmatch(placeable)
    if match is None:
        return None
    try:
        shown = _ESCAPE.sub(_unescaped, match.group(1))
    except ValueError:  # no code point
        return None
    return None if not shown or "{" in shown or "}" in shown else shown


def write_fluent(start: str, indent: int, text: str, encoding: str) -> str:
    """Text of a pattern: `start` is "inline" behind its key and "block" on lines of its own, `indent` theirs."""
    if "\r" in text:
        raise UnwritableError("Fluent reads a carriage return as a line break")
    parts: list[str] = []
    at, size = 0, len(text)
    while at < size:
        end = min((found for mark in "{}\n" if (found := text.find(mark, at)) >= 0), default=size)
        parts.append(encodable(text[at:end], encoding))
        if end == size:
            break
        if text[end] == "\n":
            at = _next_line(text, end, indent, parts)
        else:
            at = _after_placeable(text, end)
            parts.append(encodable(text[end:at], encoding))
    return _edges("".join(parts), start == "block")


def _next_line(text: str, at: int, indent: int, parts: list[str]) -> int:
    """Writes the breaks at `at` and what a line cannot begin with; gives where the text goes on."""
    begin = at
    while text.startswith("\n", at):
        at += 1
    if begin == 0 or at == len(text):
        raise UnwritableError("a Fluent text neither begins nor ends with a line break")
    if not 0 < indent < DEEPEST:
        raise UnwritableError("lines are indented too little or too far here to write one more")
    parts.append("\n" * (at - begin) + " " * indent)
    first = at
    while text.startswith(" ", at):
        at += 1
    if at == first and text[at] in _SPECIAL:
        at += 1
    if at > first:
        parts.append(f'{{"{text[first:at]}"}}')
    return at


def _after_placeable(text: str, at: int) -> int:
    try:
        end = read_placeable(text, at).end
    except BrokenSyntaxError as error:
        raise UnwritableError("a brace that belongs to no placeable is syntax in Fluent") from error
    if literal_text(text[at:end]) is not None:
        raise UnwritableError("a literal between braces would be read as its text")
    return end


def _edges(written: str, own_line: bool) -> str:
    """With literals for what is lost at the ends of a text."""
    if _JOINT.fullmatch(written):
        return written
    inner = written.lstrip(" ")
    head = written[: len(written) - len(inner)]
    if not head and own_line and inner[0] in _SPECIAL and len(inner) > 1:
        head, inner = inner[0], inner[1:]
    text = inner.rstrip(" ")
    tail = inner[len(text) :]
    return (f'{{"{head}"}}' if head else "") + text + (f'{{"{tail}"}}' if tail else "")


def _unescaped(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    if character is not None:
        return str(character)
    code = int(short or long, 16)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(code)
    return chr(code)
