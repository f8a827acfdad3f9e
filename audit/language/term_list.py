"""Words and phrases that are right as they stand: how a list of them is written, and where they stand in a text.

Terms are compared without regard to case, to the kind of space, apostrophe or hyphen, and to whether accents
are written as one character or two. They are found as whole words only, except in scripts that put no spaces
between words, and where a word of one script touches a word of another.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from audit.language.phrases import fold_lowered
from audit.language.scripts import COMMON, script_of

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# A "#" inside a word is part of it: C#.
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
# Scripts whose words touch each other.
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Bopo"})
# What phrases do not fold: beyond them people's lists differ from people's texts in these.
_ALSO = {
    **dict.fromkeys(map(ord, "\t\n\r\u1680\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\u2018\u02b9\u00b4\u0060\uff07\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),  # bytes that nobody could decode
}


def parse_terms(text: str) -> tuple[str, ...]:
    """The terms of a list: one a line; empty lines, and what follows a `#` at a word's start, are left out."""
    lines = (" ".join(COMMENT.sub("", line).split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def fold_term(text: str) -> str:
    """A term as it is compared: lower case, one kind of space, apostrophe and hyphen. Keeps no length."""
    return " ".join(_folded(text.lower()).split())


def _folded(lowered: str) -> str:
    """The same for a text in lower case, code point by code point."""
    return fold_lowered(lowered).translate(_ALSO)


class TermList:
    """Terms, and where they stand."""

    def __init__(self, terms: Sequence[str]) -> None:
        folded = {fold_term(term) for term in terms}
        forms = {normalize(form, term) for term in folded for form in ("NFC", "NFD")}
        self._terms = sorted(forms - {""})

    def __bool__(self) -> bool:
        return bool(self._terms)

    @cached_property
    def _search(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._terms)

    def places(self, lowered: str) -> "TermPlaces":
        """Where terms stand in a text in lower case."""
        if not self._terms:
            return TermPlaces([])
        folded = _folded(lowered)
        hits = self._search.find_matches_as_indexes(folded, overlapping=True)
        return TermPlaces([(start, end) for _, start, end in hits if _whole(folded, start, end)])

    def cover(self, text: str) -> bool:
        """True when a text is nothing but terms and what stands between them."""
        lowered = text.lower()
        return self.places(lowered).cover(lowered, 0, len(lowered))


@lru_cache(maxsize=64)
def term_list(terms: tuple[str, ...]) -> TermList:
    """The list of these terms: many documents share one."""
    return TermList(terms)


class TermPlaces:
    """Where terms stand in one text, `[start, end)` each; nested and overlapping ones count as one."""

    def __init__(self, places: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def cover(self, text: str, start: int, end: int) -> bool:
        """True when `[start, end)` holds a letter or digit and every one of them belongs to a term."""
        words = False
        for one, two, listed in self._cut(start, end):
            if any(map(str.isalnum, text[one:two])):
                if not listed:
                    return False
                words = True
        return words

    def hold(self, start: int, end: int) -> bool:
        """True when `[start, end)` is less than a term and lies within it; between two terms is no place."""
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return False
        first, last = self._starts[place], self._ends[place]
        if start == end:
            return first < start < last
        return end <= last and (start, end) != (first, last)

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """`[start, end)` in pieces, inside terms and outside."""
        place = max(0, bisect_right(self._starts, start) - 1)
        while start < end:
            while place < len(self._ends) and self._ends[place] <= start:
                place += 1
            if place == len(self._ends) or self._starts[place] >= end:
                yield start, end, False
                return
            if start < self._starts[place]:
                yield start, self._starts[place], False
                start = self._starts[place]
            stop = min(end, self._ends[place])
            yield start, stop, True
            start = stop


def _whole(text: str, start: int, end: int) -> bool:
    """True when no word is cut at either end."""
    return (start == 0 or _parted(text[start - 1], text[start])) and (
        end == len(text) or _parted(text[end - 1], text[end])
    )


def _parted(one: str, two: str) -> bool:
    """True when one word may end and the next begin between two neighbours."""
    if not (_in_word(one) and _in_word(two)):
        return True
    first, second = script_of(one), script_of(two)
    return not UNSPACED.isdisjoint((first, second)) or (first != second and COMMON not in (first, second))


def _in_word(char: str) -> bool:
    return char.isalnum() or category(char)[0] == "M"
