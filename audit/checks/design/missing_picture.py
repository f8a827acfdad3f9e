"""See `missing-picture`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.pictures import missing_pictures
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

PAGE = "The ferry to Skagen sails at 9:40.\n\n![The ferry](img/ferry.png)\n\nTea costs 12 crowns.\n"


@check(
    id="missing-picture",
    category=Category.OMISSION,
    severity=Severity.MINOR,
    message="The source has a picture behind this, {address}, the translation has none",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "⟦Die Fähre nach Skagen fährt um 9:40.⟧\n\nTee kostet 12 Kronen.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "<p>⟦Le bac de Skagen part à 9:40.⟧</p><p>Le thé coûte 12 couronnes.</p>",
            beside='<p>The ferry to Skagen sails at 9:40.</p><img src="ferry.png"><p>Tea costs 12 crowns.</p>',
            source="en",
            format="html",
        ),
        good(
            "de",
            "Die Fähre nach Skagen fährt um 9:40.\n\n![Die Fähre](../../img/ferry.webp)\n\nTee kostet 12 Kronen.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="the same picture from another folder",
        ),
        good(
            "fr",
            "Le bac de Skagen part à 9:40.\n\n![Le bac](img/bac.png)\n\nLe thé coûte 12 couronnes.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="a picture of the readers' own",
        ),
    ),
)
def missing_picture(view: PageView) -> Iterator[Detection]:
    """A picture of the source is not in the translation.

    The reader looks for what the text speaks of.

    Left alone: pictures of passages that are missing as a whole, and other pictures in their place.
    """
    for missing in missing_pictures(view):
        start, end = view.bounds(missing.pair)
        yield view.detection(missing.pair, 0, end - start, address=missing.picture.address)
