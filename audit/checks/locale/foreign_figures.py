"""See `foreign-figures`."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import digit

from audit.analysis.text_view import TextView, suggested_fix
from audit.language.local_forms import local_forms
from audit.language.scripts import script_of
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

DASHES = (",–", ",—", ",--")
NEXT = 3  # code points on either side in which letters of the figures' own script would explain them


@check(
    id="foreign-figures",
    category=Category.NUMBER_FORMAT,
    severity=Severity.MINOR,
    message="“{found}” is written as in another language",
    roles=PROSE,
    traits={Trait.SPACES},
    confidence=Confidence.LIKELY,
    examples=(
        bad("en", "The market has ⟦٤٨⟧ covered pens.", fixed="The market has 48 covered pens."),
        bad("fr", "Il y a ⟦２０⟧ bateaux au port.", fixed="Il y a 20 bateaux au port."),
        bad("en", "She has performed more than ⟦2만⟧ operations."),
        bad("en", "Rooms from ⟦219,—⟧ € per night."),
        good("ar", "في السوق ٤٨ حظيرة مغطاة.", why="figures of the language"),
        good("en", "The sign says ١٢ شارع and “12 Street”.", why="beside words of their own script"),
        good("de", "Ab 219,— € pro Nacht.", why="German writes a dash for the cents"),
    ),
)
def foreign_figures(view: TextView) -> Iterator[Detection]:
    """Figures of another script, a multiplier of another script, or a dash for cents where the language has none.

    Why it hurts a reader: many cannot read the amount at all.

    Left alone: figures of the language, and figures beside words of their own script.
    """
    if view.rare_characters:
        yield from other_digits(view)
    base = view.language.tag.split("-")[0]
    if base not in local_forms().dash_cents and any(dash in view.text for dash in DASHES):
        for match in dashed().finditer(view.text):
            yield view.detection(match.start(), match.end())


def other_digits(view: TextView) -> Iterator[Detection]:
    own = view.language.native_digits
    if any(char.isdecimal() and char not in own for char in view.rare_characters):
        for match in figures().finditer(view.text):
            if not any(char in own for char in match[0]) and stands_alone(view, *match.span(), match[0][0]):
                plain = "".join(str(digit(char)) if char.isdecimal() else char for char in match[0])
                yield view.detection(*match.span(), fix=suggested_fix(*match.span(), plain))
    signs = local_forms().multipliers
    if not view.rare_characters.isdisjoint(signs):
        scripts = set(view.language.scripts)
        for match in multiplied(signs).finditer(view.text):
            sign = match[0][-1]
            if script_of(sign) not in scripts and stands_alone(view, match.start(), match.end(), sign):
                yield view.detection(*match.span())


def stands_alone(view: TextView, start: int, end: int, sign: str) -> bool:
    """True when no letter of the figures' own script is near, and letters of the language are."""
    first, last = view.bounds_at(start)
    beside = view.text[max(first, start - NEXT) : start] + view.text[end : min(last, end + NEXT)]
    scripts = set(view.language.scripts)
    letters = [script_of(char) for char in beside if char.isalpha()]
    return bool(letters) and all(script in scripts for script in letters)


@cache
def figures() -> re.Pattern[str]:
    return re.compile(r"(?:(?![0-9])\d){2,}(?:[.,٫٬](?:(?![0-9])\d)+)*")


@cache
def multiplied(signs: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9][{signs}]")


@cache
def dashed() -> re.Pattern[str]:
    """An amount with a dash for its cents, between or behind a currency."""
    return re.compile(
        r"(?<![0-9.,])[0-9]{1,4},(?:[–—]|--)(?= ?(?:€|EUR|[Ee]uros?\b|CHF|DM\b))|(?<=€ )[0-9]{1,4},(?:[–—]|--)"
    )
