"""How text is written into a Fluent pattern.

Placeables are written as they stand. A writer does not see what is around a stretch; what a pattern cannot hold is
asked of its whole text.
"""

import re

from audit.readers.notation import UnwritableError, encodable
from audit.readers.units.fluent_syntax import BrokenSyntaxError, literal_text, read_placeable

DEEPEST = 40  # spaces for which there is a notation
_SPECIAL = "[*."  # begin something else where they begin a line
_SYNTAX = re.compile(r"[{}\n]")


def notation_name(own_line: bool, indent: int) -> str:
    """The notation of a pattern behind its key or on lines of its own, and its spaces before a line that goes on."""
    return f"fluent-{'block' if own_line else 'inline'}-{indent}"


def write_fluent(indent: int, text: str, encoding: str) -> str:
    """Text with lines that are indented by so many spaces."""
    parts: list[str] = []
    done = 0
    while (found := _SYNTAX.search(text, done)) is not None:
        at = found.start()
        parts.append(text[done:at])
        done = at + 1
        if found.group() == "{":
            done = _after_placeable(text, at)
            parts.append(text[at:done])
        elif found.group() == "\n":
            if not 0 < indent < DEEPEST:
                raise UnwritableError("lines are indented too little or too far here to write one more")
            # Blank lines stay bare.
            parts.append("\n" if text.startswith("\n", done) else "\n" + " " * indent)
        else:
            parts.append("}")  # closes what stands before the stretch, or the whole text is refused
    parts.append(text[done:])
    return encodable("".join(parts), encoding)


def ask_fluent(own_line: bool, text: str) -> None:
    """Raises UnwritableError for a text that no pattern has."""
    if "\r" in text:
        raise UnwritableError("Fluent reads a carriage return as a line break")
    if not text or text != text.strip(" \n"):
        raise UnwritableError("a Fluent text is not empty, and neither begins nor ends with a blank")
    done = 0
    while (found := _SYNTAX.search(text, done)) is not None:
        at = found.start()
        done = at + 1
        if found.group() == "{":
            done = _after_placeable(text, at, strictly=True)
            if "\n" in text[at:done]:
                # A line break that is written there would be indented, and its indent read as a part of the placeable.
                raise UnwritableError("a placeable over several lines is not written anew")
            if literal_text(text[at:done]) is not None:
                raise UnwritableError("a literal between braces would be read as its text")
        elif found.group() == "}":
            raise UnwritableError("a brace that closes no placeable is syntax in Fluent")
        elif text.startswith(tuple(_SPECIAL + " "), done):
            raise UnwritableError("a line of a Fluent text does not begin with this sign")
    if own_line and text[0] in _SPECIAL:
        raise UnwritableError("a line of a Fluent text does not begin with this sign")


def _after_placeable(text: str, at: int, strictly: bool = False) -> int:
    """Where the placeable at `at` ends; behind the brace where it is only part of one."""
    try:
        return read_placeable(text, at).end
    except BrokenSyntaxError as error:
        if strictly:
            raise UnwritableError("a brace that belongs to no placeable is syntax in Fluent") from error
        return at + 1
