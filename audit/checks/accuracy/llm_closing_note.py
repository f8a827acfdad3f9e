"""See `llm-closing-note`."""

from collections.abc import Iterator

from audit.analysis.removal import removal
from audit.analysis.residue_in_code import residue_in_code
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="llm-closing-note",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="A language model's closing note was left in the text: “{found}”",
    examples=(
        bad(
            "en",
            "The river rose by two metres overnight.\n\n"
            "⟦Let me know if you'd like me to adjust the translation.⟧\n",
            fixed="The river rose by two metres overnight.\n\n\n",
        ),
        bad(
            "pl",
            "Rzeka podniosła się w nocy.\n\n"
            "⟦Note: The translation focuses on keeping the tone of the original.⟧\n",
            fixed="Rzeka podniosła się w nocy.\n\n\n",
        ),
        bad(
            "de",
            "Der Fluss stieg über Nacht. ⟦Ich hoffe, diese Übersetzung hilft Ihnen weiter!⟧",
            fixed="Der Fluss stieg über Nacht.",
        ),
        good("en", "Let me know when the river falls.", why="people ask for news too"),
        good("en", "Note: the bridge is closed on Mondays.", why="a note to the reader"),
    ),
)
def llm_closing_note(view: TextView) -> Iterator[Detection]:
    """A language model offers further help, or explains its choices, behind its translation.

    Why it hurts a reader: the note is addressed to whoever ordered the translation.

    Left alone: notes and offers of the text itself. Offers that any letter may end with (“let me know if you
    have any questions”) are only `possible`, like all in quotation marks and in a text about language models.
    """
    for place in residue_places(view, ResidueKind.CLOSING_NOTE):
        yield view.detection(
            place.start,
            place.end,
            confidence=place.confidence,
            fix=removal(view, place.start, place.end) if place.whole or ends_there(view, place.end) else None,
        )
    yield from residue_in_code(view, ResidueKind.CLOSING_NOTE)


def ends_there(view: TextView, end: int) -> bool:
    """True when what ends at `end` ends with a sentence, so that nothing of it stays behind."""
    return view.text[end - 1] in view.language.sentence_ends
