"""A code fence that is never closed: what follows is code to a reader of Markdown, and text to whoever wrote it."""

import re
from typing import NamedTuple

FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
# What a fence around text calls its content; other names are programming languages.
PROSE_NAMES = frozenset({"text", "txt", "plaintext", "plain", "md", "markdown", "mdx", "none", "prompt"})
# Letters to a word on the average, so that scripts without spaces need as much text as others.
FEWEST_WORDS, FEWEST_LETTERS = 8, 24
MOST_SIGNS = 0.1  # of the characters of a paragraph that may be signs of code
SIGNS = frozenset("{}<>=;$\\|@^~")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_HEADING = re.compile(r" {0,3}#{1,6} +\S[^\n]*\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:][\"'”’»)*_]{0,3}\s*\Z")
_BLANK = re.compile(r"[^\S\n]*\n[^\S\n]*\n")  # the rest of a line and an empty one
_LETTERS = re.compile(r"[^\W\d_]+")


class OpenFence(NamedTuple):
    """What a fence holds that nobody closed: to the next opening line with a language, or to the end.

    `bare`: its line names nothing.
    """

    start: int
    end: int
    bare: bool


def opens_code(text: str, start: int, end: int) -> bool:
    """True for the opening line of a fence that names a programming language."""
    fence = FENCE.match(text, start, end)
    name = (fence.group(2) or fence.group(4) or "").strip().lower() if fence else ""
    return name[:1].isalpha() and name.partition(" ")[0] not in PROSE_NAMES


def is_bare(text: str, start: int, end: int) -> bool:
    """True for the opening line of a fence that names nothing, as a closing line does not."""
    fence = FENCE.match(text, start, end)
    return fence is not None and not (fence.group(2) or fence.group(4) or "").strip()


def text_after_open_fence(text: str, start: int, end: int, *, bare: bool = False) -> int | None:
    """Where text begins again behind the opening line of a fence that nobody closed; None where all may be code.

    `[start, end)` is what the fence holds. Text begins with the first paragraph that reads as sentences, behind a
    blank line, or with the heading above it. Behind a `bare` line and a blank one it may begin at once: then the line
    was to close a block that was closed before, or never opened.
    """
    if bare:
        return _text_at_once(text, start, end)
    begin = None
    for number, match in enumerate(_PARAGRAPH.finditer(text, start, end)):
        paragraph = match.group()
        if number and reads_as_text(paragraph):
            return match.start() if begin is None else begin
        begin = match.start() if number and _HEADING.match(paragraph) else None
    return None


def _text_at_once(text: str, start: int, end: int) -> int | None:
    """Where the first paragraph begins, when it reads as sentences, or is a heading above such."""
    if not _BLANK.match(text, start, end):
        return None
    begin = None
    for match in _PARAGRAPH.finditer(text, text.find("\n", start) + 1, end):
        begin = match.start() if begin is None else begin
        if not _HEADING.match(match.group()):
            return begin if reads_as_text(match.group()) else None
    return None


def reads_as_text(paragraph: str) -> bool:
    """True for a paragraph of sentences, flush left, with hardly a sign of code."""
    if paragraph[0] in " \t" or not _SENTENCE_END.search(paragraph):
        return False
    words = _LETTERS.findall(paragraph)
    letters = sum(map(len, words))
    spaced = len(words) >= FEWEST_WORDS or letters >= 4 * len(words)
    signs = sum(char in SIGNS for char in paragraph)
    return (
        spaced
        and letters >= FEWEST_LETTERS
        and signs <= MOST_SIGNS * len(paragraph)
        and not words[0].islower()
    )
