"""A final mark in the middle of a sentence."""

from collections.abc import Iterable

from audit.analysis.small_after_mark import small_after_marks
from audit.analysis.text_view import TextView
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE


@check(
    id="sentence-broken-by-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="A small letter follows “{mark}”: one of the two is wrong",
    roles=PROSE,
    traits={Trait.CASE},
    examples=(
        bad("en", "The road ⟦goes. to⟧ the coast and ⟦stays! there⟧ for miles."),
        bad("es", "La carretera ⟦sigue. hasta⟧ la costa."),
        good("en", "He came at 9 a.m. and left for St. Gallen, i.e. by train.", why="abbreviations"),
        good("en", "Oh! what a night. “Why?” he asked.", why="an interjection, and a quotation that ends"),
        good(
            "en",
            '<p><b>Forgot your password?</b> <a href="/r">reset it</a> now. <a href="/m">more</a></p>',
            format="html",
            why="a label beside a link",
        ),
        good("de", "Am 5. und 6. Mai kommt Dr. von Berg.", why="ordinal numbers and a name particle"),
        good("es", "¡Hola! dijo el hombre.", why="an exclamation opened with its own mark"),
        bad("de", "Was ⟦nun? dachte⟧ Jette. Der Hund ⟦bellte! was⟧ half es.", confidence=Confidence.POSSIBLE),
        good(
            "en", "so cool! and so cheap. love it.", why="written without any capitals: see lower-case-start"
        ),
    ),
)
def sentence_broken_by_mark(view: TextView) -> Iterable[Detection]:
    """A full stop, question or exclamation mark stands where the sentence goes on.

    The reader takes the sentence for finished and stops. Where both sides read as sentences of their own, the
    capital is missing instead: see lower-case-start.

    Left alone: abbreviations, initials, ordinals, interjections at the start of a sentence, names written
    with a mark, closed quotations, labels and links set off by markup, and text without any capitals. After
    a word of three letters or less a full stop is only a possible fault, as it may abbreviate.
    """
    for place in small_after_marks(view):
        if not place.two_sentences:
            mark = view.text[place.mark]
            yield view.detection(place.start, place.end, confidence=place.confidence, mark=mark)
