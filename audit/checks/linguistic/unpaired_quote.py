"""Quotation marks without a partner."""

from collections.abc import Iterator

from audit.analysis.quotes import lone_marks
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE


@check(
    id="unpaired-quote",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The quotation mark {found} has no partner in its paragraph",
    roles=PROSE,
    examples=(
        bad("en", 'The road stays closed until May⟦"⟧, the mayor told reporters.'),
        bad("en", '— We counted forty boats that morning,⟦"⟧ the harbour master said.'),
        bad("en", "He said the “old” bridge⟦”⟧ must go.", confidence=Confidence.CERTAIN),
        bad("de", "Er nannte das Gesetz ⟦„⟧überflüssig und verließ den Saal."),
        bad("ru", "Газета ⟦«⟧Вечерний город вышла утром."),
        bad("fr", "Le maire a parlé d’une mesure ⟦«⟧ utile et nécessaire."),
        bad(
            "en",
            "The keeper said nothing.\n\nwhich nobody had expected of a lamp so old.⟦”⟧\n\n"
            "He went up the stairs again.",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", 'A 27" screen and a 5\'11" man.', why="inches, not quotation marks"),
        good(
            "en",
            "“The first winter was hard.\n\n“The second was harder,” he wrote.",
            why="each paragraph of a long quotation opens with a mark, only the last one closes",
        ),
        good(
            "en", "‘Don’t go,’ said James’ mother, ‘it’s the ’90s.’", why="apostrophes are no quotation marks"
        ),
        good("he", 'דו"ח צה"ל פורסם אתמול.', why="gershayim mark an abbreviation"),
        bad("fr", 'Le signe ⟦"⟧ devient un guillemet dans le livre.', confidence=Confidence.POSSIBLE),
        good("pl", 'Nazwał to „zwykłym błędem".', why="badly matched, but it has a partner"),
    ),
)
def unpaired_quote(view: TextView) -> Iterator[Detection]:
    """A quotation mark opens and nothing closes it, or the other way round.

    Why it hurts a reader: nobody can tell where the quoted words end and the writer's begin. Translation
    leaves such marks when the source opens speech with a dash, which needs no closing mark, and the
    translation closes it with one.

    Left alone: quotations over several paragraphs, inches and seconds, apostrophes, Hebrew abbreviations,
    marks inside code, and pairs whose two marks do not match. Where the beginning of the paragraph is lost, a
    closing mark is only possible, and so is a mark between blanks, which may be spoken of.
    """
    for mark in lone_marks(view):
        confidence = Confidence.CERTAIN if mark.sure else Confidence.POSSIBLE
        yield view.detection(mark.offset, mark.offset + 1, confidence=confidence)
