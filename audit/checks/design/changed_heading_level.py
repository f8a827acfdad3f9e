"""See `changed-heading-level`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.headings import changed_levels
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

PAGE = "# The ferry to Skagen\n\nIt sails at 9:40.\n\n## Tickets for 12 crowns\n\nBuy them on board.\n"


@check(
    id="changed-heading-level",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="A heading of level {level}, which has level {source_level} in the source",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "# Die Fähre nach Skagen\n\nSie fährt um 9:40.\n\n### ⟦Karten für 12 Kronen⟧\n\nKaufen Sie sie an Bord.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "<h1>Le bac de Skagen</h1><p>Il part à 9:40.</p><h3>⟦Des billets à 12 couronnes⟧</h3>"
            "<p>Achetez-les à bord.</p>",
            beside="<h1>The ferry to Skagen</h1><p>It sails at 9:40.</p><h2>Tickets for 12 crowns</h2>"
            "<p>Buy them on board.</p>",
            source="en",
            format="html",
        ),
        good(
            "de",
            "# Die Fähre nach Skagen\n\nSie fährt um 9:40.\n\n## Karten für 12 Kronen\n\nKaufen Sie sie an Bord.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="the same levels",
        ),
        good(
            "fr",
            "## Le bac de Skagen\n\nIl part à 9:40.\n\n### Des billets à 12 couronnes\n\nAchetez-les à bord.\n\n"
            "### Des chiens à 3 couronnes\n\nIls voyagent.\n",
            beside=PAGE + "\n## Dogs for 3 crowns\n\nThey travel.\n",
            source="en",
            format="markdown",
            why="the whole page is one level deeper",
        ),
    ),
)
def changed_heading_level(view: PageView) -> Iterator[Detection]:
    """A heading stands on another level than in the source.

    The table of contents and what people hear who do not see the page say that it belongs elsewhere.

    Left alone: a page all of whose headings moved by as many levels.
    """
    for heading in changed_levels(view):
        start, end = view.bounds(heading.pair)
        yield view.detection(
            heading.pair, 0, end - start, level=heading.level, source_level=heading.source_level
        )
