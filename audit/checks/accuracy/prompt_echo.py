"""See `prompt-echo`."""

from collections.abc import Iterator

from audit.analysis.removal import removal
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

WHOLE_PROMPT = 3  # so many instructions are no stray line any more


@check(
    id="prompt-echo",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="Instructions to a language model were left in the text: “{found}”",
    examples=(
        bad(
            "en",
            "⟦Text to translate:⟧\n\nThe river rose by two metres overnight.\n",
            fixed="\n\nThe river rose by two metres overnight.\n",
        ),
        bad(
            "ru",
            "⟦Предоставьте ТОЛЬКО перевод.⟧\n\nРека за ночь поднялась на два метра.\n",
            fixed="\n\nРека за ночь поднялась на два метра.\n",
        ),
        good("en", "She is an expert translator and lives by the river.", why="nobody is told to be one"),
        good("ru", "Правила просты: не шуметь и не мусорить.", why="rules for people"),
    ),
)
def prompt_echo(view: TextView) -> Iterator[Detection]:
    """Instructions that were meant for a language model stand in its translation.

    Why it hurts a reader: the text opens with orders that are none of the reader's business; often a whole
    page of them is published (then `critical`).

    Left alone: instructions to people. In quotation marks and in a text about language models the finding
    is only `possible`.
    """
    places = residue_places(view, ResidueKind.PROMPT_ECHO)
    severity = Severity.CRITICAL if len(places) >= WHOLE_PROMPT else None
    for place in places:
        yield view.detection(
            place.start,
            place.end,
            confidence=place.confidence,
            severity=severity,
            fix=removal(view, place.start, place.end) if place.whole else None,
        )
