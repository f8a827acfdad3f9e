"""Where a page offers its languages: a row of their names in one text, or one name after another in a list or menu.

Such names stand in their own language and script on purpose, whatever the page is written in.
"""

import re
from bisect import bisect_right
from collections import Counter
from itertools import compress
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.language_names import (
    EDITION,
    is_language_name,
    telling_words_of_names,
    tells_a_name,
    words_of_names,
)
from audit.model.segment import INLINE_OBJECT

# What parts names in a row; a dash only between spaces, for "pt-BR" is one name.
PARTING = re.compile(rf"[,;:|/،、，；：·•‧∙►▸→{INLINE_OBJECT}\n]+|(?<=\s)[-–—*]+(?=\s)")
FEWEST = 3  # names that make a row
LONGEST_NAME = 40  # code points: "Português (Brasil, revisado)"
MOST_WORDS = 4  # of a name
MOST_OTHERS = 2  # short texts in a row between two names: "Edição brasileira"
# A word that may be part of a name though it is not written like it: figures, marks, letters that are folded.
UNTOLD = re.compile(rf"[\W\d_İʼ{EDITION}]")


class Part(NamedTuple):
    """A text between marks, `[start, end)` of the view."""

    start: int
    end: int
    is_name: bool


def language_switchers(view: TextView) -> list[tuple[int, int]]:
    """Stretches `[start, end)` of the view, in order. Cached on the view."""
    return view.remember("language switchers", lambda: _find(view))


def in_language_switcher(view: TextView, place: int) -> bool:
    """True for a place inside one."""
    spans = language_switchers(view)
    index = bisect_right(spans, (place, len(view.text))) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


def outside_switchers(view: TextView, start: int, end: int) -> list[tuple[int, int]]:
    """What of a stretch lies outside all switchers."""
    spans = language_switchers(view)
    kept = []
    for a, b in spans[max(0, bisect_right(spans, (start, 0)) - 1) :]:
        if a >= end:
            break
        if b <= start:
            continue
        if a > start:
            kept.append((start, a))
        start = max(start, b)
    if start < end:
        kept.append((start, end))
    return kept


def _find(view: TextView) -> list[tuple[int, int]]:
    # A quick look at words spares nearly every text the slow one at its segments.
    if len(words_of_names().intersection(view.vocabulary)) < FEWEST - 1:
        return []
    words = telling_words_of_names().intersection(view.vocabulary)
    words |= {word for word in view.vocabulary if UNTOLD.search(word) and tells_a_name(word)}
    naming = Counter(map(view.segment_at, compress(view.word_starts, map(words.__contains__, view.words))))
    found: list[tuple[int, int]] = []
    alone: list[Part] = []  # segments one after another that are at most a name long, from the first name on
    for index, segment in enumerate(view.segments):
        if naming[index] < (1 if len(segment.text) <= LONGEST_NAME else FEWEST - 1) and not alone:
            continue
        start, end = view.bounds(index)
        parts = _parts(segment.text, start)
        if len(parts) == 1 and len(segment.text) <= LONGEST_NAME:
            if alone or parts[0].is_name:
                alone.append(Part(start, end, parts[0].is_name))
            continue
        found += _rows(alone, 0)
        alone = []
        found += _rows(parts, FEWEST - 1 if _only_names(parts) else FEWEST)
    found += _rows(alone, 0)
    return sorted(found)


def _only_names(parts: list[Part]) -> bool:
    """All but what introduces them is names."""
    return all(part.is_name for part in parts[1:])


def _parts(text: str, offset: int) -> list[Part]:
    """The texts between marks. Names are looked up only where several are short enough to make a row."""
    spans = []
    at = 0
    for match in [*PARTING.finditer(text), None]:
        stop = match.start() if match else len(text)
        inner = text[at:stop]
        if any(map(str.isalpha, inner)):
            spans.append((at + len(inner) - len(inner.lstrip()), at + len(inner.rstrip())))
        at = match.end() if match else stop
    short = [b - a <= LONGEST_NAME and text.count(" ", a, b) < MOST_WORDS for a, b in spans]
    if len(spans) > 1 and sum(short) < FEWEST - 1 and sum(short) < len(spans) - 1:
        return [Part(offset + a, offset + b, False) for a, b in spans]
    parts = []
    for (a, b), is_short in zip(spans, short, strict=True):
        if is_short:
            parts += _names_in(text, a, b, offset)
        else:
            parts.append(Part(offset + a, offset + b, False))
    return parts


def _names_in(text: str, start: int, end: int, offset: int) -> list[Part]:
    """One part; or a part for each of its words where spaces alone part the names."""
    if _is_name(text[start:end]):
        return [Part(offset + start, offset + end, True)]
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    if len(words) >= FEWEST and all(_is_name(text[start + a : start + b]) for a, b in words):
        return [Part(offset + start + a, offset + start + b, True) for a, b in words]
    return [Part(offset + start, offset + end, False)]


def _is_name(text: str) -> bool:
    return is_language_name(text) or (text.endswith(EDITION) and is_language_name(text[:-1]))


def _rows(parts: list[Part], fewest: int) -> list[tuple[int, int]]:
    """Rows of at least so many names (0: as many as make a row), with few other short texts between them."""
    rows = []
    row: list[Part] = []
    others = 0
    for part in [*parts, None]:
        if part is not None and part.is_name:
            row.append(part)
            others = 0
            continue
        others += 1
        if row and (part is None or others > MOST_OTHERS or part.end - part.start > LONGEST_NAME):
            if len(row) >= (fewest or FEWEST):
                rows.append((row[0].start, row[-1].end))
            row = []
    return rows
