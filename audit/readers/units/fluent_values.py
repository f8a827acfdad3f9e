"""The text of a Fluent pattern: its lines without their common indentation, placeables as they stand."""

from audit.model.side import Side
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.fluent_notations import DEEPEST, notation_name
from audit.readers.units.fluent_syntax import Break, Pattern, Text, literal_text

USUAL = 4  # spaces before a line that goes on


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
    own_line = bool(pattern.parts) and isinstance(pattern.parts[0], Break)
    notation = notation_name(own_line, min(common, DEEPEST) if indents else USUAL)
    return value.finish(pattern.start, notation, None, plural)
