"""Keyboard accelerators: the sign before the letter that is underlined in a menu, on both sides."""

import re
from typing import NamedTuple

from audit.analysis.pair_view import Pair, PairView
from audit.model.unit import Family

_AMPERSAND = re.compile(r"&&|&(?:#\d{1,6}|[A-Za-z]{2,8});|&")
_UNDERSCORE = re.compile(r"__|_")
_MENU = 80  # code points of a text that stands in a menu or on a button
_UNTOLD = frozenset({None, Family.PRINTF, Family.PYTHON_FORMAT})
# Where the family does not say so: a capital, or a letter of one word, behind a sign that stands alone.
_TOLD_AMPERSAND = re.compile(r"(?:^|[\s(/])&[A-Z0-9]|^[A-Z][a-z]{0,12}&[a-z]")
_TOLD_UNDERSCORE = re.compile(
    r"(?:^|[\s(])_[A-Z]|^[A-Z][a-z]{0,12}_[a-z]{1,12}(?: \S{1,14}){0,3}(?:…|\.\.\.)?$"
)


class Accelerators(NamedTuple):
    """Of one pair: the sign, whether the source has an accelerator, and the places of the signs in the target."""

    sign: str
    wanted: int
    given: list[int]  # before a letter or a figure
    bare: list[int]  # before a space or nothing


def accelerators(view: PairView) -> dict[int, Accelerators]:
    """The accelerators of each pair whose source has a sign for one. Remembered."""
    return view.remember("accelerators", lambda: _all(view))


def _all(view: PairView) -> dict[int, Accelerators]:
    found = {}
    for sign, pattern in (("&", _AMPERSAND), ("_", _UNDERSCORE)):
        for match in re.finditer(sign, view.source_text):
            index = view.pair_at_source(match.start())
            if index not in found and (one := _of_pair(view.pairs[index], sign, pattern)) is not None:
                found[index] = one
    return found


def _of_pair(pair: Pair, sign: str, pattern: re.Pattern[str]) -> Accelerators | None:
    source, target = pair.source.text, pair.target.text
    if len(source) > _MENU or not target.strip() or "://" in source or "<" in source:
        return None
    own = Family.QT if sign == "&" else Family.GTK
    told = _TOLD_AMPERSAND if sign == "&" else _TOLD_UNDERSCORE
    if pair.family is not own and (
        pair.family not in _UNTOLD or source.count(sign) != 1 or not told.search(source)
    ):
        return None
    wanted, _ = _places(source, sign, pattern)
    given, bare = _places(target, sign, pattern)
    if not wanted and not (sign == "&" and sign * 2 in source):
        return None
    return Accelerators(sign, len(wanted), given, bare)


def _places(text: str, sign: str, pattern: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where the sign stands before a letter, and where before nothing."""
    given: list[int] = []
    bare: list[int] = []
    for match in pattern.finditer(text):
        if match.group() == sign:
            after = text[match.end() : match.end() + 1]
            (given if after.isalnum() else bare).append(match.start())
    return given, bare
