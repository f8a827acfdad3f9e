"""A final mark of the source that the translation lost."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.end_faults import end_faults
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="missing-end-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The source ends with “{mark}”, the translation with no mark",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de",
            "Der Bus fährt um neun⟦⟧",
            beside="The bus leaves at nine.",
            source="en",
            fixed="Der Bus fährt um neun.",
        ),
        bad("ru", "Загрузка⟦⟧", beside="Loading...", source="en", fixed="Загрузка..."),
        bad("fr", "Passagers⟦⟧", beside="Passengers:", source="en", fixed="Passagers\u00a0:"),
        bad("zh", "渡轮几点开⟦⟧", beside="When does the ferry leave?", source="en", fixed="渡轮几点开？"),
        good(
            "th",
            "เรือออกแล้ว",
            beside="The boat has left.",
            source="en",
            why="Thai ends a sentence without a mark",
        ),
        good("ja", "船は出ましたか", beside="Has the boat left?", source="en", why="the last word asks"),
        good(
            "de",
            "Kaffee, Tee usw.",
            beside="Coffee, tea etc.",
            source="en",
            why="the full stop is an abbreviation's",
        ),
    ),
)
def missing_end_mark(view: PairView) -> Iterable[Detection]:
    """The source ends with a mark, the translation with none.

    A reader cannot tell whether the text goes on; a label without its colon runs into its value.

    Left alone: kinds of marks that the language leaves out, questions that a word asks, marks of exclamation, which
    languages set more or less freely (doubtful), and the full stop of an abbreviation.
    """
    for fault in end_faults(view):
        if fault.target.kind is None:
            source, target = fault.source, fault.target
            yield view.detection(
                fault.pair,
                target.start,
                target.start,
                source=Span(source.start, source.end),
                confidence=fault.confidence,
                fix=suggested_fix(target.start, target.start, fault.wanted),
                mark=fault.mark,
            )
