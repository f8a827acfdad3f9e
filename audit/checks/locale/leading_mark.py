"""See `leading-mark`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.language.local_forms import local_forms
from audit.language.scripts import script_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

FEWEST_LETTERS = 5  # of the word before a full stop: shorter ones are abbreviations


@check(
    id="leading-mark",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="“{mark}” does not stand here in {language}",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad("he", "⟦?⟧איפה המפתחות\n\nהם על השולחן."),
        bad("ar", "⟦؟⟧متى يعود القطار\n\nغدا."),
        bad("th", "ซื้อตั๋วที่ท่าเรือก่อน⟦.⟧", fixed="ซื้อตั๋วที่ท่าเรือก่อน"),
        good("he", "איפה המפתחות?", why="the mark ends the line"),
        good("th", "เรือออก 12.00 น.", why="an abbreviation"),
        good("en", "?What is a query string", why="a language written from the left"),
    ),
)
def leading_mark(view: TextView) -> Iterator[Detection]:
    """The end mark of a line stands at its start, or a full stop in a language that writes none.

    Why it hurts a reader: a tool that knows only lines from left to right moved the mark; the sentence has no end.

    Left alone: lines that end in a mark as well, and abbreviations.
    """
    if view.language.right_to_left:
        scripts = view.language.scripts
        for match in at_start().finditer(view.text):
            line = (
                view.text[match.end() : match.end() + 400].split("\n", 1)[0].split(SEPARATOR, 1)[0].rstrip()
            )
            if script_of(view.text[match.end()]) in scripts and line[-1:].isalpha():
                yield view.detection(match.start(1), match.end(1), mark=match[1], language=view.language.name)
    if view.language.tag.split("-")[0] in local_forms().no_full_stop and "." in view.text:
        for match in at_end().finditer(view.text):
            if all(script_of(char) in view.language.scripts for char in match[1] if char.isalpha()):
                place = match.end(1)
                fix = suggested_fix(place, place + 1, "")
                yield view.detection(place, place + 1, fix=fix, mark=".", language=view.language.name)


@cache
def at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|(?<=[\n{SEPARATOR}]))([?!؟])(?=[^\W\d_])")


@cache
def at_end() -> re.Pattern[str]:
    """A full stop behind a long word, at the end of its segment."""
    return re.compile(rf"([^\s.,;:!?0-9A-Za-z{SEPARATOR}]{{{FEWEST_LETTERS},80}})\.(?=[{SEPARATOR}]|\Z)")
