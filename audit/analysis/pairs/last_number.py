"""Pairs that end in one number and hold no other."""

import re

from audit.analysis.pair_view import Pair
from audit.analysis.pairs.calendar import names_month
from audit.language.profile import LanguageProfile

_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"(?<![\w.])[IVXLC]{2,8}(?!\w)")
_WIDE = re.compile("[\u2e80-\U0010ffff]")  # scripts that set words before a number without a space


def same_at_the_end(pair: Pair, language: LanguageProfile | None) -> bool:
    """True for sides that both end in one number with nothing behind it that it could count, and no month before it.

    There is nothing to compare, and programs say much that ends so.
    """
    source, target = pair.source.text.rsplit(None, 1), pair.target.text.rsplit(None, 1)
    if len(source) < 2 or len(target) < 2:
        return False
    number = source[1].rstrip(".!?")
    if number != target[1].rstrip(".!?") or not (number.isascii() and number.isdecimal()):
        return False
    before, behind = source[0], target[0]
    for side in (before, behind):
        if _DIGIT.search(side) or _NUMERAL.search(side) or not (side.isascii() or _WIDE.search(side) is None):
            return False
    return not names_month(before, language)
