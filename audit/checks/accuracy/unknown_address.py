"""See `unknown-address`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.addresses import address_faults
from audit.analysis.pairs.asked_for import asks_for_something
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="unknown-address",
    category=Category.ADDITION,
    severity=Severity.MINOR,
    message="The source does not have the address {found}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad("de", "Mehr dazu auf ⟦https://hive.example⟧", beside="More about it", source="en"),
        bad("fr", "Écrivez à ⟦info@hive.example⟧", beside="Write to us", source="en"),
        good(
            "de",
            "Jo Doe <jo@hive.example>",
            beside="translator-credits",
            source="en",
            why="the source asks for a name",
        ),
        good(
            "es", "https://hive.example/", beside="https://hive.example", source="en", why="the same address"
        ),
    ),
)
def unknown_address(view: PairView) -> Iterator[Detection]:
    """The translation has a web or mail address that its source does not have.

    Why it hurts a reader: the author never sent anybody there.

    Left alone: a source of one word, which asks for the names of the translators.
    """
    for fault in address_faults(view):
        if fault.kind == "unknown" and not asks_for_something(view.pairs[fault.pair].source.text):
            yield view.detection(fault.pair, fault.start, fault.end)
