"""A final mark that the source does not have."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.end_faults import end_faults
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="added-end-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="Ends with “{found}”, the source with no mark",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad("de", "Fahrkarten⟦:⟧", beside="Tickets", source="en", fixed="Fahrkarten"),
        bad("es", "Abrir el horario⟦…⟧", beside="Open the timetable", source="en", fixed="Abrir el horario"),
        good(
            "de",
            "Werktags, 9 Uhr usw.",
            beside="Weekdays, 9 o'clock and so on",
            source="en",
            why="an abbreviation",
        ),
        good("fr", "Ouvrir…", beside="Open…", source="en", why="both sides have it"),
    ),
)
def added_end_mark(view: PairView) -> Iterable[Detection]:
    """The translation ends with a mark, the source with none.

    A label with a full stop looks like a sentence, one with a colon waits for something, one with an ellipsis promises
    a dialogue.

    Left alone: the full stop of an abbreviation, that of a sentence unless nearly all others of the file do without as
    their sources (doubtful), and marks of exclamation, which are doubtful only.
    """
    for fault in end_faults(view):
        if fault.source.kind is None:
            source, target = fault.source, fault.target
            yield view.detection(
                fault.pair,
                target.start,
                target.end,
                source=Span(source.start, source.end),
                confidence=fault.confidence,
                fix=suggested_fix(target.start, target.end, ""),
            )
