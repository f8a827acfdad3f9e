"""See `llm-preamble`."""

from collections.abc import Iterator

from audit.analysis.removal import removal
from audit.analysis.residue_in_code import residue_in_code
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="llm-preamble",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="A language model's announcement was left in the text: “{found}”",
    examples=(
        bad(
            "fr",
            "Lancez la liste.\n\n```\n⟦Here is the translation of the text:⟧\n\nferry --list\n```\n\nLe bac part à midi.\n",
            format="markdown",
            confidence=Confidence.LIKELY,
        ),
        good(
            "fr",
            "Lancez la liste.\n\n```python\n# Here is the list of the boats:\nprint(boats)\n```\n\nLe bac part à midi.\n",
            format="markdown",
            why="a comment",
        ),
        bad(
            "en",
            "⟦Here is the translation of the text:⟧\n\nThe river rose by two metres overnight.\n",
            fixed="\n\nThe river rose by two metres overnight.\n",
        ),
        bad(
            "ru",
            "⟦Вот перевод текста на русский язык:⟧\n\nРека за ночь поднялась на два метра.\n",
            fixed="\n\nРека за ночь поднялась на два метра.\n",
        ),
        bad(
            "de",
            "Hochwasser am Fluss\n\n"
            "⟦Hier ist die Übersetzung des Textes ins Deutsche:⟧\n\n"
            "Der Fluss stieg über Nacht.\n",
            fixed="Hochwasser am Fluss\n\n\n\nDer Fluss stieg über Nacht.\n",
        ),
        good(
            "en",
            "Here is the news from the valley: the river rose by two metres overnight.",
            why="people announce things too",
        ),
        good(
            "en",
            "ChatGPT often opens with a line of its own, whatever the prompt says.\n\n"
            "Readers then see “Here is the translation:” on top.\n",
            why="a text about such lines quotes them",
        ),
    ),
)
def llm_preamble(view: TextView) -> Iterator[Detection]:
    """A language model announces its translation instead of just giving it.

    Why it hurts a reader: the line is addressed to whoever ordered the translation, not to the reader, and
    shows that nobody read the page before it went out.

    Left alone: announcements that speak of something else. In quotation marks, in a text about language
    models and for the shorter forms (“Translation:”) the finding is only `possible`.
    """
    for place in residue_places(view, ResidueKind.PREAMBLE):
        yield view.detection(
            place.start, place.end, confidence=place.confidence, fix=removal(view, place.start, place.end)
        )
    yield from residue_in_code(view, ResidueKind.PREAMBLE)
