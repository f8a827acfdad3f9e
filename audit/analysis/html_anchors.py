"""Links of an HTML page that lead to no part of it.

Scripts give a page parts that its file does not show, and links to them a meaning of their own. So a link counts where it
names a heading of the page, as an entry of its contents does; any other only where no script is at work and most lead
somewhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from audit.analysis.page_anchors import DeadAnchor, letters
from audit.analysis.raw_markdown import is_markdown
from audit.analysis.text_view import TextView
from audit.model.notation import Notation

FEWEST_ALIVE = 2  # links of the page that lead to one of its parts
FEWEST_LETTERS = 3  # of a heading that a link is held against
_LINK = re.compile(
    r"<a\b([^<>]{0,600}?)\bhref\s{0,5}=\s{0,5}(?:\"#([^\"<>]{1,300})\"|'#([^'<>]{1,300})')([^<>]{0,600})>",
    re.I,
)
_END = re.compile(r"</a\s{0,5}>", re.I)
_NAME = re.compile(
    r"\b(?:id|name)\s{0,5}=\s{0,5}(?:\"([^\"<>]{1,300})\"|'([^'<>]{1,300})'|([^\s\"'<>]{1,300}))", re.I
)
_HEADING = re.compile(r"<h([1-6])\b([^<>]{0,600})>")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_SCRIPT = re.compile(r"<script\b|\bon[a-z]{3,20}\s?=", re.I)
_UNREAD = re.compile(r"<!--|-->|<script\b|</script|<style\b|</style|<template\b|</template", re.I)
# What a script reads: with it the link is a button.
_BUTTON = re.compile(r"\bon[a-z]{3,20}\s?=|\b(?:data-|role\s?=|aria-(?:controls|expanded|haspopup))", re.I)
_LONGEST = 400  # code points of a heading or of the words of a link, with their tags
# Places of their own in every browser, and routes of an application.
_ELSEWHERE = re.compile(r"top\Z|[!/]|:~:", re.I)


class _Heading(NamedTuple):
    """The letters of a heading, and the name that leads to it, "" for none."""

    words: str
    name: str


def dead_html_anchors(view: TextView) -> Iterator[DeadAnchor]:
    """The links of an HTML page that lead to a place of it which is not there."""
    text = view.file_text
    if (
        "#" not in text
        or is_markdown(view)
        or not any(item.notation == Notation.HTML_TEXT for item in view.segments)
    ):
        return
    names = {unescaped(one) for match in _NAME.finditer(text) for one in match.groups() if one}
    known = names | {name.lower() for name in names}
    links = [match for match in _LINK.finditer(text) if not _is_elsewhere(_anchor(match))]
    dead = [match for match in links if not _leads(_anchor(match), known)]
    if not dead:
        return
    alive = len(links) - len(dead)
    still = not _SCRIPT.search(text) and alive >= max(FEWEST_ALIVE, len(dead))
    headings = {heading.words: heading for heading in reversed(list(_headings(text)))}
    unread = _unread(text)
    for match in dead:
        index = bisect_right(unread, match.start(), key=lambda stretch: stretch[0]) - 1
        if (index >= 0 and match.start() < unread[index][1]) or _BUTTON.search(
            match.group(1) + match.group(4)
        ):
            continue
        heading = headings.get(_words_of(text, match.end()))
        if heading is None and not still:
            continue
        start, end = match.span(2) if match.group(2) is not None else match.span(3)
        meant = heading.name if heading else ""
        # A heading without a name may get one from a script.
        sure = still or meant != ""
        yield DeadAnchor(start - 1, end, text[start:end], meant, sure)


def _anchor(match: re.Match[str]) -> str:
    return unescaped(match.group(2) or match.group(3))


def _is_elsewhere(anchor: str) -> bool:
    return not anchor.strip() or _ELSEWHERE.match(anchor) is not None


def _leads(anchor: str, known: set[str]) -> bool:
    return not known.isdisjoint({anchor, unquote(anchor), unquote(anchor).lower()})


def _headings(text: str) -> Iterator[_Heading]:
    for match in _HEADING.finditer(text):
        stop = text.find(f"</h{match.group(1)}", match.end(), match.end() + _LONGEST)
        if stop < 0:
            continue
        inside = text[match.end() : stop]
        words = letters(unescaped(_TAG.sub("", inside)))
        if len(words) >= FEWEST_LETTERS:
            name = _name_in(match.group(2)) or next(filter(None, map(_name_in, _TAG.findall(inside))), "")
            yield _Heading(words, name or _name_before(text, match.start()))


def _name_in(attributes: str) -> str:
    match = _NAME.search(attributes)
    return unescaped(next(filter(None, match.groups()))) if match else ""


def _name_before(text: str, start: int) -> str:
    """The name of the tag right before a heading, as of the section that it opens."""
    before = text[max(0, start - _LONGEST) : start].rstrip()
    begin = before.rfind("<")
    return _name_in(before[begin:]) if before.endswith(">") and begin >= 0 else ""


def _words_of(text: str, start: int) -> str:
    """The letters of the words of a link."""
    stop = _END.search(text, start, start + _LONGEST)
    return letters(unescaped(_TAG.sub("", text[start : stop.start()]))) if stop else ""


def _unread(text: str) -> list[tuple[int, int]]:
    """Comments, scripts and the like."""
    found: list[tuple[int, int]] = []
    ends = {"<!--": "-->", "<script": "</script", "<style": "</style", "<template": "</template"}
    opened = ""
    for match in _UNREAD.finditer(text):
        sign = match.group().lower()
        if not opened and sign in ends:
            opened, begin = ends[sign], match.start()
        elif sign == opened:
            found.append((begin, match.end()))
            opened = ""
    if opened:
        found.append((begin, len(text)))
    return found


def unescaped(text: str) -> str:
    """The text with its entities as characters."""
    from html import unescape  # the table of entities is large, and most pages have no anchors

    return unescape(text)
