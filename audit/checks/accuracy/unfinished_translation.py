"""See `unfinished-translation`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import Extent, clipped, left_out
from audit.analysis.pages.stale import evidence
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span

PAGE = (
    "The ferry to Skagen leaves the old harbour at 9:40.\n\nBring 2 warm coats, because it is cold on deck.\n\n"
    "You can buy tea and small cakes on board for 15 crowns.\n\nDogs travel free of charge.\n\n"
    "In winter there is no ferry on Sundays.\n"
)
GRAVE = 0.25  # of the page


@check(
    id="unfinished-translation",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The translation ends here; the source goes on with {what} ({share} of it), “{lost}”{since}",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Die Fähre nach Skagen verlässt den alten Hafen um 9:40.\n\n"
            "Nehmen Sie 2 warme Mäntel mit, denn an Deck ist es kalt.⟦⟧\n",
            beside=PAGE,
            source="en",
        ),
        bad(
            "ru",
            "Паром в Скаген отходит из старой гавани в 9:40.\n\nВозьмите 2 тёплых пальто, потому что на палубе холодно.⟦⟧\n",
            beside=PAGE,
            source="en",
        ),
        good(
            "de",
            "Die Fähre nach Skagen verlässt den alten Hafen um 9:40.\n\n"
            "Nehmen Sie 2 warme Mäntel mit, denn an Deck ist es kalt.\n\n"
            "An Bord können Sie für 15 Kronen Tee und kleine Kuchen kaufen.\n\nHunde fahren kostenlos mit.\n\n"
            "Im Winter fährt sonntags keine Fähre.\n",
            beside=PAGE,
            source="en",
            why="it goes on to the end",
        ),
        good(
            "ru",
            "Паром в Скаген отходит из старой гавани в 9:40.\n\nВозьмите 2 тёплых пальто, потому что на палубе холодно.\n\n"
            "На борту можно купить чай и пирожные за 15 крон.\n\nСобаки едут бесплатно.\n",
            beside=PAGE,
            source="en",
            why="one paragraph is missing, which is what omitted-part says",
        ),
    ),
)
def unfinished_translation(view: PageView) -> Iterator[Detection]:
    """The translation stops, and the source goes on.

    The end is missing: a model that came to its limit, a translator to the end of the day, or a source that has grown
    since. It is one finding, however much is missing; critical from a quarter of the page on.

    Left alone: one or two blocks at the end, which are what `omitted-part` tells.
    """
    for passage in left_out(view):
        if passage.extent is Extent.ENDING:
            text = view.pairs[passage.pair].source.text
            yield view.detection(
                passage.pair,
                0,
                0,
                source=Span(0, len(text)),
                severity=Severity.CRITICAL if passage.share >= GRAVE else None,
                confidence=passage.confidence,
                what=passage.what,
                share=f"{passage.share:.0%}",
                lost=clipped(text),
                since=evidence(view, view.pairs[passage.pair].source),
            )
