"""Markup that translation tools write into the pages they translate, and that was saved or pasted with the text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.model.notation import Notation
from audit.model.role import Role

# What is searched first, and the tag it must stand in: (anchor, pattern from the start of the tag on).
ANCHORS = (
    ("tw-target-text", r"id=[\"']?tw-target-text|class=[\"'][^\"'>]*\btw-(?:data-text|text-large|ta)\b"),
    ("tw-data-text", r"class=[\"'][^\"'>]*\btw-data-text\b"),
    ("vertical-align: inherit", r"style=[\"']vertical-align: inherit;?[\"']"),
    ("vertical-align:inherit", r"style=[\"']vertical-align:inherit;?[\"']"),
    ("translated-ltr", r"class=[\"'][^\"'>]*\btranslated-ltr\b"),
    ("translated-rtl", r"class=[\"'][^\"'>]*\btranslated-rtl\b"),
    ("goog-gt-", r"(?:class|id)=[\"'][^\"'>]*\bgoog-gt-"),
    ("goog-text-highlight", r"class=[\"'][^\"'>]*\bgoog-text-highlight\b"),
    ("goog-te-", r"(?:class|id)=[\"'][^\"'>]*\bgoog-te-(?:banner|menu|balloon|spinner)"),
    ("immersive-translate", r"(?:class|data-[a-z-]+)=[\"'][^\"'>]*\bimmersive-translate-target\b"),
    ("ms-translator", r"(?:class|id)=[\"'][^\"'>]*\bms-translator\b"),
    ("yandex-translate", r"(?:class|id)=[\"'][^\"'>]*\byandex-translate\b"),
)
LONGEST_TAG = 600  # code points before an anchor in which its tag begins
FONT = "vertical-align"  # a theme may write this style too, though not on <font>


class TranslatorMarkup(NamedTuple):
    """The text `[start, end)` in the view behind the first such tag, the name that tells it, how many tags there are."""

    start: int
    end: int
    name: str
    tags: int


def translator_markup(view: TextView) -> TranslatorMarkup | None:
    """What a tool wrote into an HTML page; None when it wrote nothing, or the page has no text behind it."""
    if not any(segment.notation == Notation.HTML_TEXT for segment in view.segments):
        return None
    places = sorted(_find(view.file_text))
    if not places:
        return None
    starts = [
        segment.map.to_file(0, 1).start if segment.text and segment.role is not Role.ATTRIBUTE else -1
        for segment in view.segments
    ]
    order = sorted((start, index) for index, start in enumerate(starts) if start >= 0)
    if not order:
        return None
    behind = bisect_left(order, (places[0][0], -1))
    index = order[min(behind, len(order) - 1)][1]
    return TranslatorMarkup(*view.bounds(index), places[0][1], len(places))


def _find(text: str) -> Iterator[tuple[int, str]]:
    """Where such tags stand, and what tells them."""
    for anchor, pattern in ANCHORS:
        place = text.find(anchor)
        while place >= 0:
            tag = text.rfind("<", max(0, place - LONGEST_TAG), place)
            own = not anchor.startswith(FONT) or text[tag : tag + 5].lower() == "<font"
            if (
                tag >= 0
                and own
                and ">" not in text[tag:place]
                and _pattern(pattern).search(text, tag, place + 80)
            ):
                yield tag, anchor
            place = text.find(anchor, place + len(anchor))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
