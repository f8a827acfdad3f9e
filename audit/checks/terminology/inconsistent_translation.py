"""One source, several translations."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.consistency import differing, edges
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="inconsistent-translation",
    category=Category.INCONSISTENT_TERM,
    severity=Severity.MINOR,
    message="“{found}” for what is “{usual}” elsewhere ({unit})",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    across=True,
    examples=(
        bad("de", "Abfahrt\nAbfahrt\n⟦Auslaufen⟧", beside="Departure\nDeparture\nDeparture", source="en"),
        bad("ja", "時刻表を開く\n⟦時間表を見る⟧", beside="Open timetable\nOpen timetable", source="en"),
        good("de", "Abfahrt\nAnkunft", beside="Departure\nArrival", source="en", why="two sources"),
        good(
            "fr",
            "Départ\nDÉPART :",
            beside="Departure\nDeparture",
            source="en",
            why="the same word, written otherwise",
        ),
        good("ru", "Открыть(&O)\nОткрыть", beside="&Open\nOpen", source="en", why="an accelerator"),
    ),
)
def inconsistent_translation(view: PairView) -> Iterable[Detection]:
    """A source that comes several times has another translation here than elsewhere.

    Readers take two words for two things.

    Left alone: units whose context says that they mean different things, plural forms, accelerators, capitals, final
    marks and white space.
    """
    for found in differing(view):
        text = view.pairs[found.pair].target.text
        start, end = edges(text)
        other = view.pairs[found.other]
        yield view.detection(
            found.pair,
            start,
            end,
            confidence=found.confidence,
            elsewhere=view.place_of(found.other),
            usual=other.target.text.strip(),
            unit=view.name_of(found.other),
        )
