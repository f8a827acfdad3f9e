"""Marks that a text speaks of: “press [ to go back”, “turns quotes into " and dashes”."""

import re
from functools import cache

KEY = 13  # code points of the name of a key
NAMED = 3  # code points that may stand beside a mark within the same quotation marks
# Signs around what is named. A mark is no partner of its own kind: "(" names nothing in "((".
_AROUND = {'"': '"', "“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "(": ")", "（": "）", "`": "`"}


def stands_alone(text: str, place: int) -> bool:
    """True for a mark between blanks or the edges of its segment: it may be named there and mark nothing."""
    sign = text[place]
    if sign * 3 in text[max(0, place - 2) : place + 3]:
        return True  # three in a row are no quotation: a string of a programming language
    return not text[max(0, place - 1) : place].strip() and not text[place + 1 : place + 2].strip()


@cache
def _pressed() -> re.Pattern[str]:
    """What stands before a mark that is typed: the name of a key, what begins a control sequence."""
    key = r"(?<![^\W\d_])(?:[A-Z][A-Za-z]{2,9}|[A-Z])[-+](?:\S )?"
    return re.compile(rf"(?:{key}|<(?:[A-Z]-[^<>\s]{{1,8}}|Esc|CSI)>|\^\[|\\e|\\x1[bB]|\\033)\Z")


@cache
def _entry() -> re.Pattern[str]:
    """A mark with one sign at its side that fills a line or the first column of one."""
    return re.compile(r"[\[\]{}][^\s\[\]{}](?:\s{2}|\t|\Z)")


def is_named(text: str, place: int) -> bool:
    """True for a mark that is spoken of: quoted or bracketed by itself or with a letter or two (“press "]I"”, “the
    sign (") closes”), typed (CTRL-]), or the head of its line."""
    before, after = text[max(0, place - KEY) : place], text[place + 1 : place + 1 + KEY]
    if _pressed().search(before) or (not before.strip() and _entry().match(text, place)):
        return True
    first = max(map(before.rfind, _AROUND))
    if first < 0 or len(before) - first > NAMED or before[first] == text[place]:
        return False
    last = after.find(_AROUND[before[first]])
    named = before[first + 1 :] + text[place] + after[: max(last, 0)]
    return 0 <= last < NAMED and " " not in named and sum(map(str.isalpha, named)) < NAMED
