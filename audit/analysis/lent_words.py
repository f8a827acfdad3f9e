"""Words of a neighbour that stayed in a translation and hold no letter that the language lacks: Russian in a Kazakh text.

Loanwords and names are at home there; small words and inflected forms are not. A stretch grows from such words over their
neighbours as far as the lender's list knows them.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress
from typing import NamedTuple

from audit.analysis.leftovers.word_lists import common_cost
from audit.analysis.text_view import TextView
from audit.language.lent_words import LentWords, lenders
from audit.language.profiles import profile
from audit.language.relatives import list_of

OWN = 2.5  # by so much at least must a word be dearer to the language than to the lender
SHORT = 3  # letters: a word alone that is no longer may be chance
COMMON = 12.0  # cost up to which a neighbouring word belongs to the stretch
GAPS = (" ", ", ", "-")
DAY = re.compile(r"(?<![0-9.])[0-9]{1,2}(?:-(\w{1,3}))? $")


class LentStretch(NamedTuple):
    """Words `[start, end)` of the view in another language."""

    start: int
    end: int
    lender: str  # its tag
    words: int
    sure: bool  # more than one short word


def lent_stretches(view: TextView) -> Iterator[LentStretch]:
    """Every such stretch, in order."""
    for lender, lent in lenders(view.language.tag):
        script = profile(lender).scripts[0]
        if script in view.language.scripts and not view.text.isascii():
            yield from _stretches(view, lender, lent, script)


def _stretches(view: TextView, lender: str, lent: LentWords, script: str) -> Iterator[LentStretch]:
    telling = _telling(view.language.tag, lender)
    words, last = view.words, -1
    anchors = telling | lent.months
    for index in compress(range(len(words)), map(anchors.__contains__, words)):
        if index <= last:
            continue
        first, day = index, None
        if words[index] in lent.months:
            day = _day_before(view, index, lent)
            if day is None and words[index] not in telling:
                continue
        while first and _joins(view, first - 1, first, lender, script):
            first -= 1
        last = index
        while last + 1 < len(words) and _joins(view, last, last + 1, lender, script):
            last += 1
        start = view.word_starts[first] if day is None else min(day, view.word_starts[first])
        end = view.word_starts[last] + len(words[last])
        sure = day is not None or last > first or len(words[index]) > SHORT
        yield LentStretch(start, end, lender, last - first + 1, sure)


def _day_before(view: TextView, index: int, lent: LentWords) -> int | None:
    """Where the day begins before a month, in figures, perhaps with an ending of the lender's."""
    start = view.word_starts[index]
    match = DAY.search(view.text, max(0, start - 8), start)
    if match is None or (match[1] is not None and match[1].lower() not in lent.day_endings):
        return None
    return match.start()


def _joins(view: TextView, left: int, right: int, lender: str, script: str) -> bool:
    """True when two neighbouring words stand in one clause, and both are words of the lender and not of the language."""
    if view.gaps[left] not in GAPS:
        return False
    return all(
        _is_lent(word, view.language.tag, lender, script) for word in (view.words[left], view.words[right])
    )


@cache
def _telling(tag: str, lender: str) -> frozenset[str]:
    """The words of the lender that tell it from a language."""
    base = tag.partition("-")[0]
    lent = dict(lenders(tag))[lender]
    own = lent.borrowers[base] | set(profile(tag).function_words)
    script = profile(lender).scripts[0]
    words = lent.words - own
    return frozenset(word for word in words if _dearer(word, tag, lender, script))


def _dearer(word: str, tag: str, lender: str, script: str) -> bool:
    """True when the language's own word list, if there is one, does not know the word, or as something rare."""
    listed = list_of(tag, script)
    costs = common_cost(word)
    return listed is None or listed not in costs or costs[listed] >= costs.get(lender, 0.0) + OWN


def _is_lent(word: str, tag: str, lender: str, script: str) -> bool:
    if not word or word in profile(tag).function_words or not _alphabet(lender).issuperset(word):
        return False
    return common_cost(word).get(lender, COMMON + 1) <= COMMON and _dearer(word, tag, lender, script)


@cache
def _alphabet(tag: str) -> frozenset[str]:
    return frozenset(profile(tag).letters)
