"""See `altered-address`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.addresses import address_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span
from audit.model.unit import Family


@check(
    id="altered-address",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has {address}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "de",
            "Preise: ⟦https://hive.example/de/preise⟧",
            beside="Prices: https://hive.example/en/prices",
            source="en",
            fixed="Preise: https://hive.example/en/prices",
        ),
        bad(
            "de",
            "Schreib an ⟦hallo@hive.example⟧.",
            beside="Write to hello@hive.example.",
            source="en",
            fixed="Schreib an hello@hive.example.",
        ),
        bad(
            "ja",
            "メール：⟦honey＋wax＠hive.example⟧",
            beside="Mail: honey+wax@hive.example",
            source="en",
            fixed="メール：honey+wax@hive.example",
        ),
        bad(
            "ru",
            "[здесь](⟦https://hive.example/guide/старт⟧)",
            beside="[here](https://hive.example/guide/start)",
            source="en",
            family=Family.MARKDOWN,
            fixed="[здесь](https://hive.example/guide/start)",
        ),
        good(
            "ru",
            "https://hive.example/ru/guide",
            beside="https://hive.example/guide",
            source="en",
            why="the page in the language of the text",
        ),
        good(
            "fr",
            "https://fr.wikipedia.org/wiki/Abeille",
            beside="https://en.wikipedia.org/wiki/Bee",
            source="en",
            why="the article of the other language",
        ),
    ),
)
def altered_address(view: PairView) -> Iterator[Detection]:
    """A web or mail address of the translation is not that of the source.

    Why it hurts a reader: the link is dead, or leads somewhere else; the mail goes to nobody.

    Left alone: what only names another language (/de/ for /en/), sites that keep their languages apart by host, http for
    https. Addresses of examples (user@example.com) are only possibly wrong: they may be translated.
    """
    for fault in address_faults(view):
        if fault.kind == "altered":
            source = Span(*fault.source) if fault.source else None
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=source,
                fix=Fix((Edit(fault.start, fault.end, fault.address),), Safety.SUGGESTED),
                confidence=Confidence.POSSIBLE if fault.example else None,
                address=fault.address,
            )
