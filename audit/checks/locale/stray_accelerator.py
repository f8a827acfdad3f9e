"""See `stray-accelerator`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.accelerators import accelerators
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="stray-accelerator",
    category=Category.SHORTCUT_KEY,
    severity=Severity.MINOR,
    message="{why}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    confidence=Confidence.LIKELY,
    examples=(
        bad("ru", "⟦&Сохранить &⟧как", beside="Save &As", source="en", family=Family.QT),
        bad("es", "Buscar siguiente⟦&⟧", beside="Find &Next", source="en", family=Family.QT),
        bad(
            "fr",
            "Sel ⟦&⟧ poivre",
            beside="Salt && pepper",
            source="en",
            family=Family.QT,
            fixed="Sel && poivre",
        ),
        good("ru", "Сохранить &как", beside="Save &As", source="en", family=Family.QT, why="one of them"),
        good(
            "de",
            "Salz && &Pfeffer",
            beside="Salt && &Pepper",
            source="en",
            family=Family.QT,
            why="an ampersand and an accelerator",
        ),
    ),
)
def stray_accelerator(view: PairView) -> Iterator[Detection]:
    """A translation marks two letters as accelerators, or marks a space or nothing.

    Why it hurts a reader: the key does nothing, or the sign itself is shown.

    Left alone: doubled signs, which stand for the sign itself.
    """
    for index, found in accelerators(view).items():
        if found.bare:
            place = found.bare[0]
            doubled = not found.wanted
            fix = Fix((Edit(place, place + 1, found.sign * 2),), Safety.SUGGESTED) if doubled else None
            why = (
                f"“{found.sign}” itself is written “{found.sign * 2}”" if doubled else "This marks no letter"
            )
            yield view.detection(index, place, place + 1, fix=fix, why=why)
        elif len(found.given) > max(found.wanted, 1):
            yield view.detection(
                index, found.given[0], found.given[-1] + 1, why="Two letters are marked as accelerators"
            )
