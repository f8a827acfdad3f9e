"""See `altered-unit`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.quantity_faults import quantity_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="altered-unit",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has “{number}”, and the figure is the same",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation",),
    examples=(
        bad("de", "Der Weg ist 10 ⟦km⟧ lang", beside="The trail is 10 miles long", source="en"),
        bad("ru", "Скорость: 40 ⟦Мбит⟧/с", beside="Speed: 40 MB/s", source="en"),
        bad("pl", "Pompa potrzebuje 12 ⟦kWh⟧", beside="The pump needs 12 kW", source="en"),
        good(
            "de",
            "Der Weg ist 16 km lang",
            beside="The trail is 10 miles long",
            source="en",
            why="the figure was converted too",
        ),
        good("zh", "一块3公顷的田地", beside="A field of 3 hectares", source="en", why="the same unit"),
    ),
)
def altered_unit(view: PairView) -> Iterator[Detection]:
    """A figure was kept, and its unit is another one.

    Why it hurts a reader: ten miles are not ten kilometres, and an oven at 350 °C burns the cake.

    Left alone: measures whose figure was converted with the unit.
    """
    for fault in quantity_faults(view):
        if fault.kind == "unit":
            confidence = None if fault.sure else Confidence.POSSIBLE
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=fault.source,
                confidence=confidence,
                number=fault.written,
            )
