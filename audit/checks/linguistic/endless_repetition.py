"""See `endless-repetition`."""

from collections.abc import Iterator

from audit.analysis.endless import endless
from audit.analysis.loops import spoils
from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE

SHOWN = 60  # code points of what is said that the message shows


@check(
    id="endless-repetition",
    category=Category.UNINTELLIGIBLE,
    severity=Severity.MAJOR,
    message="“{phrase}” is said {times} times in a row",
    roles=PROSE,
    swallows=True,
    yields_to=("untranslated-section", "repeated-sentence"),
    examples=(
        bad(
            "ru",
            "Он едет на ⟦поезде поезде поезде поезде поезде поезде поезде поезде поезде поезде поезде поезде⟧.",
            fixed="Он едет на поезде.",
        ),
        bad(
            "en",
            "They sell ⟦apples, apples, apples, apples, apples, apples, apples, apples, apples, apples, apples⟧.",
            fixed="They sell apples.",
        ),
        bad("de", "Das ist ⟦" + "na" * 90 + "⟧ und mehr.", fixed="Das ist na und mehr."),
        bad("zh", "渡轮可以运载⟦" + "车" * 50 + "⟧。", fixed="渡轮可以运载车。"),
        bad("en", "The ferry runs all year.\n\n⟦" + "\n\n".join(["Thank you very much."] * 12) + "⟧"),
        bad(
            "en",
            "| Stop | Price |\n|---|---|\n| Mill | 2 |\n"
            + "| ⟦Harbour market | 3 for all days |\n"
            + "| Harbour market | 3 for all days |\n" * 4
            + "| Harbour market | 3 for all days⟧ |\n| Pier | 4 |\n",
            format="markdown",
        ),
        good("en", "Ha ha ha ha ha ha ha ha ha ha ha ha! Hahahahahahahahahahahahaha!", why="laughter"),
        good("en", "Nooooooooooooooooooooooooooooooooooooooooooooooooo!", why="a cry"),
        good("en", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", why="figures"),
        good("en", "\n\n".join(["[Applause]"] * 12), why="what subtitles tell of sounds"),
        good(
            "en",
            "| Boat | Bikes |\n|---|---|\n" + "| Ann | Yes |\n| Bob | Yes |\n" * 3,
            format="markdown",
            why="cells of a table",
        ),
    ),
)
def endless_repetition(view: TextView) -> Iterator[Detection]:
    """A word, a syllable, a phrase or a line is said over and over: ten times and more, a long one less.

    Why it hurts a reader: there is nothing more to read. A model that does not find its end goes on so until its room is
    full, and a recogniser of speech does it over silence.

    The longer, the surer.

    Left alone: laughter, cries and songs until they come forty times, figures, cells of one word,
    sounds told in brackets.
    """
    for found in endless(view):
        spoilt = spoils(found.times, found.end - found.start, len(view.text))
        phrase = view.text[found.start : found.head].replace(SEPARATOR, " / ")
        crosses = SEPARATOR in view.text[found.start : found.end]
        yield view.detection(
            found.start,
            found.end,
            confidence=found.confidence,
            severity=Severity.CRITICAL if spoilt else Severity.MAJOR,
            fix=None if crosses else suggested_fix(found.head, found.end, ""),
            phrase=phrase[:SHOWN],
            times=f"{found.times:,}",
        )
