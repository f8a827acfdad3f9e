"""See `added-sentence`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import Extent, added
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

TWO = "At 9:40 the ferry to Skagen leaves the old harbour. You can buy tea and small cakes for 15 crowns."


@check(
    id="added-sentence",
    category=Category.ADDITION,
    severity=Severity.MINOR,
    message="The source does not say this: “{found}”",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    yields_to=(
        "llm-closing-note",
        "llm-preamble",
        "llm-refusal",
        "model-self-reference",
        "prompt-echo",
        "repeated-sentence",
        "service-notice",
        "untranslated-text",
    ),
    examples=(
        bad(
            "de",
            "Um 9:40 verlässt die Fähre nach Skagen den alten Hafen. ⟦Kinder unter sechs Jahren brauchen keine Fahrkarte.⟧ "
            "Sie können Tee und kleine Kuchen für 15 Kronen kaufen.",
            beside=TWO,
            source="en",
        ),
        bad(
            "es",
            "A las 9:40 el barco a Skagen sale del puerto viejo. "
            "⟦El museo del mar cierra los lunes por la mañana y los martes.⟧ "
            "Se puede comprar té y pastelitos por 15 coronas.",
            beside=TWO,
            source="en",
        ),
        good(
            "de",
            "Um 9:40 verlässt die Fähre nach Skagen den alten Hafen. Sie können Tee kaufen. "
            "Auch kleine Kuchen gibt es für 15 Kronen.",
            beside=TWO,
            source="en",
            why="one sentence became two",
        ),
        good(
            "es",
            "A las 9:40 el barco a Skagen sale del puerto viejo. Se puede comprar té y pastelitos por 15 coronas.",
            beside=TWO,
            source="en",
            why="nothing was added",
        ),
    ),
)
def added_sentence(view: PageView) -> Iterator[Detection]:
    """Sentences of a paragraph have nothing in the source, while its others are translations.

    The reader is told what the author did not write.

    Left alone: a sentence that became two, which shows in the length of the paragraph; and notices that other checks
    know.
    """
    for passage in added(view):
        if passage.extent is Extent.SENTENCE:
            length = len(view.pairs[passage.pair].target.text)
            yield view.detection(passage.pair, 0, length, confidence=passage.confidence)
