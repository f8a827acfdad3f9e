"""See `replacement-character`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# U+FFFD in UTF-8, read as GBK.
REPLACED_TWICE = "锟斤拷"


@cache
def lost() -> re.Pattern[str]:
    """Characters that stand for bytes nobody could read, in a row."""
    return re.compile(f"(?:[{REPLACEMENT}\\ud800-\\udfff]|{REPLACED_TWICE})+")


@cache
def question_marks() -> re.Pattern[str]:
    """Words whose letters became question marks: several such words in a row, or one inside a word."""
    return re.compile(r"\?{3,40}(?:[ ,.-]{1,2}\?{3,40}){1,40}|[^\W\d_]\?{2,8}[^\W\d_]")


@check(
    id="replacement-character",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MAJOR,
    message="Letters were lost here: {what}",
    examples=(
        bad("fr", "Le caf⟦\N{REPLACEMENT CHARACTER}⟧ est fermé."),
        bad("en", "He lives in K⟦\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}⟧ln."),
        bad("ru", "Он ответил: ⟦????? ???????⟧", confidence=Confidence.LIKELY),
        good("en", "What???? Are you serious???", why="people shout with question marks"),
        good(
            "de",
            "Das Zeichen „\N{REPLACEMENT CHARACTER}“ steht für unlesbare Bytes.",
            why="the sign itself is the subject",
        ),
    ),
)
def replacement_character(view: TextView) -> Iterator[Detection]:
    """A replacement character stands where a letter was.

    Why it hurts a reader: the letter is lost; nobody can restore it without the original.

    Left alone: the sign between quotation marks, where a text speaks of it. Question marks in place of
    letters are reported only for several such words in a row; inside one word they are `possible`.
    """
    if any(
        char == REPLACEMENT or char in REPLACED_TWICE or "\ud800" <= char <= "\udfff"
        for char in view.rare_characters
    ):
        for match in lost().finditer(view.text):
            if not (len(match[0]) == 1 and is_quoted(view, match.start(), match.end())):
                yield view.detection(match.start(), match.end(), what="the sign in its place is no text")
    if "??" in view.text:
        for match in question_marks().finditer(view.text):
            in_word = match[0][0] != "?"
            start, end = (match.start() + 1, match.end() - 1) if in_word else match.span()
            yield view.detection(
                start,
                end,
                confidence=Confidence.POSSIBLE if in_word else Confidence.LIKELY,
                what="question marks stand in their place",
            )
