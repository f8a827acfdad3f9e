"""A final mark in the form of another language."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.end_faults import foreign_ends
from audit.analysis.text_view import safe_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="foreign-end-mark",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="Ends with “{found}”; {language} writes “{wanted}”",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("foreign-punctuation",),
    examples=(
        bad(
            "ja",
            "船が港に着きました⟦.⟧",
            beside="The boat has reached the harbour.",
            source="en",
            fixed="船が港に着きました。",
        ),
        bad(
            "el",
            "Πού είναι το λιμάνι⟦?⟧",
            beside="Where is the harbour?",
            source="en",
            fixed="Πού είναι το λιμάνι;",
        ),
        bad("ar", "أين الميناء⟦?⟧", beside="Where is the harbour?", source="en", fixed="أين الميناء؟"),
        good(
            "ja",
            "「船」は Ferry Co.",
            beside="“Boat” is Ferry Co.",
            source="en",
            why="the last word is Latin",
        ),
        good("hi", "नाव आ गई है.", beside="The boat has come.", source="en", why="both stops are in use"),
    ),
)
def foreign_end_mark(view: PairView) -> Iterable[Detection]:
    """The final mark is the right one, in a form that the language does not use.

    It betrays the source, and some programs cut sentences at the language's own marks only.

    Left alone: forms that the language uses side by side, and marks behind a word of another script.
    """
    for end in foreign_ends(view):
        yield view.detection(
            end.pair,
            end.start,
            end.end,
            fix=safe_fix(end.start, end.end, end.wanted),
            wanted=end.wanted,
            language=view.language.name,
        )
