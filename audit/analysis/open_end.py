"""What a file leaves open where it stops: a link, a row of a table, code, brackets, elements of a page."""

import re
from functools import cache
from typing import NamedTuple

from audit.model.notation import Notation

ROWS = 2  # other rows that end with a bar
# Elements whose end must be written.
MUST_CLOSE = (
    "a", "article", "aside", "b", "blockquote", "code", "div", "em", "figure", "footer", "h1", "h2", "h3", "h4", "i", "main",
    "ol", "pre", "section", "span", "strong", "table", "ul",
)  # fmt: skip
CLOSER = {
    "(": ")",
    "[": "]",
    "（": "）",
    "【": "】",
    "《": "》",
    "「": "」",
    "『": "』",
    "«": "»",
    "„": '“”"»',
}
OPENED = {"[": "a link", "*": "words that it stresses", "`": "code"}
FARTHEST = 300  # code points from the end at which a bracket may stand


def open_row(file_text: str) -> bool:
    """True when the last line is a row of a table in bars without the last bar, which all other rows have."""
    lines = file_text.rstrip().rsplit("\n", ROWS + 1)[-ROWS - 1 :]
    *others, last = [line.strip() for line in lines]
    if not last.startswith("|") or last.endswith("|") or len(others) < ROWS:
        return False
    return last[1:2] != "#" and all(line[:1] == "|" == line[-1:] and line[-2:] != "||" for line in others)


def open_markup(file_text: str, notation: str) -> bool:
    """True when a page in HTML stops in text while an element is open that must be closed."""
    if notation is not Notation.HTML_TEXT or file_text.rstrip().endswith(">"):
        return False
    opened = [tag.lower() for tag in open_tags().findall(file_text)]
    return any(opened.count(tag) > opened.count(f"/{tag}") for tag in MUST_CLOSE)


class OpenMark(NamedTuple):
    """A mark of Markdown that opens what nothing closes: where it stands, and what it opens."""

    start: int
    what: str


def open_mark(text: str) -> OpenMark | None:
    """The mark that the end of a text in Markdown stands behind, as a reader sees it."""
    found = last_mark().search(text)
    if found is None:
        return None
    mark = found.group(found.lastindex or 0)
    return OpenMark(found.start(), OPENED[mark[0]])


def open_pair(text: str) -> int | None:
    """Where a bracket or quotation stands that nothing behind it closes, in a text that stops without a mark."""
    for place in range(len(text) - 1, max(-1, len(text) - FARTHEST), -1):
        char = text[place]
        if char in CLOSER and not text[place - 1 : place].isalnum() and text[place + 1 : place + 2].strip():
            return place
        if any(char in marks for marks in CLOSER.values()):
            return None
    return None


@cache
def open_link() -> re.Pattern[str]:
    """A link whose address never ends."""
    return re.compile(r"\[[^\[\]]{0,200}\]\([^()\s]{0,300}\Z")


@cache
def last_mark() -> re.Pattern[str]:
    """A mark before the last words of a text, with nothing behind it that would close it."""
    return re.compile(
        r"(?<![^\s(\"“«「『（—–-])(?:(\*\*)(?=[^\s*])[^*]{1,200}|(\[)(?=[^\s\[\]])[^\[\]]{1,200}|(`)(?=[^\s`])[^`]{1,80})\Z"
    )


@cache
def open_tags() -> re.Pattern[str]:
    return re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,10})(?=[\s>])")
