"""Figures of the language's own script and European ones in one text.

Only figures that stand among words of the language count: those of names, versions, telephone numbers, addresses,
formulas and code are written as they are typed.
"""

import re
from functools import cache
from typing import NamedTuple

from audit.analysis.own_voice import is_own_voice
from audit.analysis.text_view import TextView
from audit.language.scripts import script_of

MOST = 1000  # figures of one kind that are looked at
LONGEST = 7  # digits: longer ones are telephone and serial numbers
REACH = 12  # code points on either side in which a word stands
GLUE = frozenset("-_/\\.:+=@#*×x<>()[]{}~^&|%$€£°'\"″′\ufffc")


class DigitMix(NamedTuple):
    """The figures of both kinds, `[start, end)` in the view; `native`: the usual ones are the language's own."""

    usual: tuple[tuple[int, int], ...]
    rare: tuple[tuple[int, int], ...]
    native: bool


def digit_mix(view: TextView) -> DigitMix | None:
    """The mixture of a text; None where there is none."""
    digits = view.language.native_digits
    if not digits or view.rare_characters.isdisjoint(digits) or not _european().search(view.text):
        return None
    native = _figures(view, _native(digits))
    european = _figures(view, _european()) if native else ()
    if not european:
        return None
    if len(native) >= len(european):
        return DigitMix(native, european, True)
    return DigitMix(european, native, False)


def _figures(view: TextView, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    found = []
    for match in pattern.finditer(view.text):
        start, end = match.span()
        if end - start <= LONGEST and _among_words(view, start, end) and is_own_voice(view, start, end):
            found.append((start, end))
            if len(found) == MOST:
                break
    return tuple(found)


def _among_words(view: TextView, start: int, end: int) -> bool:
    """True for a figure between blanks or sentence marks, the nearest letters on both sides being of the language."""
    first, last = view.bounds_at(start)
    text = view.text
    before, after = text[max(first, start - REACH) : start], text[end : min(last, end + REACH)]
    if not before.strip() and after[:1] in (".", ")", "-", "؛", "،"):
        return False  # the number of an item
    if before[-1:] in GLUE or (after[:1] in GLUE and after[1:2].strip()):
        return False
    left = next((char for char in reversed(before) if char.isalpha()), "")
    right = next((char for char in after if char.isalpha()), "")
    scripts = view.language.scripts
    near = [char for char in (left, right) if char]
    return bool(near) and all(script_of(char) in scripts for char in near)


@cache
def _native(digits: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,٫٬])[{digits}]+(?:[.,٫٬][{digits}]+)?(?![\d٫٬])")


@cache
def _european() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.,A-Za-z])[0-9]+(?:[.,][0-9]+)?(?![0-9A-Za-z])")
