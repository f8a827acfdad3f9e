"""Brackets without a partner."""

from collections.abc import Iterator

from audit.analysis.brackets import lone_brackets
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE


@check(
    id="unpaired-bracket",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The bracket {found} has no partner",
    roles=PROSE,
    yields_to=("literal-link",),
    examples=(
        bad("en", "The treaty ⟦(⟧signed in 1997 was never ratified."),
        bad("de", "Der Vertrag wurde 1997⟦)⟧ geschlossen."),
        bad("zh", "这座桥⟦（⟧建于一九九七年仍在使用。"),
        bad("en", "The committee [chair] and its deputy⟦]⟧ resigned."),
        good(
            "en",
            "Please bring: a) a passport, b) a photograph, 3) patience :)",
            why="list markers and a smiley",
        ),
        good("en", "Choose x from [0, 1) at random.", why="an interval is half open"),
        good("ru", "Спасибо, всё получилось)))", why="a smile"),
        bad(
            "de",
            "Mit dem Zeichen „⟦[⟧“ beginnt ein Feld.",
            confidence=Confidence.POSSIBLE,
        ),
        bad("pl", "Naciśnij CTRL-⟦]⟧, aby przejść dalej.", confidence=Confidence.POSSIBLE),
        good(
            "fr",
            "Le bac part à midi (sauf à\ny) le dimanche.",
            format="text",
            why="what looks like a marker closes the bracket of the line before",
        ),
        good(
            "en",
            "(This note was added later.\n\nIt runs over two paragraphs.)",
            why="the bracket closes in a later paragraph",
        ),
        bad("sv", "Tecknet ⟦[⟧ öppnar ett prov i skalet.", confidence=Confidence.POSSIBLE),
    ),
)
def unpaired_bracket(view: TextView) -> Iterator[Detection]:
    """A bracket opens and nothing closes it, or the other way round.

    Why it hurts a reader: the aside has no visible end, so the sentence around it cannot be read on. Often
    the other bracket went with words that a translation dropped.

    Left alone: list markers, smileys, intervals, and brackets that close in a later paragraph. Only possible: what is
    spoken of or typed (“press "]"”, CTRL-]).
    """
    for bracket in lone_brackets(view):
        confidence = Confidence.CERTAIN if bracket.sure else Confidence.POSSIBLE
        yield view.detection(bracket.offset, bracket.offset + 1, confidence=confidence)
