"""Lists of fewer items than the sentence before them announces: "these four steps:" and three."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.segment_ends import next_text
from audit.analysis.text_view import TextView
from audit.language.measures import folded, measures
from audit.language.word_grammar import word_grammar
from audit.model.notation import Notation
from audit.model.role import Role

FEWEST, MOST = 3, 12  # items announced
BESIDE = 3  # words between the word that announces and the number
REACH = 120  # code points before the colon
FARTHEST = 20_000  # code points of a list
COLONS = (":", "：")


class Announced(NamedTuple):
    """The number `[start, end)` of the view; so many items are `promised`, and so many are there."""

    start: int
    end: int
    promised: int
    found: int


def short_lists(view: TextView) -> Iterator[Announced]:
    announcing = word_grammar(view.language.tag).announcing
    if not announcing or announcing.isdisjoint(view.vocabulary):
        return
    for index, segment in enumerate(view.segments):
        if segment.role is not Role.BODY or not segment.text.rstrip().endswith(COLONS):
            continue
        later = next_text(view, index)
        if later is None or view.segments[later].role is not Role.ITEM:
            continue
        number = _number(view, index, announcing)
        if number is None:
            continue
        start, end, promised = number
        found = _items(view, index, later)
        if found is not None and 2 <= found < promised:
            yield Announced(start, end, promised, found)


def _number(view: TextView, index: int, announcing: frozenset[str]) -> tuple[int, int, int] | None:
    """The one number beside a word that announces, in the last sentence of a segment."""
    first, last = view.bounds(index)
    words = list(_word().finditer(view.text, max(first, last - REACH), last))
    places = [place for place, match in enumerate(words) if match[0].lower() in announcing]
    values = measures(view.language).numbers
    numbers = []
    for place, match in enumerate(words):
        value = {float(match[0])} if match[0].isdecimal() else values.get(folded(match[0]), set())
        whole = [int(item) for item in value if item == int(item) and FEWEST <= item <= MOST]
        if len(whole) == 1 and any(abs(place - other) <= BESIDE for other in places):
            numbers.append((match.start(), match.end(), whole[0]))
    return numbers[0] if len(numbers) == 1 else None


def _items(view: TextView, index: int, later: int) -> int | None:
    """How many items stand between a segment and the next heading, whatever stands among them; None where nobody can
    count them."""
    begin = view.segments[index].map.file_end
    stop = len(view.file_text)
    for segment in view.segments[later:]:
        if segment.role is Role.HEADLINE and segment.map.pieces:
            stop = segment.map.pieces[0].file_start
            break
    text = view.file_text[begin : min(stop, begin + FARTHEST)]
    if stop - begin > FARTHEST:
        return None
    if view.segments[later].notation in (Notation.MARKDOWN, Notation.PLAIN):
        marks = _bullet().findall(text)
        return len(marks) or None
    if view.segments[later].notation == Notation.HTML_TEXT:
        return len(_item_tag().findall(text)) or None
    return None


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|[0-9]{1,2}(?![\d.,])")


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(r"^[ \t>]*(?:[-*+•–]|[0-9]{1,2}[.)]|[a-z]\))[ \t\u00a0]", re.MULTILINE)


@cache
def _item_tag() -> re.Pattern[str]:
    return re.compile(r"<(?:li|dt|tr)\b", re.IGNORECASE)
