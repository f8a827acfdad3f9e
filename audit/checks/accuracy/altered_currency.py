"""See `altered-currency`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.currency_faults import currency_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="altered-currency",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="{what}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation", "altered-number"),
    examples=(
        bad("de", "12,50\u00a0€ oder 14\u00a0⟦€⟧", beside="€12.50 or $14", source="en"),
        bad("ru", "Размер — 2 млн ⟦долларов⟧", beside="The grant is £2 million", source="en"),
        bad("ja", "1泊5,000⟦ドル⟧", beside="¥5,000 per night", source="en"),
        bad("pl", "Opłata ⟦200⟧", beside="A fee of €200", source="en"),
        good("fr", "3,2 milliards de dollars", beside="US$3.2bn", source="en", why="a sign and a word"),
        good("zh", "5000日元", beside="¥5,000", source="en", why="the same currency"),
        good(
            "de",
            "ein echter Schatz für 5 Freunde",
            beside="a real treasure for 5 friends",
            source="en",
            why="a word, no currency",
        ),
    ),
)
def altered_currency(view: PairView) -> Iterator[Detection]:
    """An amount of the translation is in another currency than that of the source, or in none.

    Why it hurts a reader: fourteen dollars are not fourteen euros.

    Left alone: signs for names and names for signs, currencies that share a sign.
    """
    for fault in currency_faults(view):
        found = view.pairs[fault.pair].target.text[fault.start : fault.end]
        what = (
            f"The currency of this amount is missing; the source has “{fault.written}”"
            if fault.lost
            else f"“{found}” stands where the source has “{fault.written}”"
        )
        yield view.detection(fault.pair, fault.start, fault.end, source=fault.source, what=what)
