"""A denial that the source does not have."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.negations import negation_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="added-negation",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” denies what the source says",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("added-passage",),
    examples=(
        bad("de", "Hunde dürfen ⟦nicht⟧ an Bord.", beside="Dogs may come aboard.", source="en"),
        bad("pl", "Bilet ⟦nie⟧ jest ważny do jutra.", beside="The ticket is valid for a day.", source="en"),
        good(
            "de",
            "Nicht nur Hunde dürfen an Bord.",
            beside="Dogs too may come aboard.",
            source="en",
            why="“not only”",
        ),
        good(
            "ru",
            "Не удалось открыть карту",
            beside="Failed to open the map",
            source="en",
            why="“failed” denies",
        ),
        good(
            "fr",
            "Le bac n’est pas loin, non ?",
            beside="The ferry is near, right?",
            source="en",
            why="a question",
        ),
    ),
)
def added_negation(view: PairView) -> Iterable[Detection]:
    """The translation denies, and the source holds no word that could stand for a denial.

    The reader is told the opposite, and does it.

    Left alone: phrases such as “not only”, questions, sources with words of lack, limit or exception, long sentences,
    and languages whose words of negation are not listed. Words that only look like a denial, and
    labels and headlines, are doubtful.
    """
    for fault in negation_faults(view):
        if not fault.lost:
            yield view.detection(
                fault.pair, fault.target.start, fault.target.end, confidence=fault.confidence
            )
