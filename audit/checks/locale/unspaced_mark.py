"""See `unspaced-mark`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.listed_words import reads_foreign
from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.language.spelling import speller
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

MARKS = "!?;:"
SPACES = " \u00a0\u202f\u2009"
COLON = ":"
AROUND = 40  # code points looked at before and behind


@check(
    id="unspaced-mark",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="{language} puts a no-break space before “{mark}”",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "fr",
            "Le bac part à midi⟦?⟧ Non⟦:⟧ il part à une heure.",
            fixed="Le bac part à midi\N{NO-BREAK SPACE}? Non\N{NO-BREAK SPACE}: il part à une heure.",
        ),
        good(
            "fr",
            "Le bac part à midi\N{NO-BREAK SPACE}? Oui ! Voir http://a.example: fin.",
            why="spaced marks",
        ),
        good("fr", "Il a dit 12:30, « Really? » et C++: rien.", why="times, names in programs"),
        good("de", "Kommt die Fähre? Nein!", why="no space in German"),
    ),
)
def unspaced_mark(view: TextView) -> Iterator[Detection]:
    """A tall mark is glued to its word in a language that sets a space before it.

    Why it hurts a reader: it is the sign by which they see that a page was not written in their language.

    The first of a text counts.

    Left alone: texts that space nothing but the colon, as in Canada, times, addresses, names in programs, and words
    of other languages.
    """
    wanted = "".join(mark for mark in MARKS if mark in view.language.spaced_marks)
    if not wanted or not any(mark in view.text for mark in wanted):
        return
    places = [match.start() for match in glued(wanted).finditer(view.text) if is_plain(view, match.start())]
    if not places:
        return
    # In Canada only the colon has its space: a text that spaces its colons and no other mark writes so.
    colons = any(view.text[place] == COLON for place in places)
    others = len(spaced_out(wanted.replace(COLON, "")).findall(view.text)) if wanted != COLON else 0
    sure = colons or bool(others)
    for number, place in enumerate(places):
        yield view.detection(
            place,
            place + 1,
            confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE,
            severity=Severity.NEUTRAL if number else None,
            fix=suggested_fix(place, place, "\N{NO-BREAK SPACE}"),
            mark=view.text[place],
            language=view.language.name,
        )


def is_plain(view: TextView, place: int) -> bool:
    """True for a mark behind a plain word of the language."""
    low, high = view.bounds_at(place)
    around = view.text[max(low, place - AROUND) : place].split()
    word = around[-1].strip('«»"“”(') if around else ""
    if not re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", word):
        return False
    knows = speller(view.language.tag, "Latn")
    last = re.split("['’-]", word.lower())[-1]
    if (
        knows is None
        or any(map(str.isupper, word[1:]))
        or around[-1][0] in '«“"'
        or around[-2:-1] in (["«"], ["“"])
    ):
        return False
    if knows.is_foreign(last) and not word[:1].isupper():
        return False
    before = around[-2].lower() if len(around) > 1 else ""
    if before.isalpha() and around[-2].islower() and knows.is_foreign(before):
        return False
    return not reads_foreign(view, max(low, place - AROUND), min(high, place + AROUND))


@cache
def glued(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\W\d_])[{re.escape(marks)}](?=[{SPACES}\n{SEPARATOR}»”\")]|\Z)")


@cache
def spaced_out(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\W\d_])[{SPACES}][{re.escape(marks)}]")
