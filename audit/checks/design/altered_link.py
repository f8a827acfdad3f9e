"""See `altered-link`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.links import altered_links
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span

PAGE = "See the [timetable](https://ferry.example/times) of the ferry to Skagen for 2026.\n"


@check(
    id="altered-link",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="Leads to {other}, the source to {address}{more}",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Siehe den [⟦Fahrplan⟧](hhttps://ferry.example/times) der Fähre nach Skagen für 2026.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "Voir l’[⟦horaire⟧](../horaires) du bac de Skagen pour 2026.\n",
            beside="See the [timetable](#times) of the ferry to Skagen for 2026.\n",
            source="en",
            format="markdown",
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
            "Voir l’[horaire](#horaires) du bac de Skagen pour 2026.\n",
            beside="See the [timetable](#times) of the ferry to Skagen for 2026.\n",
            source="en",
            format="markdown",
            why="the name of a heading follows its language",
        ),
    ),
)
def altered_link(view: PageView) -> Iterator[Detection]:
    """A link leads elsewhere than that of the source, by a slip: a broken scheme, a letter, a place that became a page.

    The reader gets to no page, or to a wrong one. Links within the page that all lead to others are one finding.

    Left alone: the page in another language, another page on the subject, another version, names of headings, and paths
    from another folder.
    """
    for fault in altered_links(view):
        if fault.link is None:
            continue
        place = view.parts.segments[fault.segment].map.to_file(fault.link.start, fault.link.end)
        target = view.pairs[fault.pair].target
        shown = target.map.text_of(place.start, place.end)
        source = view.source_parts.segments[fault.source_segment].map.to_file(
            fault.source_link.start, fault.source_link.end
        )
        beside = view.pairs[fault.pair].source.map.text_of(source.start, source.end)
        yield view.detection(
            fault.pair,
            shown.start,
            shown.end,
            source=Span(beside.start, beside.end) if beside.end > beside.start else None,
            confidence=fault.confidence,
            other=fault.link.address,
            address=fault.source_link.address,
            more=f", and {fault.more:,} more like it" if fault.more else "",
        )
