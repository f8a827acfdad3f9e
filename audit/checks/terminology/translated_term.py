"""A name or code that the glossary wants kept, and the translation does not have."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.glossary import KEEP, term_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

ROWS = (("Harbour Pilot", "Harbour Pilot", "keep"),)


@check(
    id="translated-term",
    category=Category.DO_NOT_TRANSLATE,
    severity=Severity.MAJOR,
    message="“{term}” is to stay as it is",
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de", "Starte ⟦Hafenpilot⟧ zuerst", beside="Start Harbour Pilot first", source="en", glossary=ROWS
        ),
        bad("ru", "⟦Запустите Лоцман⟧", beside="Start Harbour Pilot", source="en", glossary=ROWS),
        good(
            "ja",
            "Harbour Pilotを起動",
            beside="Start Harbour Pilot",
            source="en",
            glossary=ROWS,
            why="it stands there",
        ),
        good(
            "de",
            "Ein Lotse kommt",
            beside="A harbour pilot is coming",
            source="en",
            glossary=ROWS,
            why="no name, by its capitals",
        ),
    ),
)
def translated_term(view: PairView) -> Iterable[Detection]:
    """The source names something that is called the same in every language, and the translation does not.

    Readers look for a product, an option or a file under a name that it does not have.

    Left alone: other capitals in the source, which make it another word.
    """
    for fault in term_faults(view):
        if fault.rule == KEEP:
            yield view.detection(fault.pair, fault.start, fault.end, source=fault.source, term=fault.term)
