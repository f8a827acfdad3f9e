"""What stands in a unit's text for a program to fill in or to read: placeholders and inline tags."""

import re
from functools import cache
from typing import NamedTuple

from audit.model.unit import Family


class Placeholder(NamedTuple):
    """A stretch `[start, end)` of a text, in code points. `name` is what must come back on the other side."""

    start: int
    end: int
    name: str


_PRINTF = r"%(?:\d+\$)?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|q|L|j|z|t)?[diouxXeEfFgGaAcCsSp@%]"
_NAMED_PRINTF = r"%\([^()\s]{1,80}\)[-+ #0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa%]"
_TAG = r"</?[A-Za-z][A-Za-z0-9:._-]*(?:\s[^<>]*)?/?>"
_BRACE = r"\{[A-Za-z0-9_.$\[\]!:@-]{0,80}\}"
_ANY = rf"{_NAMED_PRINTF}|{_PRINTF}|\{{\{{[^{{}}]{{1,200}}\}}\}}|\$?{_BRACE}|{_TAG}"


@cache
def _pattern(family: Family | None) -> re.Pattern[str] | None:
    return None if family is Family.NONE else re.compile(_ANY)


def placeholders(text: str, family: Family | None = None) -> list[Placeholder]:
    """The placeholders and inline tags of a text, in order, none inside another."""
    pattern = _pattern(family)
    if pattern is None or not any(mark in text for mark in "%{<"):
        return []
    return [Placeholder(match.start(), match.end(), match.group()) for match in pattern.finditer(text)]
