"""See `added-part`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import Extent, added
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

PAGE = "The ferry leaves the old harbour at nine.\n\nYou can buy tea and small cakes on board.\n"


@check(
    id="added-part",
    category=Category.ADDITION,
    severity=Severity.MINOR,
    message="The source has no such passage: {what}",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    yields_to=(
        "llm-closing-note",
        "llm-preamble",
        "llm-refusal",
        "model-self-reference",
        "prompt-echo",
        "repeated-paragraph",
        "service-notice",
        "untranslated-section",
        "untranslated-text",
    ),
    examples=(
        bad(
            "de",
            "Die Fähre verlässt den alten Hafen um neun.\n\n⟦Kinder unter sechs Jahren brauchen keine Fahrkarte.⟧\n\n"
            "An Bord können Sie Tee und kleine Kuchen kaufen.\n",
            beside=PAGE,
            source="en",
        ),
        bad(
            "fr",
            "Le bac quitte le vieux port à neuf heures.\n\nVous pouvez acheter du thé et des petits gâteaux à bord.\n\n"
            "⟦Le musée de la mer est fermé le lundi.⟧\n",
            beside=PAGE,
            source="en",
        ),
        good(
            "de",
            "Die Fähre verlässt den alten Hafen um neun.\n\nAn Bord können Sie Tee kaufen. Auch kleine Kuchen gibt es.\n",
            beside=PAGE,
            source="en",
            why="one sentence became two",
        ),
        good(
            "fr",
            "Le bac quitte le vieux port à neuf heures.\n\nVous pouvez acheter du thé et des petits gâteaux à bord.\n",
            beside=PAGE,
            source="en",
            why="nothing was added",
        ),
    ),
)
def added_part(view: PageView) -> Iterator[Detection]:
    """Whole headings, paragraphs or list items of the translation have nothing in the source.

    The reader is told what the author did not write, or no longer writes: the source may have been shortened since.

    Left alone: notices that other checks know, what stands elsewhere in the source, and what a translator wrote in place
    of something else.
    """
    for passage in added(view):
        if passage.extent is Extent.PART:
            length = len(view.pairs[passage.pair].target.text)
            yield view.detection(passage.pair, 0, length, confidence=passage.confidence, what=passage.what)
