"""A part of the source that the translation lacks."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.passages import missing_passages
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

LONG = "The bridge, which was closed for repairs over the whole winter, opens again."


@check(
    id="missing-passage",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="Only {share} of the length to be expected: something of the source is missing{lost}",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("implausible-length", "missing-translation"),
    examples=(
        bad("fr", "⟦Le pont rouvre.⟧", beside=LONG, source="en"),
        bad(
            "de",
            "⟦Zeig die Karte. Steig ein.⟧",
            beside="Show your ticket. Wait for the captain's call. Go aboard.",
            source="en",
        ),
        bad(
            "es", "⟦Trae agua y una manta.⟧", beside="Bring water, a warm blanket and some food.", source="en"
        ),
        good(
            "fr",
            "Le pont, fermé tout l’hiver pour réparation, rouvre enfin.",
            beside=LONG,
            source="en",
            why="all of it",
        ),
        good(
            "de",
            "Karte zeigen, auf den Aufruf des Kapitäns warten und einsteigen.",
            beside="Show your ticket. Wait for the captain's call. Go aboard.",
            source="en",
            why="three sentences in one",
        ),
        good(
            "zh",
            "请先出示船票，再等船长叫您，然后上船。",
            beside="Show your ticket. Wait for the captain's call. Go aboard.",
            source="en",
            why="Chinese is short",
        ),
    ),
)
def missing_passage(view: PairView) -> Iterable[Detection]:
    """The translation is so short that a part of the source must be missing.

    Far shorter than the two languages let expect is enough; somewhat shorter is when a sentence, a member of a list or
    what was joined with “and” is missing as well. The reader does not learn what the source says, and does not know it.

    Left alone: short sources, code, sentences joined into one, and pairs of languages whose lengths are not known.
    """
    for passage in missing_passages(view):
        text = view.pairs[passage.pair].source.text
        lost = f" (“{text[passage.source.start : passage.source.end].strip()}”?)" if passage.source else ""
        yield view.detection(
            passage.pair,
            passage.start,
            passage.end,
            source=passage.source,
            share=f"{passage.share:.0%}",
            lost=lost,
        )
