"""Strings of JSON: what stands between the quotation marks as text, and text as what stands there."""

import re

from audit.model.offset_map import Piece
from audit.readers.notation import UnwritableError

JSON_STRING = "json-string"
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WRITTEN = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_WRITE = re.compile(r'["\\\x00-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def decoded(raw: str, start: int) -> tuple[str, tuple[Piece, ...], int | None]:
    """The text of the stretch that begins at `start` of the file, the pieces of its map, and the place of the first
    escape that JSON does not have (it stands for the character behind the backslash).

    Half a character (`\\ud83d` alone) is shown as U+FFFD.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    size = done = 0
    wrong = None
    for match in _ESCAPE.finditer(raw):
        begin, end = match.span()
        if begin > done:
            parts.append(raw[done:begin])
            pieces.append(Piece(size, size + begin - done, start + done, start + begin))
            size += begin - done
        high, low, code, short = match.groups()
        if high:
            value = chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
        elif code:
            value = _SURROGATE.sub(_REPLACEMENT, chr(int(code, 16)))
        else:
            value = _SHORT.get(short, short)
            if short not in _SHORT and wrong is None:
                wrong = start + begin
        parts.append(value)
        pieces.append(Piece(size, size + 1, start + begin, start + end))
        size += 1
        done = end
    if done < len(raw):
        parts.append(raw[done:])
        pieces.append(Piece(size, size + len(raw) - done, start + done, start + len(raw)))
    return "".join(parts), tuple(pieces), wrong


def write_json_string(text: str, encoding: str) -> str:
    """Between quotation marks; `\\uXXXX` where the encoding lacks the character."""
    if _SURROGATE.search(text):
        raise UnwritableError("a byte that is no text cannot be written anew")
    written = _TO_WRITE.sub(_escape, text)
    try:
        written.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _has(encoding, char) else _unicode_escape(char) for char in written)
    return written


def _escape(match: re.Match[str]) -> str:
    return _WRITTEN.get(match[0]) or _unicode_escape(match[0])


def _unicode_escape(char: str) -> str:
    if ord(char) < 0x10000:
        return f"\\u{ord(char):04x}"
    high, low = divmod(ord(char) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
