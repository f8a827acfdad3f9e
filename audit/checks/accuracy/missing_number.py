"""See `missing-number`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.quantity_faults import quantity_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="missing-number",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The number {number} of the source is missing",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation",),
    examples=(
        bad("de", "⟦Der Turm hat viele Stufen.⟧", beside="The tower has 463 steps.", source="en"),
        bad("ru", "⟦Он был построен давно.⟧", beside="It was built in 1874.", source="en"),
        good(
            "de",
            "Der Turm hat dreizehn Stufen.",
            beside="The tower has 13 steps.",
            source="en",
            why="said in a word",
        ),
        good("fr", "Un fichier", beside="1 file", source="en", why="an article says one"),
    ),
)
def missing_number(view: PairView) -> Iterator[Detection]:
    """A number of the source is not in the translation, neither in figures nor in words.

    Why it hurts a reader: they do not learn how much, how many or when.

    Left alone: one and two, which articles and duals say, and plural forms. Round and small numbers are only possibly
    missing: languages have words for a dozen, a fortnight, a day.
    """
    for fault in quantity_faults(view):
        if fault.kind == "missing":
            confidence = None if fault.sure else Confidence.POSSIBLE
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=fault.source,
                confidence=confidence,
                number=fault.written,
            )
