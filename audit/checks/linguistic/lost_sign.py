"""See `lost-sign`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

LONGEST_WORD = 30
BEHIND_SHARE = 4  # code points: "12 %, n 7"


@check(
    id="lost-sign",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MINOR,
    message="“{found}” lost a sign: “{meant}” is meant",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad("en", "Bake the tart at ⟦200 C⟧ for an hour.", fixed="Bake the tart at 200 °C for an hour."),
        bad(
            "it", "Di notte la temperatura scende a ⟦-2 C⟧.", fixed="Di notte la temperatura scende a -2 °C."
        ),
        bad("en", "It was rarer in the second group (12 %, ⟦p 0.04⟧)."),
        bad("ru", "Это было реже во второй группе (12 %, ⟦n 7⟧)."),
        good("en", "Room 12 C is on floor 3 C, next to a 9 C battery.", why="names"),
        good("en", "On p 4, the line (n 3) of the poem (see n 12 below).", why="pages and notes"),
    ),
)
def lost_sign(view: TextView) -> Iterator[Detection]:
    """A temperature without its degree sign, or a statistic without the sign between its letter and its number.

    Why it hurts a reader: they must guess what was measured, or whether it was more or less.

    Left alone: letters behind a name or a single figure, pages and notes.
    """
    if degrees().search(view.text):
        for match in temperature().finditer(view.text):
            before = view.text[max(0, match.start() - LONGEST_WORD) : match.start()].split()
            if not before or not before[-1].strip("(").islower():
                continue  # "Room 12 C"
            meant = f"{match[1]} °C"
            start, end = match.span(1)[0], match.end()
            yield view.detection(start, end, fix=suggested_fix(match.end(1), end, " °C"), meant=meant)
    for match in statistic().finditer(view.text) if letter_behind_mark().search(view.text) else ():
        letter, value = match[1], match[2]
        share = "%" in view.text[max(0, match.start() - BEHIND_SHARE) : match.start()]
        fraction = "." in value or "," in value
        if fraction if letter == "p" else (share and not fraction):
            sign = "=" if letter == "n" else "< or ="
            yield view.detection(match.start(), match.end(), meant=f"{letter} {sign} {value}")


@cache
def degrees() -> re.Pattern[str]:
    return re.compile(r"[0-9][ \u00a0][CС]")


@cache
def temperature() -> re.Pattern[str]:
    """A figure of two digits or more, below nought or with a fraction, behind a word in small letters, and “C”."""
    return re.compile(
        r"(?<=[a-zà-ÿа-яё][ \u00a0])([-−–]?[0-9]{2,4}(?:[.,][0-9])?|[-−–][0-9])[ \u00a0][CС](?![\w'’+#-])(?! ?[A-Z0-9(])"
    )


@cache
def letter_behind_mark() -> re.Pattern[str]:
    return re.compile(r"[(,;] ?[pn][ \u00a0][0-9]")


@cache
def statistic() -> re.Pattern[str]:
    """A p or n behind a bracket or a comma, and a number that ends there."""
    return re.compile(
        r"([pn])[ \u00a0](?<=[(,;] ..|.[(]..)([01][.,][0-9]{2,5}|[0-9]{1,6})(?=[),;]| in the |\.\))"
    )
