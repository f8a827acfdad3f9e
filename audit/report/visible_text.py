"""Text from documents as it may be shown: nothing in it can steer a terminal, and nothing hides.

Documents are hostile: an escape sequence in a headline must not colour, move or clear anybody's screen,
and a character that reverses the reading order must not disguise what is reported.
"""

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, east_asian_width

from audit.model.segment import INLINE_OBJECT

# Joiners shape letters in many scripts and do nothing else; they are shown as what they do.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# The blocks in which characters that run from right to left lie, among others.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# GitHub takes a line for a command to its runner that begins so, white space aside.
COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """One line of text: control, format and unassigned characters by their number, line breaks as spaces."""
    if text.isprintable():
        return text
    return "".join(map(_shown, " ".join(text.split("\n"))))


def no_command(text: str) -> str:
    """Lines for a screen or a log, none of which a build service takes for a command."""
    return COMMAND.sub(rf"\1⟨{ord(':'):02X}⟩", text) if "::" in text else text


def marked_visible(text: str) -> str:
    """The same, with white space other than the plain space by its number too: it may be the fault."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_marked(char) for char in text)


def cells(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Every code point as (what to print, columns it takes); `[start, end)` is the marked stretch."""
    for place, char in enumerate(text):
        shown = _marked(char) if start <= place < end else _shown(char)
        yield shown, display_width(shown)


def display_width(text: str) -> int:
    """Columns a text takes on a terminal: two for wide East Asian characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def has_right_to_left(text: str) -> bool:
    """True when a terminal may reorder this text, so that columns cannot be counted."""
    if text.isascii():
        return False
    return any(bidirectional(char) in ("R", "AL", "AN") for char in RIGHT_TO_LEFT.findall(text))


def encodable(text: str) -> str:
    """The text with lone surrogates (undecodable bytes) as U+FFFD, so that it can be written."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


def _width(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _shown(char: str) -> str:
    if char == " " or char in JOINERS:
        return char
    if char == INLINE_OBJECT:
        return "▢"
    kind = category(char)
    if kind in HIDDEN:
        return f"⟨{ord(char):02X}⟩"
    return " " if kind == "Zs" and _width(char) == 1 else char


def _marked(char: str) -> str:
    if char != " " and (char.isspace() or char in JOINERS):
        return f"⟨{ord(char):02X}⟩"
    return _shown(char)
