"""See `altered-number`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.quantity_faults import quantity_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="altered-number",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has {number}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation", "altered-unit"),
    examples=(
        bad(
            "de",
            "Die Brücke wiegt ⟦1.243,5⟧ Tonnen.",
            beside="The bridge weighs 1,234.5 tonnes.",
            source="en",
        ),
        bad("zh", "种植了⟦300万⟧棵树", beside="30 million trees were planted", source="en"),
        bad("en", "Here ⟦4.000⟧ weavers lived.", beside="Hier lebten 4.000 Weber.", source="de"),
        bad("en", "depth ⟦3.2⟧ m", beside="глубина −3,2 м", source="ru"),
        good(
            "pl",
            "25 zwycięzców i jedna nagroda",
            beside="Twenty-five winners, 1 prize",
            source="en",
            why="words and figures say the same",
        ),
        good(
            "sv", "Färjan går kl. 8.15", beside="The ferry leaves at 8:15", source="en", why="one time of day"
        ),
        good("ja", "12万人の従業員", beside="120,000 staff", source="en", why="counted in ten thousands"),
        good(
            "de",
            "Der Weg ist 16 km lang",
            beside="The trail is 10 miles long",
            source="en",
            why="a converted measure",
        ),
        good("es", "El capítulo 4", beside="Chapter IV", source="en", why="Roman and Arabic figures"),
        good(
            "en",
            "in the nineteenth century",
            beside="im 19. Jahrhundert",
            source="de",
            why="an ordinal in words",
        ),
    ),
)
def altered_number(view: PairView) -> Iterator[Detection]:
    """A number of the translation is another one than that of the source.

    Why it hurts a reader: an amount, a year or a dose is wrong, and nothing shows it.

    Left alone: numbers written by the conventions of the language, in words, in Roman figures or with a word like
    “million”, measures that were converted, decades and short years.
    """
    for fault in quantity_faults(view):
        if fault.kind == "altered":
            confidence = None if fault.sure else Confidence.POSSIBLE
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=fault.source,
                confidence=confidence,
                number=fault.written,
            )
