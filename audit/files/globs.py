"""Globs over paths, the way ignore files use them.

`*` and `?` stay inside one name, `**` crosses folders, `[ab]` is a choice. A glob without a slash means a
name at any depth (`*.bak`, `drafts`); with one it starts at the top (`ru/**`). A glob that names a folder
means everything in it.
"""

import re
from functools import cache


def glob_matches(glob: str, path: str) -> bool:
    """True when the glob means this path (relative, with "/") or a folder it lies in."""
    pattern = _pattern(glob)
    place = len(path)
    while place > 0:
        if pattern.fullmatch(path, 0, place):
            return True
        place = path.rfind("/", 0, place)
    return False


def glob_fault(glob: str) -> str | None:
    """What is wrong with a glob, or None."""
    try:
        _pattern(glob)
    except re.error as error:
        return str(error)
    return None if glob.strip("./ ") else "it names nothing"


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    body = glob.strip().removeprefix("./").rstrip("/")
    anywhere = "/" not in body
    return re.compile(("(?:.*/)?" if anywhere else "") + glob_expression(body.removeprefix("/")), re.DOTALL)


def glob_expression(body: str) -> str:
    """A glob as a regular expression, without anchors."""
    out, place = "", 0
    while place < len(body):
        if body.startswith("**/", place):
            out, place = out + "(?:.*/)?", place + 3
        elif body.startswith("**", place):
            out, place = out + ".*", place + 2
        elif body[place] == "*":
            out, place = out + "[^/]*", place + 1
        elif body[place] == "?":
            out, place = out + "[^/]", place + 1
        elif body[place] == "[" and (end := body.find("]", place + 2)) > 0:
            inside = body[place + 1 : end]
            negated = "^" if inside[0] in "!^" else ""
            chosen = inside[1:] if negated else inside
            out += f"[{negated}{chosen.translate(_ESCAPES)}]"
            place = end + 1
        else:
            out, place = out + re.escape(body[place]), place + 1
    return out


_ESCAPES = {ord(char): "\\" + char for char in "\\[]&~|^"}
