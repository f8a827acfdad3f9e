"""Places of a Markdown page that a link can lead to, and links that lead to none of them.

Programs name a heading after its words, each in its own way: GitHub, Docusaurus and Hugo keep letters of every script,
kramdown and Python-Markdown only those of ASCII, some drop accents, number equal headings, join words with `-` or `_`.
What all ways have in common is the order of letters and figures, and that is compared.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize
from urllib.parse import unquote

from audit.analysis.raw_markdown import fences, in_fence, is_markdown
from audit.analysis.text_view import TextView
from audit.model.role import Role

FEWEST = 2  # headings of a page whose anchors are looked at
_HEADING = re.compile(r"^[ \t>]{0,9}#{1,6}[ \t]+([^\r\n]{1,400})", re.MULTILINE)
_UNDERLINED = re.compile(r"^([^\s#>|`\-=][^\r\n]{0,300})\r?\n(?:=+|-+)[ \t]*\r?$", re.MULTILINE)
_OF_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,300})\](?:\([^()\s]{0,400}(?:[ \t][^()\n]{0,200})?\)|\[[^\[\]]{0,200}\])"
)
_TAG = re.compile(r"<[^<>\n]{0,300}>")
_NAMED = re.compile(
    r"""(?:\b(?:id|name|anchor)\s{0,5}=\s{0,5}["']?|\{\s{0,5}:?\s{0,5}[^{}\n]{0,60}#|\\label\{|\{/\*\s{0,5}|<!--\s{0,5}#|\[\[#|(?<=\s)\^)"""
    r"""([^\s"'<>{}\]*]{1,200})"""
)
_ADDRESS = re.compile(
    r"\]\([ \t]{0,5}<?#([^\s()<>]{1,300})|^[ \t]{0,3}\[[^\[\]\n]{1,300}\]:[ \t]{1,9}<?#([^\s<>]{1,300})"
    r"|<a\s[^<>]{0,200}?\bhref\s{0,5}=\s{0,5}[\"']#([^\s\"'<>]{1,300})",
    re.MULTILINE,
)
_MADE = re.compile(
    r"(?:top|bottom|start|end|content|main|L?\d+|L\d+-L\d+|(?:fn|fnref|ref|cite|note|footnote)[\W_\d].*|(?:fn|ref)\d+)\Z",
    re.I,
)
# What is put in from elsewhere may hold headings.
_PUT_IN = re.compile(
    r"\{\{[<%]|\{%[-\s]{0,3}(?:include|render|partial)|<!--\s{0,5}(?:include|@include|import)|^import\s|--8<--|!\[\[|^@include|"
    r"\{!|<<<\s|^\.\. include|<[A-Z][a-z]\w{0,60}",
    re.MULTILINE,
)


class DeadAnchor(NamedTuple):
    """The address at `[start, end)` of the file leads to no place of the page; `meant` is the anchor of the heading that
    the link names, "" where none has its name. `sure` is False where parts of the page come from elsewhere."""

    start: int
    end: int
    anchor: str
    meant: str
    sure: bool


def dead_anchors(view: TextView) -> Iterator[DeadAnchor]:
    """The links of a Markdown page that lead to a place of it which is not there."""
    text = view.file_text
    if "#" not in text or not is_markdown(view):
        return
    linked = {
        link.address.strip("<> ")[1:].split()[0]
        for segment in view.segments
        for link in segment.links
        if len(link.address.strip("<> ")) > 1 and link.address.strip("<> ")[0] == "#"
    }
    if not linked:
        return
    headings = list(_headings(view))
    if len(headings) < FEWEST:
        return
    # Most links are named after all of a heading: only the others are worth looking at its forms.
    whole = {letters(unquote(heading)) for heading in headings}
    linked = {anchor for anchor in linked if letters(unquote(_said(anchor))) not in whole}
    if not linked:
        return
    there = {form for heading in headings for form in forms(heading)}
    there |= {form for match in _NAMED.finditer(text) for form in forms(match.group(1))}
    dead = {anchor for anchor in linked if not _leads(anchor, there)}
    if not dead:
        return
    sure = not _PUT_IN.search(text)
    by_letters = {letters(heading): heading for heading in reversed(headings)}
    for match in _ADDRESS.finditer(text):
        group = match.lastindex or 0
        anchor = match.group(group)
        if anchor in dead and not in_fence(view, match.start()):
            start, end = match.span(group)
            meant = by_letters.get(letters(_name_before(text, match.start()))) if group == 1 else None
            yield DeadAnchor(start - 1, end, anchor, slug(meant) if meant else "", sure)


def _name_before(text: str, end: int) -> str:
    """The words of the link whose bracket closes at `end`."""
    begin = text.rfind("[", max(0, end - 300), end)
    return plain(text[begin + 1 : end]) if begin >= 0 else ""


def _said(anchor: str) -> str:
    return unquote(anchor).removeprefix("user-content-")


def _leads(anchor: str, there: set[str]) -> bool:
    said = _said(anchor)
    if _MADE.match(said) or any(char in said for char in "/=:?&!~"):
        return True
    return not letters(said) or not forms(said).isdisjoint(there)


def _headings(view: TextView) -> Iterator[str]:
    """The headings of a page, without their markup."""
    text = view.file_text
    blocks = [(fence.start, fence.end) for fence in fences(view)]
    starts = [start for start, _ in blocks]
    for pattern in (_HEADING, _UNDERLINED):
        for match in pattern.finditer(text):
            index = bisect_right(starts, match.start()) - 1
            if index < 0 or match.start() >= blocks[index][1]:
                yield plain(match.group(1))
    for segment in view.segments:
        if segment.role is Role.HEADLINE:
            yield segment.text


def plain(text: str) -> str:
    """A heading as a reader sees it."""
    return _TAG.sub("", _OF_LINK.sub(r"\1", text)).strip()


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """What all ways of naming a heading keep: letters and figures, without accents."""
    kept = normalize("NFKD", text.casefold())
    return "".join(char for char in kept if char.isalnum() or category(char) == "Mc")


def forms(text: str) -> set[str]:
    """What may be left of a heading in its anchor: all of it, what is ASCII, without figures before or behind, and
    without a list of attributes."""
    text = unquote(text)
    found = set()
    ways = {text, re.sub(r"\{[^{}]{0,200}\}\s*\Z", "", text), re.sub(r"&[a-z]{2,8};", "", text)}
    for one in ways:
        whole = letters(one)
        ascii_only = "".join(char for char in whole if char.isascii())
        latin = "".join(char for char in one.casefold() if char.isascii() and char.isalnum())
        for form in (whole, ascii_only, latin):
            found |= {form, form.lstrip("0123456789"), form.rstrip("0123456789")}
    return {form for form in found if form}


def slug(heading: str) -> str:
    """The anchor of a heading as GitHub, Docusaurus and Hugo name it."""
    kept = "".join(
        char for char in heading.lower() if char in " -_" or char.isalnum() or category(char)[0] == "M"
    )
    return kept.replace(" ", "-")
