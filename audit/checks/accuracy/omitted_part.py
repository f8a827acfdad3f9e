"""See `omitted-part`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import Extent, clipped, left_out
from audit.analysis.pages.stale import evidence
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span

PAGE = """# The ferry

The ferry leaves the old harbour at nine.

## What to bring

- A warm coat for the deck
- Your ticket, printed on paper

```sh
ferry --book 2
```

Dogs travel free of charge.
"""


@check(
    id="omitted-part",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="Missing here: {what} of the source, “{lost}”{since}",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "# Die Fähre\n\nDie Fähre verlässt den alten Hafen um neun.\n\n## Was mitzubringen ist\n\n"
            "- Ein warmer Mantel für das Deck\n- Die Fahrkarte, auf Papier gedruckt⟦⟧\n\n"
            "Hunde fahren kostenlos mit.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "# Le bac\n\nLe bac quitte le vieux port à neuf heures.\n\n## Ce qu’il faut apporter\n\n"
            "- Un manteau chaud pour le pont⟦⟧\n\n```sh\nferry --book 2\n```\n\nLes chiens voyagent gratuitement.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        good(
            "de",
            "# Die Fähre\n\nDie Fähre verlässt den alten Hafen um neun.\n\n## Was mitzubringen ist\n\n"
            "- Ein warmer Mantel für das Deck\n- Die Fahrkarte, auf Papier gedruckt\n\n"
            "    ferry --book 2\n\nHunde fahren kostenlos mit.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="the code is there, marked in another way",
        ),
        good(
            "fr",
            "# Le bac\n\nLe bac quitte le vieux port à neuf heures.\n\n## Ce qu’il faut apporter\n\n"
            "- Un manteau chaud pour le pont\n- Votre billet, imprimé sur papier\n\n```sh\nferry --book 2\n```\n\n"
            "Les chiens voyagent gratuitement.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="all of it",
        ),
    ),
)
def omitted_part(view: PageView) -> Iterator[Detection]:
    """Headings, paragraphs, list items, table cells or code blocks of the source are nowhere in the translation.

    The reader does not learn what they say, and does not know it. What is missing in one place is one finding.

    Left alone: what stands elsewhere in the translation, code that is marked as such in another way, an original that
    was kept, and a passage in whose place the translation has something of its own.
    """
    for passage in left_out(view):
        if passage.extent is Extent.PART:
            text = view.pairs[passage.pair].source.text
            yield view.detection(
                passage.pair,
                0,
                0,
                source=Span(0, len(text)),
                confidence=passage.confidence,
                what=passage.what,
                lost=clipped(text),
                since=evidence(view, view.pairs[passage.pair].source),
            )
