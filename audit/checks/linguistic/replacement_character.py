"""See `replacement-character`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
CODE = "code"  # the path of what a reader module saves of a code block
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
        bad(
            "nl",
            'Start het programma:\n\n```python\nprint("⟦\N{REPLACEMENT CHARACTER}⟧ Klaar")\n```\n\n'
            "Kies dan ⟦`caf\N{REPLACEMENT CHARACTER}`⟧.\n",
            format="markdown",
            confidence=Confidence.LIKELY,
        ),
        good(
            "de",
            "So wird geprüft:\n\n```js\ntext.includes('\N{REPLACEMENT CHARACTER}')\n```\n\nOder man sucht "
            "`\N{REPLACEMENT CHARACTER}` selbst.\n",
            format="markdown",
            why="code that looks for the sign",
        ),
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
    letters are reported only for several such words in a row; inside one word they are `possible`. In code the
    finding is `likely`, and the sign by itself or between quotation marks is one that a program looks for.
    """
    if any(
        char == REPLACEMENT or char in REPLACED_TWICE or "\ud800" <= char <= "\udfff"
        for char in view.rare_characters
    ):
        for match in lost().finditer(view.text):
            start, end = match.span()
            if len(match[0]) == 1 and is_quoted(view, start, end):
                continue
            segment = view.segments[view.segment_at(start)]
            in_code = segment.path == CODE
            if in_code and names_the_sign(view.file_text, segment.map.to_file(0, end - start)):
                continue
            sure = Confidence.LIKELY if in_code else Confidence.CERTAIN
            yield view.detection(start, end, confidence=sure, what="the sign in its place is no text")
    if REPLACEMENT in view.file_text and INLINE_OBJECT in view.rare_characters:
        yield from lost_in_code(view)
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


def lost_in_code(view: TextView) -> Iterator[Detection]:
    """Letters lost in code that stands in a line of text, as one object of it."""
    for match in re.finditer(INLINE_OBJECT, view.text):
        index = view.segment_at(match.start())
        base, _ = view.bounds(index)
        place = view.segments[index].map.to_file(match.start() - base, match.end() - base)
        code = view.file_text[place.start : place.end]
        at = code.find(REPLACEMENT)
        if code.startswith("`") and at >= 0:
            run = lost().match(code, at)
            stop = run.end() if run else at + 1
            if not names_the_sign(view.file_text, Span(place.start + at, place.start + stop)):
                yield view.detection(
                    match.start(),
                    match.end(),
                    confidence=Confidence.LIKELY,
                    what="the sign in its place is no code",
                )


def names_the_sign(text: str, place: Span) -> bool:
    """True where code holds the sign by itself, between quotation marks or as a whole."""
    before, after = text[max(place.start - 1, 0) : place.start], text[place.end : place.end + 1]
    return before == after and before in ("'", '"', "`", "/")
