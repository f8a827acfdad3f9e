"""Two sources that say different things, one translation."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.consistency import edges, shared
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="shared-translation",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” is the translation of “{other}” as well ({unit}), which says something else",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    across=True,
    examples=(
        bad(
            "de",
            "Motor einschalten\n⟦Motor einschalten⟧",
            beside="Turn on the engine\nTurn off the engine",
            source="en",
        ),
        bad("es", "Mostrar el mapa\n⟦Mostrar el mapa⟧", beside="Show the map\nHide the map", source="en"),
        good(
            "de",
            "Karte löschen\nKarte löschen",
            beside="Delete the map\nErase the map",
            source="en",
            why="they mean the same",
        ),
        good("fr", "Départ\nDépart", beside="Departure\nDepartures", source="en", why="a small difference"),
    ),
)
def shared_translation(view: PairView) -> Iterable[Detection]:
    """Two sources exclude each other and have one translation.

    One of the two is wrong: a button does the opposite of what it says.

    Left alone: sources that may mean the same. Only those count that differ in a pair of opposites or in a negation.
    """
    for found in shared(view):
        start, end = edges(view.pairs[found.pair].target.text)
        other = view.pairs[found.other]
        yield view.detection(
            found.pair,
            start,
            end,
            confidence=found.confidence,
            elsewhere=view.place_of(found.other),
            other=other.source.text.strip(),
            unit=view.name_of(found.other),
        )
