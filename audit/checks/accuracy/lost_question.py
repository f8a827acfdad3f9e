"""A question of the source that became a statement, inside a text."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.questions import lost_questions
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="lost-question",
    category=Category.MISTRANSLATION,
    severity=Severity.MINOR,
    message="The source asks here, the translation does not",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de",
            "Ist der Hafen offen⟦⟧. Wir kommen.",
            beside="Is the harbour open? We are coming.",
            source="en",
        ),
        bad("ja", "港は開いています⟦⟧。行きましょう！", beside="Is the harbour open? Let's go!", source="en"),
        good(
            "ja",
            "港は開いていますか。行きましょう！",
            beside="Is the harbour open? Let's go!",
            source="en",
            why="a word asks",
        ),
        good("fr", "Prêt ? Partons.", beside="Ready? Let's go.", source="en", why="both ask"),
    ),
)
def lost_question(view: PairView) -> Iterable[Detection]:
    """A sentence inside the text asks in the source and states in the translation.

    The reader takes for settled what was left open.

    Left alone: questions that a word asks, texts of another number of sentences, and the last sentence, which is
    that of `changed-end-mark`.
    """
    for place in lost_questions(view):
        yield view.detection(
            place.pair, place.at, place.at, confidence=None if place.sure else Confidence.POSSIBLE
        )
