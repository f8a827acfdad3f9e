"""How a paragraph ends, and whether the text goes on behind it."""

import re
from enum import StrEnum
from functools import cache
from unicodedata import category

from audit.analysis.closed_words import closed_words
from audit.analysis.sentences import CLOSERS
from audit.analysis.text_view import TextView
from audit.language.word_grammar import word_grammar
from audit.model.notation import Notation
from audit.model.role import Role

PAUSES = frozenset(",;،؛，、；՝–—-")
LONGEST_TOKEN = 200  # code points looked at before the end
# Code points of a Markdown file between two paragraphs: a line left empty, a bullet, the marks of a quotation.
# More is a block that is not read as text: code, a table, a picture, markup.
NEXT_PARAGRAPH = 8


LONGEST_EMOTICON = 8  # code points


class Ending(StrEnum):
    """What a text ends in."""

    MARK = "mark"  # a final mark, closed quotations and brackets looked past
    PAUSE = "pause"  # a comma, semicolon or dash: the text goes on
    WORD = "word"  # a word or number
    OTHER = "other"  # a colon, an address, code, a picture, an emoji: asks for no mark


@cache
def address() -> re.Pattern[str]:
    """Signs of an address, a path, an account, a command within a word."""
    return re.compile(r"[/@_#\\]|\w\.\w|\ufffc")


@cache
def emoticon() -> re.Pattern[str]:
    """A face of marks and letters at the end of a text: ":P", ";-D", "xD"."""
    return re.compile(r"(?:^|\s)(?:[:;=8][-'^o]?[DPpOoXx3SsBb]|[xX][dD]+|[oO][._][oO])[*_\s]*$")


def ending(text: str, ends: str) -> Ending:
    """What the text of a segment ends in; `ends` are the final marks of its language."""
    if emoticon().search(text[-LONGEST_EMOTICON:]):
        return Ending.OTHER
    bare = text.rstrip(CLOSERS)
    last = bare[-1:]
    if last in PAUSES and last:
        return Ending.PAUSE
    if last in ends:
        return Ending.MARK
    if not last or not (category(last)[0] in "LMN" or last in "%°€$"):
        return Ending.OTHER
    token = bare[-LONGEST_TOKEN:].split()[-1]
    return Ending.OTHER if address().search(token) else Ending.WORD


def next_text(view: TextView, index: int) -> int | None:
    """The segment that follows on the page; what only an attribute says does not stand there."""
    later = index + 1
    while later < len(view.segments) and view.segments[later].role is Role.ATTRIBUTE:
        later += 1
    return later if later < len(view.segments) else None


def goes_on_below(view: TextView, index: int) -> bool:
    """True when the next segment takes up the sentence: it begins small, is a list, or is no text at all.

    Where the head of a page stands below, the page ended there and not the sentence.
    """
    later = next_text(view, index)
    if later is None:
        return unread_behind(view, index)
    if is_running_head(view, later):
        return True
    following = view.segments[later]
    if runs_on(view, index, later):
        return True
    if following.role is Role.ITEM or following.text.lstrip("\"'“„«‹(…")[:1].islower():
        return True
    return unread_between(view, index, index + 1)


def runs_on(view: TextView, index: int, later: int) -> bool:
    """True where a noun may follow below: behind "the", in a language that writes all its nouns with capitals."""
    grammar = word_grammar(view.language.tag)
    if not grammar.capital_nouns:
        return False
    last = view.segments[index].text.rsplit(None, 1)[-1]
    first = re.split(r"\W", view.segments[later].text, maxsplit=1)[0]
    return last in grammar.binders and first[:1].isupper() and first.lower() not in closed_words(view)


def is_running_head(view: TextView, index: int) -> bool:
    """True for a line of a plain text that stands between paragraphs again and again, as on every printed page."""
    segment = view.segments[index]
    return segment.notation == Notation.PLAIN and segment.role is Role.NAVIGATION and not segment.role_known


def unread_behind(view: TextView, index: int) -> bool:
    """The same behind the last segment; the rest of its line is markup of its own."""
    last = view.segments[index]
    if last.notation is not Notation.MARKDOWN or not last.map.pieces:
        return False
    line_end = view.file_text.find("\n", last.map.pieces[-1].file_end)
    return line_end >= 0 and len(view.file_text[line_end:].strip()) > NEXT_PARAGRAPH


def unread_between(view: TextView, index: int, later: int) -> bool:
    """True when a block of Markdown that is not read as text stands between two segments."""
    first, second = view.segments[index], view.segments[later]
    if first.notation != Notation.MARKDOWN or second.role is Role.ATTRIBUTE:
        return False  # a picture in HTML
    if not (first.map.pieces and second.map.pieces):
        return False
    return second.map.pieces[0].file_start - first.map.pieces[-1].file_end > NEXT_PARAGRAPH
