"""See `llm-refusal`."""

from collections.abc import Iterator

from audit.analysis.residue_in_code import residue_in_code
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="llm-refusal",
    category=Category.ADDITION,
    severity=Severity.CRITICAL,
    message="A language model's refusal stands where the translation should be: “{found}”",
    examples=(
        bad("en", "River news\n\n⟦I don't see any text to translate.⟧\n\nThe second part follows.\n"),
        bad("de", "Hochwasser\n\n⟦Ich sehe keinen Text zum Übersetzen.⟧ Der Fluss stieg über Nacht.\n"),
        bad("pl", "⟦Przykro mi, ale nie mogę przetłumaczyć tej treści.⟧"),
        good("en", "I don't see any boats on the river today.", why="people fail to see things too"),
        good(
            "en",
            "The chatbot answered “I don't see any text to translate”, so we wrote another prompt.",
            why="quoted in a text about chatbots",
        ),
    ),
)
def llm_refusal(view: TextView) -> Iterator[Detection]:
    """A language model says that it cannot translate or got nothing to translate.

    Why it hurts a reader: where this stands, the translation is missing.

    Left alone: sentences that fail to see or to do other things. In quotation marks and in a text about
    language models the finding is only `possible`.
    """
    for place in residue_places(view, ResidueKind.REFUSAL):
        yield view.detection(place.start, place.end, confidence=place.confidence)
    yield from residue_in_code(view, ResidueKind.REFUSAL)
