"""See `missing-translation`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span


@check(
    id="missing-translation",
    category=Category.OMISSION,
    severity=Severity.CRITICAL,
    message="Nothing is translated of “{source_text}”",
    needs=(Need.SOURCE,),
    swallows=True,
    examples=(
        bad("de", "⟦⟧", beside="Log out", source="en"),
        bad("fr", "⟦ ⟧", beside="Compost bin", source="en"),
        bad("ru", "⟦—⟧", beside="Next frost: tomorrow", source="en"),
        bad("ru", "%d ряд¦%d ряда¦⟦⟧", beside="%d row¦%d rows", source="en"),
        good("de", "…", beside="* * *", source="en", why="there is nothing to translate"),
        good("ja", "—", beside="—", source="en", why="the source has no word either"),
        good("ja", "※", beside="*)", source="en", why="a sign for a sign"),
    ),
)
def missing_translation(view: PairView) -> Iterator[Detection]:
    """The source says something, and the translation holds no letter and no figure.

    Why it hurts a reader: where the text should stand there is nothing, or the program falls back to the source language.

    Left alone: sources without a letter.
    """
    for index, pair in enumerate(view.pairs):
        text = pair.target.text
        if len(text) > LONGEST or (text and any(map(str.isalnum, text))):
            continue
        source = pair.source.text
        if not any(map(str.isalpha, source)) or (text.strip() and text.strip() in source):
            continue
        if text.strip() and text.strip(BLANKS) != "" and any(ord(char) > 0x2100 for char in text):
            continue
        if text.strip() and len([char for char in source if char.isalpha()]) < FEW:
            continue
        shown = source if len(source) <= LONGEST else source[:LONGEST] + "…"
        yield view.detection(index, 0, len(text), source=Span(0, len(source)), source_text=shown)


FEW = 4  # letters of a source that marks may well translate: "{}th" is "{}." in German
LONGEST = 60  # code points of a source that a message quotes, and of marks that may stand for nothing
BLANKS = " \t\r\n\u00a0\u200b.,;:!?-–—…"
