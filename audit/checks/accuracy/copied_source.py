"""A translation that is its source."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import whole_copies
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="copied-source",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="The translation is the source: “{found}”",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    swallows=True,
    yields_to=("untranslated-part",),
    examples=(
        bad("de", "⟦The ferry is late today.⟧", beside="The ferry is late today.", source="en"),
        bad("ru", "⟦Harbour map settings⟧", beside="Harbour map settings", source="en"),
        bad("en", "⟦Fahrplan wird geladen⟧", beside="Fahrplan wird geladen", source="de"),
        good("fr", "Destination", beside="Destination", source="en", why="French has the word as well"),
        good("pl", "OpenHarbourMap", beside="OpenHarbourMap", source="en", why="a name"),
        good("sv", "%s: %d", beside="%s: %d", source="en", why="nothing to translate"),
        good("de", "Ferry Tours Ltd.", beside="Ferry Tours Ltd.", source="en", why="a name, by its capitals"),
    ),
)
def copied_source(view: PairView) -> Iterable[Detection]:
    """A unit holds its source where a translation should be.

    The reader meets a foreign language, and a count of translated units hides it.

    Left alone: names, codes and placeholders, words that the target language has as well, phrases that all languages
    share, listed terms, and single words of which no translation is known.
    """
    for copy in whole_copies(view):
        yield view.detection(copy.pair, copy.start, copy.end, source=copy.source, confidence=copy.confidence)
