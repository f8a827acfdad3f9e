"""A denial of the source that the translation lost."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.negations import negation_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="lost-negation",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="The source says “{word}”, and nothing in the translation does",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("missing-passage",),
    examples=(
        bad("de", "Wir fahren bei Nebel⟦⟧.", beside="We do not sail in fog.", source="en"),
        bad("ja", "霧の中を航行します⟦⟧。", beside="We do not sail in fog.", source="en"),
        bad("en", "The bridge is open today⟦⟧.", beside="Мост сегодня не открыт.", source="ru"),
        good(
            "de",
            "Bei Nebel fahren wir nicht.",
            beside="We do not sail in fog.",
            source="en",
            why="it is denied",
        ),
        good(
            "de",
            "Das Tor ist ungesichert.",
            beside="The gate is not secured.",
            source="en",
            why="by a prefix",
        ),
        good(
            "fr",
            "Impossible d’ouvrir la carte",
            beside="The map cannot be opened",
            source="en",
            why="by an adjective",
        ),
        good(
            "es",
            "El barco llegó entero.",
            beside="The boat was not damaged.",
            source="en",
            why="by the opposite",
        ),
    ),
)
def lost_negation(view: PairView) -> Iterable[Detection]:
    """The source denies something, and the translation holds no word that could stand for the denial.

    The reader is told the opposite, and does it.

    Left alone: prefixes, adjectives and words like “only”, “without” or “fail” that deny in their way, sentences that
    deny twice, questions, long ones, and languages whose words of negation are not listed. Labels, which often say the
    same in positive words, are doubtful.
    """
    for fault in negation_faults(view):
        if fault.lost and fault.source is not None:
            word = view.pairs[fault.pair].source.text[fault.source.start : fault.source.end]
            yield view.detection(
                fault.pair,
                fault.target.start,
                fault.target.end,
                source=fault.source,
                confidence=fault.confidence,
                word=word,
            )
