"""See `unknown-number`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.quantity_faults import quantity_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="unknown-number",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="The source does not have the number {number}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation",),
    examples=(
        bad("de", "Der Turm hat ⟦463⟧ Stufen.", beside="The tower has many steps.", source="en"),
        bad("ru", "Он был построен в ⟦1874⟧ году.", beside="It was built long ago.", source="en"),
        good(
            "de",
            "Der Turm hat 13 Stufen.",
            beside="The tower has thirteen steps.",
            source="en",
            why="the source says it in a word",
        ),
        good("fr", "dans les années 1990", beside="in the 1990s", source="en", why="the same decade"),
    ),
)
def unknown_number(view: PairView) -> Iterator[Detection]:
    """The translation has a number that its source does not have, neither in figures nor in words.

    Why it hurts a reader: they are told an amount or a date that the author never gave.

    Left alone: one and two, plural forms. Round and small numbers are only possibly too much: the source may have a word
    for them (a dozen, a fortnight).
    """
    for fault in quantity_faults(view):
        if fault.kind == "unknown":
            confidence = None if fault.sure else Confidence.POSSIBLE
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=fault.source,
                confidence=confidence,
                number=fault.written,
            )
