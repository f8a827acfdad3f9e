"""How new text is written into a file, so that it is read back as that text.

A writer gets the text and the file's encoding and gives the characters to put into the decoded file; it raises
UnwritableError when the encoding has no such character and the notation no other way to write it. Each format's
row names its writers (`audit.readers.formats`).
"""

import re
from functools import cache

FRAME = "\x1f"  # between the name of a notation and what is written around the text


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
    return re.compile(r"[\\`*_\[\]<>{}|~$&]|\A[-+#=]|\A:(?=::)|\A/(?=//)|\A[0-9]{1,9}(?=[.)])")


def framed(notation: str, before: str, after: str) -> str:
    """A notation for a text whose place is not there yet: what holds it is written with it."""
    return FRAME.join((notation, before, after))


def write_plain(text: str, encoding: str) -> str:
    """The text itself."""
    return encodable(text, encoding)


def write_html_text(text: str, encoding: str) -> str:
    """Text between tags."""
    return referenced(text.translate(_HTML_TEXT), encoding)


def write_html_attribute(text: str, encoding: str) -> str:
    """The value of an attribute in quotation marks of either kind."""
    return referenced(text.translate(_HTML_ATTRIBUTE), encoding)


def write_html_unquoted(text: str, encoding: str) -> str:
    """The value of an attribute without quotation marks."""
    return referenced(text.translate(_HTML_UNQUOTED), encoding)


def write_markdown(text: str, encoding: str) -> str:
    """Inline text, wherever in its block."""
    return referenced(_markdown().sub(_escaped, text), encoding)


def write_nothing(text: str, encoding: str) -> str:
    """Raises UnwritableError: nobody knows how to write here."""
    raise UnwritableError("nothing is written into this kind of text")


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    return found + "\\" if found[0].isdigit() else "\\" + found


def encodable(text: str, encoding: str) -> str:
    """The text, where the encoding has all its characters. Raises UnwritableError."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        characters = ascii(error.object[error.start : error.end])
        raise UnwritableError(
            f"{encoding} has no {characters}; save the file as UTF-8 to repair it"
        ) from error
    return text


def referenced(text: str, encoding: str) -> str:
    """With numeric references for the characters that the encoding lacks."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnwritableError("a byte that is no text cannot be written anew")
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
