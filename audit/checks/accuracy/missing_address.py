"""See `missing-address`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.addresses import address_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="missing-address",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The address {address} of the source is missing",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad("ar", "⟦راسلنا للحصول على الشمع⟧", beside="Write to info@hive.example for wax", source="en"),
        bad("de", "⟦Mehr dazu im Netz.⟧", beside="More at https://hive.example/wax.", source="en"),
        good(
            "de",
            "Mehr: https://hive.example/de/wax",
            beside="More: https://hive.example/en/wax",
            source="en",
            why="the same page in the language of the text",
        ),
        good(
            "fr",
            "http://a.example est http://a.example",
            beside="http://a.example is it",
            source="en",
            why="nothing is missing",
        ),
    ),
)
def missing_address(view: PairView) -> Iterator[Detection]:
    """A web or mail address of the source does not appear in the translation.

    Why it hurts a reader: they are told of a page or a mailbox and cannot get there.

    Left alone: the page of the same name in another language, and an address that stands twice in the source and once in
    the translation.
    """
    for fault in address_faults(view):
        if fault.kind == "missing":
            source = Span(*fault.source) if fault.source else None
            doubtful = Confidence.POSSIBLE if fault.example else None
            yield view.detection(
                fault.pair, fault.start, fault.end, source=source, confidence=doubtful, address=fault.address
            )
