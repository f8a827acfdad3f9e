"""See `model-self-reference`."""

from collections.abc import Iterator

from audit.analysis.residue_in_code import residue_in_code
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="model-self-reference",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="A language model speaks of itself: “{found}”",
    examples=(
        bad("en", "The river is high. ⟦As an AI language model, I cannot say when it will fall.⟧"),
        bad("ru", "⟦Как языковая модель, я не могу сказать, когда река спадёт.⟧"),
        good(
            "en",
            "As an old fisherman, I cannot say when the river will fall.",
            why="people say what they are too",
        ),
        good("en", "The firm trains an AI language model on river data.", why="a model is only mentioned"),
    ),
)
def model_self_reference(view: TextView) -> Iterator[Detection]:
    """A language model speaks of itself in the middle of its translation.

    Why it hurts a reader: nobody in the text says this; the author never wrote it.

    Left alone: texts that speak about models. In quotation marks and in a text about language models the
    finding is only `possible`.
    """
    for place in residue_places(view, ResidueKind.MODEL_SELF):
        yield view.detection(place.start, place.end, confidence=place.confidence)
    yield from residue_in_code(view, ResidueKind.MODEL_SELF)
