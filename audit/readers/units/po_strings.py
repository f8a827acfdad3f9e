"""The strings of a PO file: literals of C, one or more after each other."""

import re
from collections.abc import Sequence

from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.readers.notation import UnwritableError, encodable
from audit.readers.units.exact_value import ExactValue

PO_STRING = "po-string"  # the notation of text between the quotation marks
PO_KEY = "po-key"  # that of a msgid, which names its entry

Stretch = tuple[int, int]  # the inside of one literal

_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))")
_LETTERS = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\",
}  # fmt: skip
_WRITTEN = str.maketrans(
    {chr(code): f"\\{code:03o}" for code in (*range(0x20), 0x7F)}
    | {char: "\\" + letter for letter, char in _LETTERS.items()}
)


def po_side(
    text: str,
    literals: Sequence[Stretch],
    language: str | None = None,
    plural: str | None = None,
    notation: str = PO_STRING,
) -> Side:
    """The side that literals after each other make. `literals` is not empty."""
    start, end = literals[0]
    if len(literals) == 1 and text.find("\\", start, end) < 0:
        return Side(text[start:end], OffsetMap(None, start, end - start), language, notation, plural)
    value = ExactValue()
    before = None
    for start, end in literals:
        if before is not None:
            value.add_seam(before, start)
        _add_literal(value, text, start, end)
        before = end
    return value.finish(literals[0][0], notation, language, plural)


def po_text(text: str, literals: Sequence[Stretch]) -> str:
    """What literals after each other stand for."""
    if len(literals) == 1 and text.find("\\", *literals[0]) < 0:
        return text[slice(*literals[0])]
    return "".join([_ESCAPE.sub(_unescaped, text[start:end]) for start, end in literals])


def check_po_key(text: str) -> None:
    """Raises UnwritableError for no text: an entry without a msgid is the header of its file."""
    if not text:
        raise UnwritableError("an entry without a source would be the header of the file")


def write_po_string(text: str, encoding: str) -> str:
    """Text between quotation marks."""
    return encodable(text.translate(_WRITTEN), encoding)


def _add_literal(value: ExactValue, text: str, start: int, end: int) -> None:
    done = start
    for match in _ESCAPE.finditer(text, start, end):
        shown = _unescaped(match)
        if shown == match.group():
            continue
        value.add(text[done : match.start()], done)
        value.add_escape(shown, match.start(), match.end())
        done = match.end()
    value.add(text[done:end], done)


def _unescaped(match: re.Match[str]) -> str:
    """What an escape stands for: itself, where it is none, or a byte of no known character."""
    octal, hexadecimal, letter = match.groups()
    if letter is not None:
        return _LETTERS.get(letter, match.group())
    code = int(octal, 8) if octal is not None else int(hexadecimal, 16)
    return chr(code) if code < 0x80 else match.group()
