"""How new text is written into a file, so that it is read back as that text."""

import re
from functools import cache

from audit.model.segment import INLINE_OBJECT, Notation


class UnwritableError(ValueError):
    """A text cannot be written in a notation and encoding; the repair is then not offered."""


_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\N{NO-BREAK SPACE}": "&nbsp;"}
_HTML_TEXT = str.maketrans(_HTML)
_HTML_ATTRIBUTE = str.maketrans({**_HTML, '"': "&quot;", "'": "&#39;"})
_HTML_UNQUOTED = str.maketrans(
    {**_HTML, **{char: f"&#{ord(char)};" for char in "\"'=` \t\n\f\r"}}
)  # white space would end the value


@cache
def _markdown() -> re.Pattern[str]:
    # What could begin markup where the text comes to stand; a hyphen or figure only at its start.
    return re.compile(r"[\\`*_\[\]<>{}|~$&]|\A[-+#=]|\A[0-9]{1,9}(?=[.)])")


def write(replacement: str, notation: Notation, encoding: str) -> str:
    """The characters to put into the file so that it shows `replacement`.

    Raises UnwritableError when the file's encoding has no such character and the notation no other
    way to write it, and when `replacement` holds an inline object: objects cannot be written anew.
    """
    if INLINE_OBJECT in replacement:
        raise UnwritableError("a picture, code or foreign stretch cannot be written as text")
    match notation:
        case Notation.PLAIN:
            return _encodable(replacement, encoding)
        case Notation.HTML_TEXT:
            return _referenced(replacement.translate(_HTML_TEXT), encoding)
        case Notation.HTML_ATTRIBUTE:
            return _referenced(replacement.translate(_HTML_ATTRIBUTE), encoding)
        case Notation.HTML_UNQUOTED:
            return _referenced(replacement.translate(_HTML_UNQUOTED), encoding)
        case Notation.READ_ONLY:
            raise UnwritableError("nothing is written into this kind of text")
        case Notation.MARKDOWN:
            return _referenced(_markdown().sub(_escaped, replacement), encoding)


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    return found + "\\" if found[0].isdigit() else "\\" + found


def _encodable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        characters = ascii(error.object[error.start : error.end])
        raise UnwritableError(
            f"{encoding} has no {characters}; save the file as UTF-8 to repair it"
        ) from error
    return text


def _referenced(text: str, encoding: str) -> str:
    """With numeric references for the characters that the encoding lacks."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnwritableError("a byte that is no text cannot be written anew")
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
