"""Segments and sentences of a text in any language, cut only where they are asked for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise

from audit.language.phrases import BETWEEN

LONGEST_SENTENCE = 800  # code points; of a longer one only what stands around the asked place is looked at
LONGEST_GAP = 48  # code points of white space between two sentences
NEIGHBOURS = 8  # sentences to either side
LONGEST_BRACKET = 120  # code points of "(Translated by Google)" in front of the text
BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}

_SENTENCE_END = re.compile(
    r"[.!?…]{1,4}[\"'»”’)\]*_]{0,4}(?=[\s\x00])|[。！？؟۔।॥։።។။]{1,4}[”」』）)\"'»]{0,4}|\x00|(?<=[!?])(?=[\U0001f300-\U0001faff])"
    r"|(?<=\s)[·|•](?=\s)"
)


class SentenceLines:
    """Segments and sentences of a text, cut only where they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._segment = (0, -1)
        self._cuts: list[int] = []

    def segment(self, place: int) -> tuple[int, int]:
        """Start and end of the segment that holds `place`."""
        self._cut(place)
        return self._segment

    def after(self, place: int) -> Iterator[tuple[int, int]]:
        """The next sentences of the segment, without the space around them."""
        self._cut(place)
        index = bisect_right(self._cuts, place)
        for start, end in islice(pairwise(self._cuts[index - 1 : index + NEIGHBOURS]), NEIGHBOURS):
            yield from self._trimmed(max(start, place), end)

    def before(self, place: int) -> Iterator[tuple[int, int]]:
        """The sentences before, the nearest first."""
        self._cut(place)
        index = bisect_left(self._cuts, place)
        for start, end in reversed(list(pairwise(self._cuts[max(0, index - NEIGHBOURS) : index + 1]))):
            yield from self._trimmed(start, min(end, place))

    def touch(self, end: int, start: int) -> bool:
        """True when nothing but white space parts two stretches, or they overlap."""
        return start <= end or (start - end < LONGEST_GAP and self._text[end:start].isspace())

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        stretch = self._text[start:end]
        if stretch.strip():
            yield start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())

    def around(self, place: int) -> tuple[int, int]:
        """The sentence that holds `place`; of a very long one what stands around it."""
        self._cut(place)
        index = bisect_right(self._cuts, place)
        start, end = self._cuts[index - 1], self._cuts[index]
        while start < place and self._text[start].isspace():
            start += 1
        while end > place and self._text[end - 1].isspace():
            end -= 1
        if end - start > LONGEST_SENTENCE:
            half = LONGEST_SENTENCE // 2
            start, end = max(start, self._blank(place - half, place)), min(end, place + half)
        return start, end

    def _blank(self, start: int, end: int) -> int:
        """The first place behind white space from `start` on; `start` where there is none."""
        found = self._text.find(" ", max(0, start), end)
        return max(0, start) if found < 0 else found + 1

    def _cut(self, place: int) -> None:
        start, end = self._segment
        if start <= place <= end:
            return
        start = self._text.rfind("\x00", 0, place) + 1
        end = self._text.find("\x00", place)
        end = len(self._text) if end < 0 else end
        self._segment, self._cuts = (start, end), [start]
        behind = self._behind_bracket(start, end)
        if behind < end:
            self._cuts.append(behind)
        for match in _SENTENCE_END.finditer(self._text, behind if behind < end else start, end):
            if match[0][:1] != "." or not self._goes_on(match.end(), end):
                self._cuts.append(match.end())
        if self._cuts[-1] < end or len(self._cuts) == 1:
            self._cuts.append(end)

    def _behind_bracket(self, start: int, end: int) -> int:
        """Where the bracket closes with which a segment opens; it says something of its own. `end` without one."""
        opening = self._text[start : min(end, start + LONGEST_BRACKET)]
        closer = BRACKETS.get(opening.lstrip(" \n\t*_")[:1])
        place = opening.find(closer) + 1 if closer else 0
        return start + place if place else end

    def _goes_on(self, place: int, end: int) -> bool:
        """True when a small letter follows: the full stop was that of an abbreviation."""
        following = self._text[place : min(end, place + 12)].lstrip(BETWEEN)
        return following[:1].islower()


def in_brackets(text: str, start: int, end: int) -> bool:
    """True for a stretch that brackets enclose."""
    stretch = text[start:end].strip(" \n\t*_.。")
    return BRACKETS.get(stretch[:1]) == stretch[-1:]
