"""See `altered-date`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.day_names import name_faults
from audit.analysis.pairs.quantity_faults import quantity_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="altered-date",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has “{number}”",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation",),
    examples=(
        bad(
            "de", "Die Messe öffnet am ⟦4. Mai 2023⟧.", beside="The fair opens on March 4, 2023.", source="en"
        ),
        bad("ja", "⟦1987年12月5日⟧設立", beside="Founded on 12 May 1987", source="en"),
        bad("ru", "Срок — ⟦07.09.2024⟧", beside="Due 07/09/2024", source="en"),
        bad("fr", "vendredi à ⟦7 h 30⟧", beside="at 7:30 p.m. on Friday", source="en"),
        bad("pl", "Od poniedziałku do ⟦piątku⟧", beside="From Monday to Thursday", source="en"),
        bad("es", "En el ⟦otoño⟧ de 1936", beside="In the spring of 1936", source="en"),
        good("sv", "senast den 30 juni 2025", beside="by 2025-06-30", source="en", why="the same day"),
        good("pl", "w godz. 9.00–17.00", beside="9 a.m.–5 p.m.", source="en", why="the same hours"),
        good(
            "ar", "١٥ أكتوبر ٢٠٢١", beside="15 October 2021", source="en", why="the same day in other figures"
        ),
    ),
)
def altered_date(view: PairView) -> Iterator[Detection]:
    """A date, a weekday, a season or a time of day of the translation is another one than that of the source.

    Why it hurts a reader: they come on the wrong day, or at the wrong hour.

    Left alone: the same day in another order or in words, the same hour by another clock.
    """
    for fault in quantity_faults(view):
        if fault.kind in ("date", "time"):
            confidence = None if fault.sure else Confidence.POSSIBLE
            yield view.detection(
                fault.pair,
                fault.start,
                fault.end,
                source=fault.source,
                confidence=confidence,
                number=fault.written,
            )
    for name in name_faults(view):
        yield view.detection(name.pair, name.start, name.end, source=name.source, number=name.written)
