"""See `prompt-echo`."""

from collections.abc import Iterator

from audit.analysis.prompt_blocks import prompt_blocks
from audit.analysis.removal import removals
from audit.analysis.residue_in_code import residue_in_code
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

WHOLE_PROMPT = 3  # so many instructions are no stray line any more


@check(
    id="prompt-echo",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="Instructions to a language model were left in the text: “{found}”",
    examples=(
        bad(
            "de",
            "Starten Sie die Anzeige:\n\n```\nferry --list\n\n⟦Return only the translated text, without any explanation.⟧\n"
            "```\n\nDie Fähre fährt um zwölf Uhr.\n",
            format="markdown",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "de",
            "Der Prompt lautet so:\n\n```text\n⟦Return only the translated text, without any explanation.⟧\n```\n\nEr ist "
            "kurz.\n",
            format="markdown",
            confidence=Confidence.POSSIBLE,
        ),
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
        bad(
            "en",
            "The ferry sails at noon.\n\n⟦Important rules:\n\n1. Do not add any tags around the translation\n"
            "2. Mind the tone\n3. Return only the translated content⟧\n\nTickets are sold in the harbour.\n",
            format="markdown",
        ),
        bad(
            "en",
            "Say it to the machine like this.\n\n> ⟦Return only the translated content⟧\n\nIt will answer.\n",
            format="markdown",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "en",
            "Send this prompt:\n\n⟦Return only the translated content⟧\n\nIt will answer.\n",
            fixed="Send this prompt:\n\n\n\nIt will answer.\n",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", "She is an expert translator and lives by the river.", why="nobody is told to be one"),
        good("ru", "Правила просты: не шуметь и не мусорить.", why="rules for people"),
    ),
)
def prompt_echo(view: TextView) -> Iterator[Detection]:
    """Instructions that were meant for a language model stand in its translation.

    Why it hurts a reader: the text opens with orders that are none of the reader's business; often a whole
    page of them is published (then `critical`).

    One finding for all that somebody would take out together: a paragraph of instructions, or the list of rules
    with its label, also where not every one of them is known.

    Left alone: instructions to people. In quotation marks, in a block quotation, where a prompt is announced
    and in a text about language models the finding is only `possible`.
    """
    blocks = prompt_blocks(view)
    sure = sum(block.rules for block in blocks if block.confidence is not Confidence.POSSIBLE)
    for block in blocks:
        grave = block.confidence is not Confidence.POSSIBLE and sure >= WHOLE_PROMPT
        yield view.detection(
            block.start,
            block.end,
            confidence=block.confidence,
            severity=Severity.CRITICAL if grave else None,
            fix=removals(view, block.start, block.end),
            found=view.text[block.start : block.end].replace(SEPARATOR, " / "),
        )
    yield from residue_in_code(view, ResidueKind.PROMPT_ECHO)
