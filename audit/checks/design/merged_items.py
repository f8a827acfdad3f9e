"""See `merged-items`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.items import merged
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

PAGE = (
    "# Bring 3 things\n\n- Show 2 tickets of the Skagen Line to the captain.\n"
    "- Pay 12 crowns for Mariage tea and small cakes.\n"
    "- Take 1 coat for the deck.\n\nThe ferry sails at 9:40 from Frederikshavn.\n"
)
NOUNS = {"item": "list items", "cell": "table cells"}


@check(
    id="merged-items",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="{source_count} {kind} of the source became {count}",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "# Bringen Sie 3 Dinge\n\n- ⟦Zeigen Sie dem Kapitän 2 Karten der Skagen Line.⟧ Zahlen Sie 12 Kronen für "
            "Mariage-Tee und kleine Kuchen.\n- Nehmen Sie 1 Mantel für das Deck.\n\n"
            "Die Fähre fährt um 9:40 in Frederikshavn ab.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "# Apportez 3 choses\n\n- ⟦Montrez 2 billets de la Skagen Line au capitaine.⟧ Payez 12 couronnes pour du thé "
            "Mariage et des petits gâteaux.\n- Prenez 1 manteau pour le pont.\n\n"
            "Le bac part à 9:40 de Frederikshavn.\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        good(
            "de",
            "# Bringen Sie 3 Dinge\n\n- Zeigen Sie dem Kapitän 2 Karten der Skagen Line.\n- Zahlen Sie 12 Kronen für "
            "Mariage-Tee und kleine Kuchen.\n- Nehmen Sie 1 Mantel für das Deck.\n\n"
            "Die Fähre fährt um 9:40 in Frederikshavn ab.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="three items each",
        ),
        good(
            "fr",
            "# Apportez 3 choses\n\n- Montrez 2 billets de la Skagen Line au capitaine.\n- Payez 12 couronnes\n"
            "  pour du thé Mariage et des petits gâteaux.\n- Prenez 1 manteau pour le pont.\n\n"
            "Le bac part à 9:40 de Frederikshavn.\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="an item on two lines is one",
        ),
    ),
)
def merged_items(view: PageView) -> Iterator[Detection]:
    """Several items of a list, or cells of a table, became one.

    What is counted, compared or done step by step can no longer be; a table loses its columns.

    Left alone: items that are missing, which `omitted-part` tells, and paragraphs, which translators join as they like.
    Only possible: several that became fewer, but more than one.
    """
    for block in merged(view):
        start, end = view.bounds(block.pair)
        yield view.detection(
            block.pair,
            0,
            end - start,
            confidence=None if block.sure else Confidence.POSSIBLE,
            kind=NOUNS[block.kind],
            source_count=str(block.items),
            count="one" if block.became == 1 else str(block.became),
        )
