"""What comments for translators tell the tool: what to excuse, and how long a text may be."""

import re

from audit.model.directive import PREFIX, Directive, directive_in

_IGNORE = re.compile(r"audit:[ \t]*+ignore\b")
_LENGTH = re.compile(
    r"(?:max(?:imum|imal|\.)?[-_ ]?(?:len(?:gth)?|width|size|chars?|characters?)|char(?:acter)?[-_ ]?limit)"
    r"[ \t]*[:=][ \t]*([0-9]{1,6})\b",
    re.IGNORECASE,
)
_LONGEST = 400  # code points of a comment in which a limit is looked for


def directive_in_comment(
    text: str, start: int, inner_start: int, inner_end: int, end: int
) -> Directive | None:
    """The directive in a comment `[start, end)` that stands before its unit, if it is one.

    "audit: ignore CHECK: reason" means the unit; "audit-…" is written as in any other document.
    """
    head = text[inner_start : min(inner_end, inner_start + 200)].lstrip(" \t*")
    if head.startswith(PREFIX):
        return directive_in(text, start, inner_start, inner_end, end)
    if _IGNORE.match(head) is None:
        return None
    return Directive(start, end, text[inner_start:inner_end].strip(" \t\r\n*"))


def length_limit(comment: str) -> int | None:
    """The most code points that a comment allows ("max-length: 40"), if it says so."""
    match = _LENGTH.search(comment, 0, _LONGEST)
    return int(match.group(1)) if match else None
