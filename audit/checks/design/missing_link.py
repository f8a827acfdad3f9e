"""See `missing-link`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.links import missing_links
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span

PAGE = "See the [timetable](https://ferry.example/times) of the ferry to Skagen for 2026.\n"


@check(
    id="missing-link",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="The source links to {address} here, the translation does not",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    yields_to=("literal-link",),
    examples=(
        bad(
            "de",
            "⟦Siehe den Fahrplan der Fähre nach Skagen für 2026.⟧\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "<p>⟦Voir l’horaire du bac de Skagen pour 2026.⟧</p>",
            beside='<p>See the <a href="https://ferry.example/times">timetable</a> of the ferry to Skagen for 2026.</p>',
            source="en",
            format="html",
        ),
        good(
            "de",
            "Siehe den [Fahrplan](https://ferry.example/de/times) der Fähre nach Skagen für 2026.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="the same page in the language of the text",
        ),
        good(
            "fr",
            "Voir l’[horaire](https://bac.example/horaire) du bac de Skagen pour 2026.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="a page of the readers' own",
        ),
    ),
)
def missing_link(view: PageView) -> Iterator[Detection]:
    """A link of the source is no link in the translation.

    The reader is told of a page and cannot get there.

    Left alone: links that the page has elsewhere, others in their place, anchors within the page, and links of passages
    that are missing as a whole.
    """
    for fault in missing_links(view):
        start, end = view.bounds(fault.pair)
        link = fault.source_link
        place = view.source_parts.segments[fault.source_segment].map.to_file(link.start, link.end)
        text = view.pairs[fault.pair].source.map.text_of(place.start, place.end)
        source = Span(text.start, text.end) if text.end > text.start else None
        yield view.detection(
            fault.pair, 0, end - start, source=source, confidence=fault.confidence, address=link.address
        )
