"""See `untranslated-part`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.untranslated import untranslated
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span

PAGE = (
    "The ferry to Skagen leaves the old harbour at half past nine.\n\nBring a warm coat, because it is cold on deck.\n\n"
    "You can buy tea and small cakes on board.\n"
)
GRAVE = 0.5  # of the page


@check(
    id="untranslated-part",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="Not translated: {count} sentences are those of the source",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    swallows=True,
    examples=(
        bad(
            "de",
            "Die Fähre nach Skagen verlässt den alten Hafen um halb zehn.\n\n"
            "⟦Bring a warm coat, because it is cold on deck.\n\nYou can buy tea and small cakes on board.⟧\n",
            beside=PAGE,
            source="en",
        ),
        bad(
            "nl",
            "De veerboot naar Skagen vertrekt om half tien uit de oude haven.\n\n"
            "⟦Bring a warm coat, because it is cold on deck.\n\nYou can buy tea and small cakes on board.⟧\n",
            beside=PAGE,
            source="en",
        ),
        good(
            "de",
            "Die Fähre nach Skagen verlässt den alten Hafen um halb zehn.\n\n"
            "Nehmen Sie einen warmen Mantel mit, denn an Deck ist es kalt.\n\n"
            "An Bord können Sie Tee und kleine Kuchen kaufen.\n",
            beside=PAGE,
            source="en",
            why="all of it is translated",
        ),
        good(
            "nl",
            "Skagen Line\n\nTor Line\n\nDe veerboot vaart.\n",
            beside="Skagen Line\n\nTor Line\n\nThe ferry sails.\n",
            source="en",
            why="names stay as they are",
        ),
    ),
)
def untranslated_part(view: PageView) -> Iterator[Detection]:
    """Sentence after sentence is that of the source, word for word.

    The reader comes to a part in a language that they may not know. It is one finding, however long the part is; critical
    from half of the page on.

    Left alone: names, titles of works that are linked, code, an original that stands beside its translation, and single
    sentences, which `copied-source` tells.
    """
    for part in untranslated(view):
        start, end = view.bounds(part.first)[0], view.bounds(part.last)[1]
        source = view.source_starts[part.first]
        yield Detection(
            start,
            end,
            {"count": f"{part.sentences:,}"},
            part.confidence,
            Severity.CRITICAL if part.share >= GRAVE else None,
            source=Span(source, source + len(view.pairs[part.first].source.text)),
        )
