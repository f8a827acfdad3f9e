"""A question or exclamation without the mark that opens it."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.questions import unopened
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="missing-opening-mark",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="“{mark}” is missing at the start of the sentence",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "es",
            "⟦⟧Dónde está el puerto?",
            beside="Where is the harbour?",
            source="en",
            fixed="¿Dónde está el puerto?",
        ),
        bad(
            "es-MX",
            "¡Hola! ⟦⟧Subes a bordo?",
            beside="Hi! Coming aboard?",
            source="en",
            fixed="¡Hola! ¿Subes a bordo?",
        ),
        good(
            "es",
            "Si llueve, ¿sale el barco?",
            beside="If it rains, does the boat leave?",
            source="en",
            why="it opens later",
        ),
        good(
            "pt",
            "Onde fica o porto?",
            beside="Where is the harbour?",
            source="en",
            why="Portuguese has no such mark",
        ),
    ),
)
def missing_opening_mark(view: PairView) -> Iterable[Detection]:
    """A question or an exclamation ends with its mark and does not begin with one, in a language that wants both.

    It is a spelling mistake, and the reader finds out too late how to read the sentence.

    Left alone: languages that only close, marks that open inside the sentence, and marks in code.
    """
    for place in unopened(view):
        yield view.detection(
            place.pair, place.at, place.at, fix=suggested_fix(place.at, place.at, place.mark), mark=place.mark
        )
