"""Another final mark than that of the source."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.end_faults import end_faults
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="changed-end-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="Ends with “{found}” where the source ends with “{mark}”",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de",
            "Ist der Hafen offen⟦.⟧",
            beside="Is the harbour open?",
            source="en",
            fixed="Ist der Hafen offen?",
        ),
        bad(
            "el",
            "Πού είναι το λιμάνι⟦.⟧",
            beside="Where is the harbour?",
            source="en",
            fixed="Πού είναι το λιμάνι;",
        ),
        bad("hi", "नाव आ गई है⟦:⟧", beside="The boat has come.", source="en", fixed="नाव आ गई है।"),
        good("ja", "船は出ましたか。", beside="Has the boat left?", source="en", why="the last word asks"),
        good(
            "el",
            "Πού είναι το λιμάνι;",
            beside="Where is the harbour?",
            source="en",
            why="the Greek question mark",
        ),
        good(
            "fr",
            "Chargement…",
            beside="Loading...",
            source="en",
            why="three points or one sign, the same mark",
        ),
    ),
)
def changed_end_mark(view: PairView) -> Iterable[Detection]:
    """The translation ends with a mark that says something else than the mark of the source.

    A question becomes a statement, a label a sentence.

    Left alone: the marks that a language writes for the same thing, questions that a word asks, and an exclamation
    that is said calmly or the other way round (doubtful).
    """
    for fault in end_faults(view):
        if fault.source.kind is not None and fault.target.kind is not None:
            source, target = fault.source, fault.target
            yield view.detection(
                fault.pair,
                target.start,
                target.end,
                source=Span(source.start, source.end),
                confidence=fault.confidence,
                fix=suggested_fix(target.start, target.end, fault.wanted),
                mark=fault.mark,
            )
