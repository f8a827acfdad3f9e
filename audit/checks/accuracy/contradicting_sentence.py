"""A sentence that says the opposite of another in the same text."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import TextView
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import EVERYWHERE

LONGEST = 80  # code points of the earlier sentence that a message quotes


@check(
    id="contradicting-sentence",
    category=Category.MISTRANSLATION,
    severity=Severity.NEUTRAL,
    confidence=Confidence.POSSIBLE,
    message="A model finds that this contradicts “{earlier}” ({probability})",
    roles=EVERYWHERE,
    needs={Need.MODEL},
    flows={Flow.PROSE},
    examples=(
        bad("en", "Ferry 9 was full on Monday. ⟦Ferry 9 was empty on Monday.⟧"),
        bad("de", "Die Halle 4 bleibt geschlossen. ⟦Die Halle 4 ist geöffnet.⟧"),
        good("en", "Ferry 9 was full on Monday. Ferry 3 was empty on Monday.", why="the model finds none"),
        good("fr", "Le bac 9 part à midi. Le bac 3 part à neuf heures.", why="the model finds none"),
    ),
)
def contradicting_sentence(view: TextView | PairView) -> Iterator[Detection]:
    """A model for entailment (nli) finds that a sentence contradicts an earlier one of the same text.

    A lost negation or a wrong number shows without the source where the text says it twice. The later sentence is marked,
    though either may be wrong. It is always `possible`, hidden unless asked for, and costs nothing.

    Left alone: sentences that share no name, number or two rarer words; those are never laid before the model.
    """
    if not isinstance(view, TextView):
        return
    for found in view.contradictions:
        earlier = view.text[found.earlier.start : found.earlier.end]
        yield view.detection(
            found.later.start,
            found.later.end,
            earlier=earlier if len(earlier) <= LONGEST else f"{earlier[: LONGEST - 1]}…",
            probability=f"{found.probability:.0%}",
        )
