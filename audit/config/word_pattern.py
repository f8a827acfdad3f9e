"""Patterns of words, as people write them into a configuration: letters, and `*` for anything.

Not regular expressions: Python's may need time without end on a hostile text and cannot be stopped, a
linear engine would be a library to install for a key that few use, and both want escapes that are easily
got wrong. A pattern is cut at its stars, and the pieces are looked for in order, each once: linear in the
text, whatever the pattern.

Upper and lower case are the same, white space at the ends is left out, and a word counts as a whole:
"art" is not found in "party" unless a star stands there ("*art"). `\\*` is a star, `\\\\` a backslash.
"""

import re
from functools import cache

from audit.readers.text_builder import is_wide

LONGEST_CONTEXT = 300  # code points looked at before and after a finding
_TOKEN = re.compile(r"\\([*\\])|(\*)|([^\\*]+|\\)", re.DOTALL)

Pieces = tuple[str, ...]


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern, or None."""
    return None if any(_pieces(pattern)) else "means any text; write some of it"


def stands_after(pattern: str, text: str) -> bool:
    """True when `text`, which follows a finding, begins with the pattern."""
    return _begins(_folded(text[:LONGEST_CONTEXT]).lstrip(), _pieces(pattern))


def stands_before(pattern: str, text: str) -> bool:
    """True when `text`, which comes before a finding, ends with the pattern."""
    text = _folded(text[-LONGEST_CONTEXT:])
    return _begins(text.rstrip()[::-1], tuple(piece[::-1] for piece in reversed(_pieces(pattern))))


def is_whole(pattern: str, text: str) -> bool:
    """True when the pattern is all of `text`."""
    text, pieces = _folded(text).strip(), _pieces(pattern)
    place = _middle(text, pieces)
    if len(pieces) == 1:
        return text == pieces[0]
    return 0 <= place <= len(text) - len(pieces[-1]) and text.endswith(pieces[-1])


@cache
def _pieces(pattern: str) -> Pieces:
    """The text between the stars, as it is compared; one piece when there is none."""
    pieces = [""]
    for match in _TOKEN.finditer(pattern.strip()):
        escaped, star, plain = match.groups()
        if star:
            pieces.append("")
        else:
            pieces[-1] += escaped or plain
    return tuple(map(_folded, pieces))


def _folded(text: str) -> str:
    return text.casefold()


def _middle(text: str, pieces: Pieces) -> int:
    """Where all pieces but the last have been found, from the start of the text; -1 when they are not there."""
    if not text.startswith(pieces[0]):
        return -1
    place = len(pieces[0])
    for piece in pieces[1:-1]:
        place = text.find(piece, place)
        if place < 0:
            return -1
        place += len(piece)
    return place


def _begins(text: str, pieces: Pieces) -> bool:
    """True when the text begins with the pieces, and the last of them ends with a word."""
    place = _middle(text, pieces)
    if place < 0:
        return False
    last = pieces[-1]
    if len(pieces) == 1:
        return _ends_word(text, place)
    if not last:
        return True
    while (place := text.find(last, place)) >= 0:
        place += len(last)
        if _ends_word(text, place):
            return True
        place += 1 - len(last)
    return False


def _ends_word(text: str, place: int) -> bool:
    """True when no word goes on across `place`; where words have no spaces between, none is known to."""
    if not 0 < place < len(text):
        return True
    last, following = text[place - 1], text[place]
    return not (last.isalnum() and following.isalnum()) or is_wide(last) or is_wide(following)
