"""What became of code that a translator's hands went through: translated signs, blanks inside, another bracket."""

import re
from functools import lru_cache

_LOOK_ALIKES = {
    "%": "%％٪﹪",
    "$": "$＄﹩",
    "@": "@＠﹫",
    ":": ":：﹕",
    "#": "#＃",
    "&": "&＆",
    "/": "/／\\\\",
    "-": "\\-–—−－‐‑",
    "_": "_＿",
    ".": ".．。",
    '"': "\"“”„«»＂'’",
    "'": "'’‘＇",
    "=": "=＝",
}
_BRACKETS = "{}()\\[\\]<>｛｝（）［］＜＞«»〈〉《》"
_BRACKET_SIGNS = frozenset("{}()[]<>")


@lru_cache(4096)
def ruin_pattern(code: str) -> re.Pattern[str]:
    """Finds a piece of code however it was bent: signs for signs that look like them, blanks between, brackets of any
    kind. Whole words only."""
    parts: list[str] = []
    last = ""
    for char in code:
        if char in _BRACKET_SIGNS:
            piece = f"[{_BRACKETS}]"
            if last == piece:
                parts[-1] = piece + "{1,3}"
                continue
        elif char.isspace():
            continue
        elif char in _LOOK_ALIKES:
            piece = f"[{_LOOK_ALIKES[char]}]"
        else:
            piece = re.escape(char)
        parts.append(piece)
        last = piece
    lead = r"(?<!\w)" if code[:1].isalnum() else ""
    tail = r"(?!\w)" if code[-1:].isalnum() else ""
    return re.compile(lead + r"\s{0,2}".join(parts) + tail, re.IGNORECASE)


def find_ruin(code: str, text: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The place of bent code in a text, outside the stretches that are taken; None where there is none or several."""
    found = [
        match.span()
        for match in ruin_pattern(code).finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return found[0] if len(found) == 1 else None
