"""Finds set phrases in a text: many patterns, one pass, each regex run only where its anchor stands.

Phrases are matched against the *folded* text: lower case, no-break spaces as spaces, curly apostrophes
as straight ones. Folding keeps the length, so offsets of the folded text are offsets of the text.
A phrase never reaches across a segment boundary (U+0000) or a line break.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import msgspec

from audit.language.search_pieces import hits_by_piece

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

SEPARATORS = "\x00\n"

WORTH_A_TABLE = 500_000  # code points searched, after which the faster automaton has earned its building
LONGEST_LINE = 1200  # code points; a longer line is no set phrase as a whole

# What may stand around a phrase that is otherwise the whole line: mark-up, brackets, quotation marks.
AROUND = " \t*_#>~`|•·※¡¿\"'«»„“”‹›()[]{}（）【】「」『』《》—–-:：,，!！?？…。．.;；।؟🌐🤖⚠\ufe0f✓"

# What a sentence ends with, and what may stand between it and the next.
ENDS = ".!?…:。！？：؟۔।"
BETWEEN = " \t*_\"'«»„“”‹›()[]{}（）【】「」『』—–-¡¿"
LONGEST_GAP = 12  # code points

# Only U+0130 changes its length in lower case, so it is replaced before `str.lower`.
_FOLDED = (
    ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i"),
    ("\N{NO-BREAK SPACE}", " "),
    ("\N{NARROW NO-BREAK SPACE}", " "),
    ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    ("\N{MODIFIER LETTER APOSTROPHE}", "'"),
)


class Position(StrEnum):
    """Where a phrase has to stand to count."""

    START = "start"  # at the start of a segment
    SENTENCE = "sentence"  # at the start of a sentence
    LINE = "line"  # it is the whole segment, brackets and closing marks aside
    ANYWHERE = "anywhere"  # it is distinctive enough to be found inside running text


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One set phrase of a data file.

    `language` is the tag of the language the phrase is written in, or "any". `pattern` is a linear-time
    regex over folded text; every match of it contains `anchor`, a literal, folded as well. `evidence`
    says where the phrase was seen; `example` is a text the pattern matches.
    """

    id: str
    language: str
    pattern: str
    anchor: str
    position: Position
    evidence: str
    example: str


P = TypeVar("P", bound=Phrase)


class PhraseMatch(NamedTuple, Generic[P]):
    """`entry` was found at code points `[start, end)`."""

    entry: P
    start: int
    end: int


def fold(text: str) -> str:
    """The text as phrases are matched against it; same number of code points."""
    return _replaced(text).lower()


def fold_lowered(lowered: str) -> str:
    """`fold` of a text that is in lower case already, for whoever has it at hand."""
    return _replaced(lowered)


def _replaced(text: str) -> str:
    for written, folded in _FOLDED:
        if written in text:
            text = text.replace(written, folded)
    return text


class AnchoredPatterns(Generic[P]):
    """A set of phrases, searched together."""

    def __init__(self, entries: Sequence[P]) -> None:
        self.entries: tuple[P, ...] = tuple(entries)
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._searched = 0

    def find(self, text: str) -> Iterator[PhraseMatch[P]]:
        """Every phrase in the text, in order, leftmost-longest, without overlaps."""
        return self.find_folded(fold(text))

    def find_folded(self, folded: str) -> Iterator[PhraseMatch[P]]:
        """As `find`, for a text that `fold` has already gone over."""
        end = 0
        # Equal stretches: the entry that stands first wins.
        for start, negative_end, index in sorted(self._candidates(folded)):
            if start >= end:
                end = -negative_end
                yield PhraseMatch(self.entries[index], start, end)

    def _candidates(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """(start, -end, entry index) of every match. Reads each line at most once per entry."""
        if not self.entries:
            return
        self._searched += len(folded)
        automaton, by_anchor = self._fast_search if self._searched > WORTH_A_TABLE else self._search
        line_start = line_end = 0
        seen: set[int] = set()

        def hits_in(piece: str) -> list[tuple[int, int, int]]:
            try:
                return automaton.find_matches_as_indexes(piece, overlapping=True)
            except UnicodeEncodeError:  # bytes that nobody could decode, as lone surrogates
                whole = _surrogates().sub("\N{REPLACEMENT CHARACTER}", piece)
                return automaton.find_matches_as_indexes(whole, overlapping=True)

        for anchor, hit, _ in hits_by_piece(hits_in, folded):
            if not seen or hit >= line_end:
                # Line bounds are looked for once per line, not once per hit: long lines stay linear.
                line_start = max(folded.rfind(mark, line_end, hit) + 1 or line_end for mark in SEPARATORS)
                separator = _separator().search(folded, hit)
                line_end = separator.start() if separator else len(folded)
                seen = set()
            if anchor not in seen:
                seen.add(anchor)
                for index in by_anchor[anchor]:
                    yield from self._in_line(index, folded, line_start, line_end)

    def _in_line(self, index: int, folded: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        position = self.entries[index].position
        if position is Position.ANYWHERE:
            for match in self._pattern(index).finditer(folded, start, end):
                yield match.start(), -match.end(), index
        elif position is Position.SENTENCE:
            for match in self._pattern(index).finditer(folded, start, end):
                if _opens_sentence(folded, start, match.start()):
                    yield match.start(), -match.end(), index
        elif position is Position.START:
            inner_start = end - len(folded[start:end].lstrip(AROUND))
            if opening := self._pattern(index).match(folded, inner_start, end):
                yield opening.start(), -opening.end(), index
        elif end - start <= LONGEST_LINE:
            line = folded[start:end]
            inner_start, inner_end = end - len(line.lstrip(AROUND)), start + len(line.rstrip(AROUND))
            if inner_start < inner_end and self._pattern(index).fullmatch(folded, inner_start, inner_end):
                # The brackets and the full stop go with the phrase.
                yield end - len(line.lstrip()), -(start + len(line.rstrip())), index

    def _pattern(self, index: int) -> re.Pattern[str]:
        if index not in self._compiled:
            self._compiled[index] = re.compile(self.entries[index].pattern)
        return self._compiled[index]

    @cached_property
    def _search(self) -> "tuple[AhoCorasick, list[list[int]]]":
        """The automaton over the distinct anchors, and the entries that each anchor wakes."""
        from ahocorasick_rs import AhoCorasick

        by_anchor = self._by_anchor
        return AhoCorasick(list(by_anchor)), list(by_anchor.values())

    @cached_property
    def _fast_search(self) -> "tuple[AhoCorasick, list[list[int]]]":
        """The same as a full table: twice as fast, but dear to build."""
        from ahocorasick_rs import AhoCorasick, Implementation

        by_anchor = self._by_anchor
        return AhoCorasick(list(by_anchor), implementation=Implementation.DFA), list(by_anchor.values())

    @cached_property
    def _by_anchor(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, entry in enumerate(self.entries):
            found.setdefault(entry.anchor, []).append(index)
        return found


def _opens_sentence(folded: str, line_start: int, place: int) -> bool:
    """True when nothing but marks stands between `place` and the end of a sentence or the start of the line."""
    first = max(line_start, place - LONGEST_GAP)
    before = folded[first:place].rstrip(BETWEEN)
    return before[-1] in ENDS if before else first == line_start


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(f"[{SEPARATORS}]")


@cache
def _surrogates() -> re.Pattern[str]:
    return re.compile("[\\ud800-\\udfff]")
