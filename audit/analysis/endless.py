"""Stretches that say one thing over and over, as a model does that does not find its end.

The same is looked for in three sizes: letters within one word, words, and whole lines. How often something must be said
depends on how much it says: a cry may be drawn out and a refrain comes round, but nobody writes a sentence ten times.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.listed_words import is_known_word
from audit.analysis.loops import loops
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.word_grammar import common_words
from audit.model.mqm import Confidence
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT

# Words: (how many come round, how often at least). Short phrases in a row are `looping-phrase` until then.
WORDS = (
    (1, 10),
    *((size, 10) for size in range(2, 9)),
    *((size, 4) for size in range(9, 17)),
    *((size, 3) for size in range(17, 49)),
)
LINES = ((1, 5), (2, 5), (3, 4), (4, 4), *((size, 3) for size in range(5, 13)))
LONG_PHRASE = 9  # words that are not said again on purpose
FEWEST = 10  # times that show that no end was found
CRIED, TYPED = 40, 200  # times for what is cried, and for a single letter
SURE = 3  # so many times as often nobody doubts
SENTENCE, ROW, PHRASE, WORD = 30, 20, 12, 4  # letters of lines that are said on purpose at most so often:
SENTENCE_TIMES, PHRASE_TIMES, WORD_TIMES = 5, 10, 20
LONG_WORD, DRAWN = 120, 40  # letters of a word that is looked at; so often a syllable in it must come
LISTED = frozenset({Role.BODY, Role.ITEM, Role.CUE, Role.HEADLINE, Role.CAPTION})
BRACKETS = ("[", "(", "♪", "♫", "*", "【", "（")
NOWHERE = "\x01"


class Endless(NamedTuple):
    """`[start, end)` of the view says the same `times` times; what it says ends at `head`."""

    start: int
    head: int
    end: int
    times: int
    confidence: Confidence


def endless(view: TextView) -> list[Endless]:
    """Every such stretch in order, the widest where several hold each other."""
    kept: list[Endless] = []
    for found in sorted(
        (*_lines(view), *_words(view), *_letters(view)), key=lambda item: (item.start, -item.end)
    ):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _graded(times: int, least: int) -> Confidence:
    """The longer the surer."""
    return Confidence.CERTAIN if times >= SURE * least else Confidence.LIKELY


def _words(view: TextView) -> Iterator[Endless]:
    words, starts = view.words, view.word_starts
    for loop in loops(words, WORDS, view.gaps, SEPARATOR, alone=True):
        unit = words[loop.start : loop.start + loop.size]
        least = max(_asked_of_words(view, unit), dict(WORDS)[loop.size])
        if loop.times >= least:
            head, last = loop.start + loop.size - 1, loop.start + loop.size * loop.times - 1
            yield Endless(
                starts[loop.start],
                starts[head] + len(words[head]),
                starts[last] + len(words[last]),
                loop.times,
                _graded(loop.times, least),
            )


def _asked_of_words(view: TextView, unit: list[str]) -> int:
    """How often a phrase must come; figures and single letters fill tables and forms."""
    spoken = [word for word in unit if any(map(str.isalpha, word))]
    if not spoken or len(spoken) * 2 < len(unit):
        return len(view.words) + 1
    if not view.language.has_spaces or len(unit) >= LONG_PHRASE:
        return 1
    if all(len(word) < 2 for word in spoken):
        return TYPED if max(spoken).isascii() else CRIED
    if len(set(spoken)) == 1 and _is_sound(view, spoken[0]):
        return CRIED
    return FEWEST if len(set(spoken)) == 1 or len(unit) > 2 else 2 * FEWEST


def _is_sound(view: TextView, word: str) -> bool:
    """True for what is called and sung, and for words that the language doubles as it likes."""
    short = len(word) < WORD and is_known_word(view.language, word) is not True
    return short or word in common_words().doubled_sounds or view.language.reduplicates


def _letters(view: TextView) -> Iterator[Endless]:
    """Syllables within a word; scripts without spaces have nothing but long words."""
    spaced = view.language.has_spaces
    if spaced and max(map(len, view.words), default=0) < LONG_WORD:
        return
    for match in (syllables() if spaced else characters()).finditer(view.text):
        unit = match[1]
        times = len(match[0]) // len(unit)
        least = TYPED if len(set(unit.lower())) == 1 and spaced else DRAWN
        if times >= least and (not spaced or len(match[0]) >= LONG_WORD):
            head = match.start() + len(unit)
            yield Endless(match.start(), head, match.end(), times, _graded(times, least))


def _lines(view: TextView) -> Iterator[Endless]:
    """Lines, list items, rows of a table and cues, one or several of them coming round."""
    if len(view.segments) < LINES[-1][1]:
        return
    places = [index for index, segment in enumerate(view.segments) if segment.role in LISTED]
    texts = [_said(view, index) for index in places]
    if len(set(texts)) > len(texts) - min(times - 1 for _, times in LINES):
        return
    for loop in loops(texts, LINES, texts, NOWHERE, alone=True):
        if loop.size == 1 and _in_column(view, places[loop.start]):
            continue
        unit = [view.segments[index].text for index in places[loop.start : loop.start + loop.size]]
        least = max(_asked_of_lines(unit), dict(LINES)[loop.size])
        if loop.times >= least:
            head, last = places[loop.start + loop.size - 1], places[loop.start + loop.size * loop.times - 1]
            yield Endless(
                view.starts[places[loop.start]],
                view.bounds(head)[1],
                view.bounds(last)[1],
                loop.times,
                _graded(loop.times, least),
            )


def _said(view: TextView, index: int) -> str:
    """The text of a line; with the code in it where there is some, which tells lines apart that look the same."""
    segment = view.segments[index]
    if INLINE_OBJECT not in segment.text:
        return segment.text
    place = segment.map.to_file(0, len(segment.text))
    return view.file_text[place.start : place.end]


def _in_column(view: TextView, index: int) -> bool:
    """True for a cell that is not the first of its row: what a column says comes again in every row."""
    return _later_cell().search(view.segments[index].path) is not None


@cache
def _later_cell() -> re.Pattern[str]:
    return re.compile(r"/t[dh]\[(?:[2-9]|\d\d)\]\Z")


def _asked_of_lines(unit: list[str]) -> int:
    """How often lines must come, by what they say together."""
    said = [line for line in unit if not line.lstrip().startswith(BRACKETS) and "://" not in line]
    letters = sum(sum(map(str.isalpha, line)) for line in said)
    if not said or (len(unit) == 1 and letters < WORD):
        return TYPED
    if len(unit) == 1 and " " not in unit[0] and unit[0].isascii():
        return CRIED  # a word that fills a column
    if letters >= (SENTENCE if len(unit) == 1 else ROW):
        return SENTENCE_TIMES if len(unit) < 3 else 1
    return PHRASE_TIMES if letters >= PHRASE else WORD_TIMES


@cache
def syllables() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_]{1,8}?)\1{39,}")


@cache
def characters() -> re.Pattern[str]:
    """One character; `looping-phrase` has those of several."""
    return re.compile(r"([^\W\d_])\1{39,}")
