"""A stretch of the source within a translation."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import partial_copies
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="partly-copied-source",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="“{found}” is left over from the source",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    swallows=True,
    yields_to=("untranslated-part",),
    examples=(
        bad(
            "de",
            "Die Fähre hat Verspätung, ⟦please wait at the gate⟧.",
            beside="The ferry is late, please wait at the gate.",
            source="en",
        ),
        bad(
            "en",
            "Show the ticket ⟦и ждите на причале⟧",
            beside="Покажите билет и ждите на причале",
            source="ru",
        ),
        bad("ja", "切符を見せて⟦and wait here⟧", beside="Show the ticket and wait here", source="en"),
        good(
            "fr",
            "Ouvrez Harbour Traffic Monitor pour suivre le bateau",
            beside="Open Harbour Traffic Monitor to follow the boat",
            source="en",
            why="a name",
        ),
        good(
            "es",
            "Pulsa «add to list» dos veces",
            beside="Press “add to list” twice",
            source="en",
            why="in quotation marks: what stands on the button",
        ),
    ),
)
def partly_copied_source(view: PairView) -> Iterable[Detection]:
    """Several words of the source stand in the translation as they are.

    Half of the message is lost on a reader who does not know the other language.

    Left alone: names, words that both languages have, quoted words, single words, and code.
    """
    for copy in partial_copies(view):
        yield view.detection(copy.pair, copy.start, copy.end, source=copy.source, confidence=copy.confidence)
