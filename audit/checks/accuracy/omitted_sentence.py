"""See `omitted-sentence`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import Extent, clipped, left_out
from audit.analysis.pages.stale import evidence
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span

THREE = (
    "At 9:40 the ferry to Skagen leaves the old harbour. Bring a warm coat, because it is very cold on deck. "
    "Tea costs 12 crowns on board."
)


@check(
    id="omitted-sentence",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="{what} of the source {is_are} missing: “{lost}”{since}",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Um 9:40 verlässt die Fähre nach Skagen den alten Hafen.⟦⟧ Tee kostet an Bord 12 Kronen.",
            beside=THREE,
            source="en",
        ),
        bad(
            "fr",
            "À 9:40 le bac pour Skagen quitte le vieux port.⟦⟧ Le thé coûte 12 couronnes à bord.",
            beside=THREE,
            source="en",
        ),
        good(
            "de",
            "Um 9:40 verlässt die Fähre nach Skagen den alten Hafen. Nehmen Sie einen warmen Mantel mit. An Deck ist es "
            "nämlich kalt. Tee kostet an Bord 12 Kronen.",
            beside=THREE,
            source="en",
            why="one sentence became two",
        ),
        good(
            "de",
            "Um 9:40 verlässt die Fähre nach Skagen den alten Hafen. Nehmen Sie einen warmen Mantel mit, denn an Deck ist "
            "es kalt, und Tee kostet an Bord 12 Kronen.",
            beside=THREE,
            source="en",
            why="two sentences became one",
        ),
    ),
)
def omitted_sentence(view: PageView) -> Iterator[Detection]:
    """Sentences of a paragraph, whose others are translated, are nowhere in the translation.

    The reader does not learn what they say, and does not know it.

    Left alone: sentences that were joined with others, which shows in the length of the paragraph; short exclamations; and
    a passage in whose place the translation has something of its own.
    """
    for passage in left_out(view):
        if passage.extent is Extent.SENTENCE:
            text = view.pairs[passage.pair].source.text
            yield view.detection(
                passage.pair,
                0,
                0,
                source=Span(0, len(text)),
                confidence=passage.confidence,
                what=passage.what[:1].upper() + passage.what[1:],
                is_are="are" if passage.sentences > 1 else "is",
                lost=clipped(text),
                since=evidence(view, view.pairs[passage.pair].source),
            )
