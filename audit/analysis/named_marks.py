"""Marks that a text speaks of: “press [ to go back”, “turns quotes into " and dashes”."""

import re
from functools import cache

KEY = 13  # code points of the name of a key
ROW = 40  # code points on either side in which others of a row stand
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


@cache
def _apart_before() -> re.Pattern[str]:
    """Two spaces or more before what is typed, but those between sentences: `type  di(  now`."""
    return re.compile(r"[^\s.!?:](?: {2,}|\t[ \t]*)[^\s.,;:!?]{0,8}\Z")


@cache
def _apart_behind() -> re.Pattern[str]:
    return re.compile(r"[^\s.!?]{0,8}(?: {2}|\t|[.,;:](?:\s|\Z)|\Z)")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(r"(?<![^\s,、，])[()\[\]{}（）［］｛｝] ?[,、，] ?[()\[\]{}（）［］｛｝](?!\w)")


_COMMAS = frozenset(",、，")
_BRACKETS = frozenset("()[]{}（）［］｛｝")


def _is_listed(before: str, after: str) -> bool:
    """True for a bracket in a row with others, and commas between them: `(, [ or {`."""
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    left, right = before.rstrip(" "), after.lstrip(" ")
    follows = left[-1:] in _COMMAS and left[:-1].rstrip(" ")[-1:] in _BRACKETS
    return follows or (right[:1] in _COMMAS and right[1:].lstrip(" ")[:1] in _BRACKETS)


def _ends_a_row(before: str, after: str) -> bool:
    """True for a mark by itself, as the last of a row stands: `(, [ or {, …`."""
    return not before[-1:].strip() and (not after[:1].strip() or after[0] in ",.;:、。，")


def is_named(text: str, place: int) -> bool:
    """True for a mark that is spoken of: quoted or bracketed by itself or with a letter or two (“press "]I"”, “the
    sign (") closes”), typed (CTRL-]), listed with others (“one of (, [ or {”), set apart, or the head of its line."""
    before, after = text[max(0, place - KEY) : place], text[place + 1 : place + 1 + KEY]
    if _pressed().search(before) or (not before.strip() and _entry().match(text, place)):
        return True
    if _is_listed(before, after) or (
        _ends_a_row(before, after) and _row().search(text, max(0, place - ROW), place + ROW)
    ):
        return True
    if _apart_before().search(before) and _apart_behind().match(after):
        return True
    first = max(map(before.rfind, _AROUND))
    if first < 0 or len(before) - first > NAMED or before[first] == text[place]:
        return False
    last = after.find(_AROUND[before[first]])
    named = before[first + 1 :] + text[place] + after[: max(last, 0)]
    return 0 <= last < NAMED and " " not in named and sum(map(str.isalpha, named)) < NAMED
