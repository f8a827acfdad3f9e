"""Sentences of a text, cut at their final marks."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView

CLOSERS = "\"'”’»)\\]」』"
LONGEST_WORD = 40  # code points looked at before a mark


@cache
def sentence_end(marks: str) -> re.Pattern[str]:
    """Final marks and segment ends, with the closing marks and spaces after them."""
    return re.compile(f"[{re.escape(marks)}{SEPARATOR}]+[{CLOSERS}\\s{SEPARATOR}]*")


def word_before(text: str, place: int) -> str:
    """The run of letters, digits and inner points that ends at `place`: "e.g" before the point of "e.g."."""
    head = text[max(0, place - LONGEST_WORD) : place]
    start = len(head)
    while start and (head[start - 1].isalnum() or head[start - 1] in "._-’'" or head[start - 1] > "\u02ff"):
        start -= 1
    return head[start:].lstrip(".-’'")


def is_abbreviation(view: TextView, point: int) -> bool:
    """True when the full stop at `point` may belong to an abbreviation, an initial or an ordinal number."""
    word = word_before(view.text, point)
    if not word or word[-1].isdigit():
        return True
    last = word.rpartition(".")[2]
    if len(last) <= 1:
        return True
    listed = view.remember("abbreviations", lambda: _abbreviations(view))
    return word.lower() in listed or last.lower() in listed


def _abbreviations(view: TextView) -> frozenset[str]:
    """The abbreviations of the target language, those of several words also by their last one ("et al")."""
    listed = view.language.abbreviations
    return frozenset(listed).union(entry.split()[-1] for entry in listed)


def sentences(view: TextView) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch between final marks, the mark and its closing quotes left out.

    Cuts at abbreviations too: ask `opens_sentence` where it matters.
    """
    start = 0
    for match in sentence_end(view.language.sentence_ends).finditer(view.text):
        yield start, match.start()
        start = match.end()
    yield start, len(view.text)
