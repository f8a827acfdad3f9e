"""Something in the translation that the source does not say."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.passages import added_passages
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="added-passage",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="{share} of the length to be expected: the translation says more than the source",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=(
        "implausible-length",
        "partly-copied-source",
        "llm-preamble",
        "llm-closing-note",
        "prompt-echo",
        "service-notice",
    ),
    examples=(
        bad(
            "de",
            "Die Fähre fährt um neun ab. ⟦Bitte denken Sie an warme Kleidung.⟧",
            beside="The ferry leaves at nine.",
            source="en",
        ),
        bad(
            "ru",
            "⟦Паром уходит в девять, и на борту вас встретит лучшая команда во всём порту.⟧",
            beside="The ferry leaves at nine.",
            source="en",
        ),
        good(
            "de",
            "Die Fähre legt um neun Uhr morgens ab.",
            beside="The ferry leaves at nine.",
            source="en",
            why="a little longer",
        ),
        good(
            "fr",
            "Appuyez sur le bouton rouge.",
            beside="Press red",
            source="en",
            why="a short source says it all",
        ),
    ),
)
def added_passage(view: PairView) -> Iterable[Detection]:
    """The translation is so long that it must say more than the source.

    The reader is told what nobody wrote.

    Left alone: short texts, in which a few letters make a large share, code, and pairs of languages whose lengths are not
    known.
    """
    for passage in added_passages(view):
        yield view.detection(passage.pair, passage.start, passage.end, share=f"{passage.share:.0%}")
