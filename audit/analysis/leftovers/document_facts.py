"""What is known of a document around the stretches that may have been left behind in it, gathered once."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from math import log1p

from audit.analysis.leftovers.address_words import address_words
from audit.analysis.leftovers.stretch import Stretch, StretchKind
from audit.analysis.leftovers.word_lists import common_cost
from audit.analysis.same_script import Vote, same_script_vote
from audit.analysis.text_view import TextView
from audit.language.heading_genres import HeadingGenre, heading_genre
from audit.model.role import SENTENCES, Role

MOST_CODE = 400_000  # code points of a file searched for code
# Nothing here reaches further than a bounded stretch: documents are hostile.
CODE_MARK = re.compile(
    r"^[ \t]{0,3}(?P<fence>`{3,}|~{3,})|`(?P<span>[^`\n]{1,300})`"
    r"|<(?P<end>/?)(?P<tag>code|pre|kbd|samp|var|script|style)\b",
    re.M | re.I,
)
LETTERS = re.compile(r"[^\W\d_]+")
SHORT_TEXT_WORDS, SHORT_TEXT_LETTERS = (
    300,
    1500,
)  # so much is added to every text, so that rates of short ones stay low
CAMEL = re.compile(r"[A-Z]?[a-z]{2,40}")  # a part of an identifier
LATIN_ENDS = "\u0250"
TOKEN = re.compile(r"[a-zà-ɏ]+|[^\W\d_a-zà-ɏ]+")  # letters of the Latin script, or of others
MOST_TERM_WORDS = 4
MOST_LINES = 50  # that begin with the same word
LONGER_WORD = 4  # letters
LONGEST_RUN = 30  # foreign segments in a row above which their introduction is looked for
LONGEST_INTRODUCTION = 400  # code points of each part
NEIGHBOURS = 3  # segments to either side
STRONG_WORDS, STRONG_SMALL_WORDS = 4, 2
MOST_TWINS = 200  # lines compared on either side
LONGEST_VERSE = 80  # code points of a line, on average
FEWEST_TWINS = 2  # lines in a row
BETWEEN_TWINS = 2  # segments that may stand between an original and its translation
PARTING = frozenset("–—=:：/|→")
OPENING, CLOSING = frozenset("(（[［"), frozenset(")）]］")
AROUND = " \"'”»“„«*\u00a0"


class DocumentFacts:
    """Facts of one document; `stretches` are all its candidates, in order."""

    def __init__(self, view: TextView, stretches: Sequence[Stretch]) -> None:
        self.view = view
        self.stretches = stretches
        self.repeats = Counter(stretch.text.lower() for stretch in stretches)
        self.per_segment = Counter(stretch.index for stretch in stretches)
        self.whole_segments = sorted({stretch.index for stretch in stretches if covers(stretch)})
        self._whole = frozenset(self.whole_segments)
        self._counts: dict[str, int] = {}
        self._tallies: dict[str, Counter[str]] = {}
        self._introductions: dict[int, str] = {}
        self._genres: dict[int, HeadingGenre | None] = {}
        self._stems: dict[tuple[str, ...], int] = {}
        self._twins: dict[int, bool] = {}
        self._explained: dict[str, int] = {}
        self.paired = Counter(side for stretch in stretches if (side := pair_side(stretch)))

    @cached_property
    def vote(self) -> Vote | None:
        """The language that the document's foreign words speak for."""
        return same_script_vote(self.view)

    @cached_property
    def letters(self) -> int:
        """Letters of the document."""
        return max(1, sum(map(len, self.view.words)))

    @cached_property
    def foreign_share(self) -> float:
        """The share of its letters that stand in such stretches; of a short text less."""
        return self._share(self.stretches)

    @cached_property
    def foreign_words_share(self) -> float:
        """The same for stretches that are no clauses: names, terms, examples."""
        return self._share([stretch for stretch in self.stretches if not is_strong(stretch)])

    def _share(self, stretches: Sequence[Stretch]) -> float:
        return min(
            1.0, sum(item.end - item.start for item in stretches) / (self.letters + SHORT_TEXT_LETTERS)
        )

    @cached_property
    def per_thousand(self) -> float:
        """A factor from counts to counts per thousand words, smaller for short texts, which tell little."""
        return 1000 / (self.view.volume + SHORT_TEXT_WORDS)

    @cached_property
    def _code(self) -> list[str]:
        return code_of(self.view.file_text)

    @cached_property
    def code_words(self) -> frozenset[str]:
        """Lower-case words that stand in its code, the parts of "ActiveRecord" too."""
        words = {word for code in self._code for word in LETTERS.findall(code)}
        parts = {part for word in words if not word.islower() for part in CAMEL.findall(word)}
        return frozenset(word.lower() for word in words | parts)

    @cached_property
    def address_words(self) -> frozenset[str]:
        """Lower-case words of its addresses, file names and attributes."""
        return address_words(self.view.file_text)

    @cached_property
    def code_share(self) -> float:
        """The share of the file that is code."""
        length = min(MOST_CODE, len(self.view.file_text))
        return sum(map(len, self._code)) / (length + SHORT_TEXT_LETTERS)

    @cached_property
    def code_rate(self) -> float:
        """How often there is code, as a logarithm of a rate per thousand words, at most 1."""
        return min(1.0, log1p(len(self._code) * self.per_thousand) / 4)

    @cached_property
    def unknown_share(self) -> float:
        """The share of its longer words outside the stretches that the target's word list lacks; of a short text
        less. Old spellings, dialects and texts full of names and terms have many."""
        own = self.view.language.tag.split("-")[0]
        inside = Counter(word for stretch in self.stretches for word in stretch.lower)
        every = unknown = 0
        for word, count in self.view.vocabulary.items():
            count -= inside[word]
            if count > 0 and len(word) >= LONGER_WORD and word.isalpha():
                every += count
                unknown += count if own not in common_cost(word) else 0
        return unknown / (every + SHORT_TEXT_WORDS)

    @cached_property
    def other_scripts(self) -> int:
        """How many scripts other than Latin and the target's stand in it."""
        return len({stretch.script for stretch in self.stretches if stretch.kind is StretchKind.OTHER})

    def neighbours_whole(self, index: int) -> float:
        """The share of the segments around one that are foreign as a whole."""
        first = max(0, index - NEIGHBOURS)
        last = min(len(self.view.segments) - 1, index + NEIGHBOURS)
        found = bisect_left(self.whole_segments, last + 1) - bisect_left(self.whole_segments, first)
        return (found - (index in self._whole)) / max(1, last - first)

    def takes_turns(self, index: int) -> float:
        """How regularly foreign segments and segments of the target language take turns around one: 0 to 1."""
        if index not in self._whole:
            return 0.0
        found = 0
        for step in (-1, 1):
            if index + step not in self._whole and index + 2 * step in self._whole:
                found += 1
        return found / 2

    def is_whole(self, index: int) -> bool:
        """True for a segment that is foreign as a whole."""
        return index in self._whole

    def count_of(self, name: str, holds: "Callable[[Stretch, DocumentFacts], bool]") -> int:
        """How many of the stretches something holds of; counted once and remembered by name."""
        if name not in self._counts:
            self._counts[name] = sum(holds(stretch, self) for stretch in self.stretches)
        return self._counts[name]

    def tally(self, name: str, tell: "Callable[[Stretch, DocumentFacts], str | None]") -> Counter[str]:
        """How many of the stretches something tells the same of; counted once and remembered by name."""
        if name not in self._tallies:
            told = (tell(stretch, self) for stretch in self.stretches)
            self._tallies[name] = Counter(word for word in told if word is not None)
        return self._tallies[name]

    def own_segment_before(self, index: int) -> int | None:
        """The nearest segment above that is not foreign as a whole; None when there is none near."""
        for above in range(index - 1, max(-1, index - 1 - LONGEST_RUN), -1):
            if above not in self._whole:
                return above
        return None

    def own_segment_after(self, index: int) -> int | None:
        """The nearest segment below that is not foreign as a whole; None when there is none near."""
        for below in range(index + 1, min(len(self.view.segments), index + 1 + LONGEST_RUN)):
            if below not in self._whole:
                return below
        return None

    def has_twin_lines(self, index: int) -> bool:
        """True when the foreign lines around a segment stand beside as many short lines of the target language."""
        first = last = index
        while first - 1 in self._whole and last - first < MOST_TWINS:
            first -= 1
        while last + 1 in self._whole and last - first < MOST_TWINS:
            last += 1
        if first not in self._twins:
            self._twins[first] = self._compare_twins(first, last)
        return self._twins[first]

    def _compare_twins(self, first: int, last: int) -> bool:
        count = last - first + 1
        if count < FEWEST_TWINS:
            return False
        lengths = [len(self.view.segments[place].text) for place in range(first, last + 1)]
        if sum(lengths) > LONGEST_VERSE * count:
            return False
        for gap in range(BETWEEN_TWINS + 1):
            for start in (last + 1 + gap, first - gap - count):
                if start < 0 or start + count > len(self.view.segments):
                    continue
                places = range(start, start + count)
                if not self._whole.isdisjoint(places) or any(
                    self.view.segments[place].role not in SENTENCES for place in places
                ):
                    continue
                twins = [len(self.view.segments[place].text) for place in places]
                if 0.6 <= sum(twins) / max(1, sum(lengths)) <= 1.7 and max(twins) <= 2 * LONGEST_VERSE:
                    return True
        return False

    def explained_with(self, word: str, explains: "Callable[[Stretch, DocumentFacts], bool]") -> int:
        """In how many explained stretches a word stands; counted once for each word that is asked for."""
        if word not in self._explained:
            self._explained[word] = sum(explains(stretch, self) for stretch in self._holding[word])
        return self._explained[word]

    @cached_property
    def _holding(self) -> dict[str, list[Stretch]]:
        """Word → the stretches it stands in."""
        found: dict[str, list[Stretch]] = {}
        for stretch in self.stretches:
            for word in set(stretch.lower):
                found.setdefault(word, []).append(stretch)
        return found

    def count_of_stems(self, stems: tuple[str, ...]) -> int:
        """How often names of a language stand in the text."""
        if stems not in self._stems:
            self._stems[stems] = sum(map(self._lower.count, stems))
        return self._stems[stems]

    @cached_property
    def _lower(self) -> str:
        return self.view.text.lower()

    def introduction(self, index: int) -> str:
        """What introduces a segment, in lower case: the title, the heading above it, the text right before it."""
        if index not in self._introductions:
            place = bisect_left(self._headings, index) - 1
            above = self.own_segment_before(index)
            parts = [0, self._headings[place] if place >= 0 else None, above, index]
            texts = [
                self.view.segments[part].text[-LONGEST_INTRODUCTION:] for part in parts if part is not None
            ]
            self._introductions[index] = "\n".join(texts).lower()
        return self._introductions[index]

    @cached_property
    def _headings(self) -> list[int]:
        roles = [segment.role for segment in self.view.segments]
        return [index for index, role in enumerate(roles) if role is Role.HEADLINE]

    def genre_at(self, index: int) -> HeadingGenre | None:
        """What the heading above a segment announces: a glossary, references, credits …"""
        place = bisect_left(self._headings, index) - 1
        return self._genre(self._headings[place]) if place >= 0 else None

    def _genre(self, heading: int) -> HeadingGenre | None:
        if heading not in self._genres:
            self._genres[heading] = heading_genre(self.view.segments[heading].text)
        return self._genres[heading]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Which of its short foreign lines, in lower case, also stand amid sentences that are not foreign as a whole."""
        lines = {item.text.lower() for item in self.stretches if item.whole and item.count <= MOST_TERM_WORDS}
        wanted: dict[str, list[str]] = {}
        for line in sorted(lines):
            if first := TOKEN.search(line):
                wanted.setdefault(first[0], []).append(line)
        found: set[str] = set()
        for index, segment in enumerate(self.view.segments):
            if index in self._whole or segment.role not in SENTENCES or not wanted:
                continue
            text = segment.text.lower()
            for token in TOKEN.finditer(text):
                lines_here = wanted.get(token[0], ())
                found.update(
                    line for line in lines_here[:MOST_LINES] if _stands_at(text, token.start(), line)
                )
        return frozenset(found)

    @cached_property
    def list_whole(self) -> int:
        """How many list items and cells are foreign as a whole."""
        return sum(self.view.segments[index].role is Role.ITEM for index in self.whole_segments)


def _stands_at(text: str, start: int, line: str) -> bool:
    """True where a line stands in a text as words of its own; letters of another script may be glued to them."""
    if not text.startswith(line, start):
        return False
    last, behind = line[-1], text[start + len(line) : start + len(line) + 1]
    return not (behind.isalpha() and last.isalpha() and (behind < LATIN_ENDS) == (last < LATIN_ENDS))


def is_strong(stretch: Stretch) -> bool:
    """True for a clause of another language."""
    return stretch.count >= STRONG_WORDS and len(stretch.small_words) >= STRONG_SMALL_WORDS


def covers(stretch: Stretch) -> bool:
    """True for a stretch that is all or nearly all of its segment."""
    return stretch.whole or stretch.end - stretch.start >= 0.8 * len(stretch.segment.text)


def code_of(text: str) -> list[str]:
    """The stretches of a Markdown or HTML file that are code, found in one pass."""
    found = []
    fence = tag = ""
    since = 0
    for match in CODE_MARK.finditer(text, 0, MOST_CODE):
        if fence:
            if match["fence"] and match["fence"].startswith(fence):
                found.append(text[since : match.start()])
                fence = ""
        elif tag:
            if match["end"] and match["tag"].lower() == tag:
                found.append(text[since : match.start()])
                tag = ""
        elif match["span"]:
            found.append(match["span"])
        elif match["fence"]:
            fence, since = match["fence"], match.end()
        elif match["tag"] and not match["end"]:
            tag, since = match["tag"].lower(), match.end()
    return found


def pair_side(stretch: Stretch) -> str | None:
    """On which side of a mark that parts two names of one thing a stretch stands; None when on neither.

    `Merhaba – Hello`, `Haus (house)`, `home / casa`: the rest of the segment stands on the other side.
    """
    if stretch.whole:
        return None
    if stretch.at_start:
        rest = stretch.after.lstrip(AROUND)
        if rest[:1] in PARTING | OPENING or (rest[:1] == "-" and stretch.after[:1] == " "):
            return f"left {rest[:1]}"
    if stretch.at_end or stretch.after[:1] in CLOSING:
        rest = stretch.before.rstrip(AROUND)
        if rest[-1:] in PARTING | OPENING or (rest[-1:] == "-" and stretch.before[-1:] == " "):
            return f"right {rest[-1:]}"
    return None
