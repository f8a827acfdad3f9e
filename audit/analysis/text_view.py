"""The text of a document as checks see it: all segments in one string, analysed once, on demand.

Checks run over a whole document instead of segment by segment: one pass of a compiled pattern over one
string is many times faster than a Python call per segment. `SEPARATOR` stands between segments; it is
neither a word character nor white space, so no sensible pattern reaches across.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from operator import add
from typing import Any, TypeVar

from audit.language.characters import WORD_CHARACTERS
from audit.language.notices import FoundNotice, Notice, find_notices
from audit.language.phrases import PhraseMatch, fold_lowered
from audit.language.profile import LanguageProfile
from audit.language.residue import Residue
from audit.language.scripts import class_of, word_marks
from audit.language.set_phrases import set_phrases
from audit.language.term_list import TermList, TermPlaces, term_list
from audit.model.carrier import Carrier
from audit.model.contradiction import Contradiction
from audit.model.finding import Detection, Reason
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Confidence, Severity
from audit.model.segment import Segment
from audit.model.span import Span
from audit.model.suspect import Suspect

SEPARATOR = "\x00"
PIECE = 1 << 16  # code points that are cut into words at once
GROWS = "İ"  # the one capital that is two characters when lowered
T = TypeVar("T")


@cache
def word_pattern(marks: bool) -> re.Pattern[str]:
    """Splits a text into words and the gaps between them (gaps captured).

    A word is a run of letters, digits, underscores and combining marks, so that Devanagari or Thai words
    are not torn at their vowel signs as `\\w` alone would do; without such marks `\\W` is twice as fast.
    """
    return re.compile(f"([^{WORD_CHARACTERS}]+)" if marks else r"(\W+)")


@cache
def mark_pattern() -> re.Pattern[str]:
    """Matches a combining mark or joiner that belongs to a word."""
    return re.compile(
        f"[{class_of(pair for pair in word_marks() if pair[1] < 0x10000)}\U00010a01-\U0001e94a]"
    )


def lowered(text: str) -> str:
    """A text in lower case and of the same length: a few capitals grow when lowered (İ) and stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    small = GROWS.join([part.lower() for part in text.split(GROWS)])
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def parts_of(text: str, pattern: re.Pattern[str]) -> list[str]:
    """A text cut by `word_pattern`. A long one is cut piece by piece: its words come again and again, and are kept once."""
    if len(text) <= PIECE:
        return pattern.split(text)
    known: dict[str, str] = {}
    keep = known.setdefault
    parts, begin = [""], 0
    while begin < len(text):
        # A separator is no part of a word: there any text may be cut.
        end = text.find(SEPARATOR, begin + PIECE)
        end = len(text) if end < 0 else end
        piece = [keep(part, part) for part in pattern.split(text[begin:end])]
        if piece[0]:
            parts[-1:] = piece  # only the very first begins with a word
        elif parts[-1] or len(parts) == 1:
            parts += piece[1:]
        else:
            parts.pop()
            parts[-1] += piece[1]
            parts += piece[2:]
        begin = end
    return parts


class TextView:
    """Segments joined into one text, with shared analysis.

    Offsets count code points of `text`. `language` is the target language, `source` the language it was
    translated from when known or inferred. `file_text` is the decoded file, markup and code and all. `run_phrases`
    are those that many documents of the run say (`RunFacts`).
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        language: LanguageProfile,
        source: LanguageProfile | None = None,
        terms: Sequence[str] = (),
        file_text: str = "",
        run_phrases: Mapping[bytes, int] | None = None,
    ) -> None:
        self.segments = tuple(segments)
        self.language = language
        self.source = source
        self.terms = tuple(terms)
        self.file_text = file_text
        self.run_phrases = run_phrases or {}
        self.text = SEPARATOR.join([segment.text for segment in self.segments])
        self.compared = False  # the source is there: what pairs show needs no guess here
        self.suspects: Sequence[Suspect] = ()  # what models said, when they were asked without a source
        self.contradictions: Sequence[Contradiction] = ()
        self.decided: Mapping[int, tuple[Reason, ...]] = {}  # odd senses that models speak for, by number
        self._remembered: dict[str, Any] = {}
        self._said: dict[tuple[str, ...], dict[str, str]] = {}

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """The result of an analysis made once per view; other modules of this floor keep theirs here."""
        if name not in self._remembered:
            self._remembered[name] = make()
        found: T = self._remembered[name]
        return found

    def forget(self) -> None:
        """Give back the room of all analysis; what is asked for again is made again."""
        self._remembered.clear()
        self._said.clear()
        for name, member in vars(type(self)).items():
            if isinstance(member, cached_property):
                vars(self).pop(name, None)

    @cached_property
    def starts(self) -> list[int]:
        """Where each segment starts in `text`."""
        return list(accumulate((len(segment.text) + 1 for segment in self.segments), initial=0))[:-1]

    def segment_at(self, offset: int) -> int:
        """Index of the segment that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of a segment in `text`."""
        start = self.starts[index]
        return start, start + len(self.segments[index].text)

    def bounds_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the segment that holds `offset`."""
        return self.bounds(self.segment_at(offset))

    def carrier_at(self, offset: int) -> Carrier:
        """The segment that holds `offset`, as what carries it to the file."""
        index = self.segment_at(offset)
        segment = self.segments[index]
        return Carrier(self.starts[index], segment.text, segment.map, segment.notation)

    @cached_property
    def rare_characters(self) -> frozenset[str]:
        """The characters beyond ASCII that occur at all. Costs a twentieth of a pass over the words:
        whoever looks for rare characters asks here before searching the text."""
        if self.text.isascii():
            return frozenset()
        # Deleting the ASCII bytes is far faster than looking at every character.
        kept = self.text.encode("utf-8", "surrogatepass").translate(None, bytes(range(128)))
        return frozenset(kept.decode("utf-8", "surrogatepass"))

    @cached_property
    def lower(self) -> str:
        """`text` in lower case, same length: offsets hold in both."""
        return lowered(self.text)

    @cached_property
    def _cut(self) -> tuple[list[str], list[str]]:
        """Words and gaps: `lower` cut into word, gap, word, gap …, word; the outer words may be empty."""
        marks = mark_pattern().search("".join(self.rare_characters)) is not None
        parts = parts_of(self.lower, word_pattern(marks))
        return parts[::2], parts[1::2]

    @cached_property
    def words(self) -> list[str]:
        """Lower-case words in order. `words[i]` stands at `word_starts[i]`; the outer ones may be empty."""
        return self._cut[0]

    @cached_property
    def gaps(self) -> list[str]:
        """`gaps[i]` stands between `words[i]` and `words[i + 1]`."""
        return self._cut[1]

    @cached_property
    def gap_counts(self) -> Counter[str]:
        """How often each gap occurs: a text has few different ones, however long it is."""
        return Counter(self.gaps)

    @cached_property
    def word_starts(self) -> "array[int]":
        """Offset of every word. Ask only once something is found: it costs half as much as the words."""
        return array("Q", accumulate(map(add, map(len, self.words), map(len, self.gaps)), initial=0))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each lower-case word occurs."""
        counted = Counter(self.words)
        del counted[""]
        return counted

    def places_of(self, word: str) -> Iterator[int]:
        """Offsets of a lower-case word, as a whole word."""
        starts = self.word_starts
        index = -1
        for _ in range(self.vocabulary[word]):
            index = self.words.index(word, index + 1)
            yield starts[index]

    @cached_property
    def _terms(self) -> TermList:
        return term_list(self.terms)

    @cached_property
    def term_places(self) -> TermPlaces:
        """Where words and phrases stand that the user listed as right."""
        return self._terms.places(self.lower)

    def is_listed(self, start: int, end: int) -> bool:
        """The same for the words of `[start, end)`, which may be part of a longer listed phrase."""
        return bool(self.term_places) and self.term_places.cover(self.lower, start, end)

    @cached_property
    def _folded(self) -> str:
        return fold_lowered(self.lower)

    @cached_property
    def _set_phrases(self) -> "list[PhraseMatch[Notice | Residue]]":
        return list(set_phrases().find_folded(self._folded))

    @cached_property
    def notices(self) -> list[tuple[FoundNotice, int, int]]:
        """Translation-service notices: what is known of them, start and end, in order."""
        phrases = [PhraseMatch(entry, a, b) for entry, a, b in self._set_phrases if isinstance(entry, Notice)]
        return find_notices(self.text, self._folded, phrases, self.language.tag.split("-", 1)[0])

    @cached_property
    def residue(self) -> list[tuple[Residue, int, int]]:
        """What language models, prompts and tokenisers leave: the entry, start and end, in order."""
        return [(entry, a, b) for entry, a, b in self._set_phrases if isinstance(entry, Residue)]

    @cached_property
    def volume(self) -> int:
        """Evaluation word count: words between spaces, or characters by the profile where there are none."""
        per_word = self.language.characters_per_word
        if per_word:
            return round(sum(map(len, self.words)) / per_word)
        # Two words of this view with white space between them are two words to a reader; "don't" is one.
        apart = {gap for gap in self.gap_counts if any(char.isspace() or char == SEPARATOR for char in gap)}
        # The outer words are empty when the text begins or ends with a gap, which then parts nothing.
        outer = {
            place for place, word in ((0, self.words[0]), (len(self.gaps) - 1, self.words[-1])) if not word
        }
        between = sum(self.gap_counts[gap] for gap in apart) - sum(
            self.gaps[place] in apart for place in outer if self.gaps
        )
        return between + (len(self.words) > 2 or any(self.words))

    def detection(
        self,
        start: int,
        end: int,
        *,
        confidence: Confidence | None = None,
        severity: Severity | None = None,
        fix: Fix | None = None,
        reasons: tuple[Reason, ...] = (),
        cause: str | None = None,
        **values: str,
    ) -> Detection:
        """A fault at `[start, end)`. `found` is always among the message's values."""
        values.setdefault("found", self.text[start:end])
        # What is found again and again is said in the same words: they are kept once.
        said = self._said.setdefault((*values, *values.values()), values)
        return Detection(start, end, said, confidence, severity, fix, reasons, cause=cause)

    @cached_property
    def file_starts(self) -> list[int]:
        """Where each segment starts in the file."""
        return [segment.map.pieces[0].file_start if segment.map.pieces else 0 for segment in self.segments]

    def in_file(
        self,
        start: int,
        end: int,
        *,
        confidence: Confidence | None = None,
        severity: Severity | None = None,
        fix: Fix | None = None,
        cause: str | None = None,
        **values: str,
    ) -> Detection:
        """A fault at `[start, end)` of the file, in what no segment shows; it is told of the segment before, or of the
        first. `fix` counts in the file."""
        index = max(bisect_right(self.file_starts, start) - 1, 0)
        near = self.bounds(index)[1 if self.file_starts[index] <= start else 0]
        values.setdefault("found", self.file_text[start:end])
        place = Span(start, end)
        return Detection(near, near, values, confidence, severity, fix, place=place, cause=cause)


def safe_fix(start: int, end: int, replacement: str) -> Fix:
    """A one-edit repair that may be applied unseen."""
    return Fix((Edit(start, end, replacement),), Safety.SAFE)


def suggested_fix(start: int, end: int, replacement: str) -> Fix:
    """A one-edit repair that wants a human eye."""
    return Fix((Edit(start, end, replacement),), Safety.SUGGESTED)
