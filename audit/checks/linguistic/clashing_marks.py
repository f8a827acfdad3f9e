"""Two marks that cannot stand together."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.gaps import matches_in_gaps
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE


@cache
def clash() -> re.Pattern[str]:
    """A comma, semicolon or colon with another mark right behind it; a cry with a full stop behind it."""
    pause = r",[;:?!]|;[,?!]|:[,?!]|[,;:!?]\.(?!\.)"
    wide = "，[；：、。]|；[，：、。]|、[，；：。]|：[，、。]|。[，；、]"
    return re.compile(rf"(?<![\s\x00(])(?:(?:{pause})(?=[\s\x00\"”’»)])|[,;:]-(?=\s)|{wide})")


@cache
def entity() -> re.Pattern[str]:
    """What stands before the semicolon of a character reference that was left in the text."""
    return re.compile(r"&#?\w+\Z")


@check(
    id="clashing-marks",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}”: these marks do not go together",
    roles=PROSE,
    yields_to=("entity-residue",),
    examples=(
        bad("en", "He hesitated⟦,?⟧ then agreed⟦;.⟧"),
        bad("de", "Sie kam⟦,:⟧ sah und blieb⟦,.⟧"),
        bad("zh", "他犹豫了⟦，。⟧然后同意了。"),
        good("en", "Smith et al., etc., p.m.; who?! Wait,... no.", why="abbreviations, emphasis, a pause"),
        good("es", "«¿Quién?», dijo. ¡Hola!, gritó.", why="a comma after a quoted question or cry"),
        good("de", "Das kostet 20,- Euro.", why="a round price"),
    ),
)
def clashing_marks(view: TextView) -> Iterable[Detection]:
    """A comma, semicolon or colon has another mark at its back.

    One of the two was meant; which one decides how the sentence goes on.

    Left alone: marks after the full stop of an abbreviation, commas after a quoted question or cry, pauses,
    emoticons, and the dash of round prices.
    """
    for match in matches_in_gaps(view, clash()):
        before = view.text[match.start - 1 : match.start]
        if not view.words[match.after] or (before.isdigit() and view.text[match.end - 1] == "-"):
            continue
        if view.text[match.start] == ";" and entity().search(
            view.text[max(0, match.start - 10) : match.start]
        ):
            continue
        yield view.detection(match.start, match.end)
