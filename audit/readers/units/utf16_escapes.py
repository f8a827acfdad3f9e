"""Escapes that count units of UTF-16: two of them may be one character."""

from audit.readers.notation import encodable

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HEX = "[0-9A-Fa-f]"


def unit_pattern(mark: str) -> str:
    """A pattern of one character escaped behind `mark` ("u"), with three groups: both units of a pair, or one."""
    return rf"{mark}([Dd][89ABab]{_HEX}{{2}})\\{mark}([Dd][C-Fc-f]{_HEX}{{2}})|{mark}({_HEX}{{4}})"


def character_of(high: str | None, low: str | None, alone: str | None) -> str:
    """The character of the groups of `unit_pattern`; half a character is none."""
    if high is not None and low is not None:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    unit = int(alone or "", 16)
    return _REPLACEMENT if 0xD800 <= unit <= 0xDFFF else chr(unit)


def escaped(text: str, mark: str) -> str:
    """Every character as escapes that begin with `mark` ("\\u")."""
    data = text.encode("utf-16-be")
    return "".join([f"{mark}{data[at]:02x}{data[at + 1]:02x}" for at in range(0, len(data), 2)])


def with_escapes(text: str, encodings: tuple[str, ...], mark: str) -> str:
    """The text with escapes for the characters that one of the encodings lacks.

    Raises UnwritableError for what no escape can say.
    """
    encodable(text, "utf-8")
    if all(_fits(text, encoding) for encoding in encodings):
        return text
    return "".join(
        [
            character
            if all(_fits(character, encoding) for encoding in encodings)
            else escaped(character, mark)
            for character in text
        ]
    )


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
