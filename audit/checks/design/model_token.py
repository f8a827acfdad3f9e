"""See `model-token`."""

from collections.abc import Iterator

from audit.analysis.removal import removal
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="model-token",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="A control token of a language model was left in the text: “{found}”",
    examples=(
        bad("en", "The river rose overnight.⟦<|im_end|>⟧", fixed="The river rose overnight."),
        bad("fr", "Le maire, ⟦<unk>⟧, a parlé.", fixed="Le maire, , a parlé."),
        good("en", "I think <that> is wrong.", why="no token"),
        good("de", "Das Wort in [eckigen Klammern] fehlt im Original.", why="an editor's brackets"),
    ),
)
def model_token(view: TextView) -> Iterator[Detection]:
    """A control token that only a language model should ever see stands in the text.

    Why it hurts a reader: it is meaningless, and an unknown-word token stands where a word was lost.

    Left alone: angle brackets around other things. In texts about language models and between quotation marks
    the finding is only `possible`.
    """
    for place in residue_places(view, ResidueKind.TOKEN):
        yield view.detection(
            place.start, place.end, confidence=place.confidence, fix=removal(view, place.start, place.end)
        )
