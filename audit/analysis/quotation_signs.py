"""Quotation marks one by one: which signs there are, and whether each opens or closes.

Nothing is decided by the mark alone: the spacing around it speaks first, then the language, then habit.
"""

from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile

# Marks that pair among themselves. Single marks are left out: they are apostrophes too.
STRAIGHT = '"'
FAMILIES = (STRAIGHT, "„“”‟", "«»", "「」", "『』")
USUAL = {
    "„": True,
    "“": True,
    "‟": True,
    "«": True,
    "「": True,
    "『": True,
    "”": False,
    "»": False,
    "」": False,
    "』": False,
}
ALL_MARKS = "".join(FAMILIES)
# Quotation marks made of two signs, and marks inside code: such a segment is left alone.
DOUBLED = (",,", "''", "``", "’’", "‘‘", '\\"', '="', '{"', '":"', "＂")
AFTER_CLOSING = frozenset(" \u00a0\u202f\u2009.,;:!?…)]}—–-/\ufffc'’‘،؛؟。、，")
BEFORE_OPENING = frozenset(" \u00a0\u202f\u2009([{—–/-'’‘")
CLOSED_BEFORE = frozenset(".,;:!?…")
FINAL = frozenset(".,;!?")
MOST_NESTED = 4  # marks side by side looked past


class Mark(NamedTuple):
    """A quotation mark of one segment. `opening` is None when neither place nor language tells."""

    place: int  # in the segment
    sign: str
    opening: bool | None


def signs_in(view: TextView) -> str:
    """The quotation marks that stand anywhere in the text, in the order of FAMILIES. Cached on the view."""
    return view.remember(
        "quotation marks in use",
        lambda: "".join(
            sign for sign in ALL_MARKS if sign in (view.text if sign.isascii() else view.rare_characters)
        ),
    )


def role_of(text: str, place: int, profile: LanguageProfile) -> bool | None:
    """True when the mark at `place` of a segment's text opens a quotation, False when it closes one.

    None when neither its surroundings nor the language tell.
    """
    sign = text[place]
    known = _roles(profile).get(sign)
    if not profile.has_spaces and known is not None:
        return known
    before, after = place - 1, place + 1
    while before >= max(0, place - MOST_NESTED) and text[before] in ALL_MARKS:
        before -= 1
    while after < min(len(text), place + MOST_NESTED) and text[after] in ALL_MARKS:
        after += 1
    left = text[before] if before >= 0 else " "
    right = text[after] if after < len(text) else " "
    opens = left in BEFORE_OPENING and right not in AFTER_CLOSING
    closes = right in AFTER_CLOSING and left not in BEFORE_OPENING
    if not opens and not closes and not right.isalnum():
        # `thousand, " he said`: behind a comma only a closing mark can stand.
        earlier = text[max(0, before - 1) : before] if left == " " else left
        opens, closes = left == " " and earlier == ":", earlier in CLOSED_BEFORE and earlier != ":"
        # `Your friend * * * ".`: before one final mark, too; before several, words go on ("...and then").
        behind = text[after + 1 : after + 2]
        named = right.isascii() and (behind.isalnum() or behind == "_")  # `type "!note"`
        closes |= not opens and right in FINAL and behind not in (right, "…") and not named
    if sign in "«»":
        # French sets a space on the inner side, so only a blank on the outer side alone is a proof.
        opens, closes = (
            opens and left == " ",
            closes and (right == " " or right in CLOSED_BEFORE) and left.isalnum(),
        )
    if opens != closes:
        return opens
    return known


@cache
def _roles(profile: LanguageProfile) -> dict[str, bool | None]:
    """What a language's quotation marks do: open, close, or (None) both. `"` has no entry."""
    opening = {pair.open for pair in profile.quotes}
    closing = {pair.close for pair in profile.quotes}
    roles: dict[str, bool | None] = dict(USUAL)
    for sign in opening | closing:
        roles[sign] = None if sign in opening and sign in closing else sign in opening
    return roles


def marks_of(text: str, signs: str, profile: LanguageProfile) -> list[Mark]:
    """Where any of `signs` stands in a segment's text, in order, and what each mark does there."""
    return [Mark(place, text[place], role_of(text, place, profile)) for place in _places(text, signs)]


def _places(text: str, signs: str) -> list[int]:
    """Where any of a few signs stands."""
    found = []
    for sign in signs:
        place = text.find(sign)
        while place >= 0:
            found.append(place)
            place = text.find(sign, place + 1)
    return sorted(found)


def is_measure(text: str, place: int) -> bool:
    """Inches, seconds: a figure stands before the mark."""
    left = text[place - 1 : place]
    if left in (" ", "\u00a0", "\u202f"):
        left = text[place - 2 : place - 1]
    return left.isnumeric()


def is_in_word(text: str, place: int) -> bool:
    """A mark inside a Hebrew word: an abbreviation, or a particle written together with what is quoted."""
    return (
        "\u05d0" <= text[place - 1 : place] <= "\u05ea"
        and "\u05d0" <= text[place + 1 : place + 2] <= "\u05ea"
    )
