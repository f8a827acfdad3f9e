"""Finds what a text says of itself by frames: what was done × by what × how, each in any of its usual words.

A set phrase knows one wording; a frame knows the parts. "This page was translated by a machine", "Translated by
machine from the German: this page" and "A machine has translated this page" hold the same parts: itself, the
translating, the machine. So a frame names *slots*, lists of words and stems of one language, and it is found
where one sentence holds a word of each. Frames are the same for all languages of a kind (`any.toml`), the words
are not (`de.toml`, `ru.toml`, …); a frame exists in a language that has words for all its slots.

All languages are searched at once: one pass looks for the words of the first slots alone, which are rare in any
text, and only a sentence that holds one is looked at more closely. Offsets are those of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AROUND, BETWEEN, fold

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

SHARED = "any"  # the file of the frames, and of the words that are the same in every language
STEM = "*"  # in front of or behind a word of a slot: any letters may stand there
LONGEST_SENTENCE = 800  # code points; of a longer one only what stands around the waking word is looked at
LONGEST_LABEL = 48  # code points before the colon in "Note to our readers:"
LABEL_ENDS = ":：|–—-.)]"
NEIGHBOURS = 8  # sentences to either side that may belong to what was found

# One letter for those that writers and keyboards mix up; every pair is of one code point each.
_SPELT_ALIKE = (
    ("\n", " "), ("\t", " "), ("ё", "е"), ("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("أ", "ا"), ("إ", "ا"),
    ("آ", "ا"), ("ة", "ه"), ("ۀ", "ه"), ("ʻ", "'"), ("‘", "'"), ("‑", "-"), ("ţ", "ț"), ("ş", "ș"),
)  # fmt: skip

_SENTENCE_END = re.compile(
    r"[.!?…]{1,4}[\"'»”’)\]*_]{0,4}(?=[\s\x00])|[。！？؟۔।॥։።។။]{1,4}[”」』）)\"'»]{0,4}|\x00|(?<=[!?])(?=[\U0001f300-\U0001faff])"
)
_UNSPACED_WORD = 2  # code points that count as a word where words are not parted


class Place(StrEnum):
    """Where in its sentence a frame has to stand."""

    SENTENCE = "sentence"  # anywhere
    START = "start"  # its first word opens the sentence; a label may stand before it ("Note:")
    LINE = "line"  # as START, and nothing else but more of its kind stands in the segment


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One frame.

    `needs`: slots of which a word each stands in the sentence, in any order unless `ordered`; the first wakes
    the frame, so it should be the rarest. One word may fill two slots ("machine-translated"). `without`: slots of
    which no word may stand between the start of the sentence and the last word that was needed. `reach`: code
    points from the first such word to the last. `left`: so many words of the sentence may belong to none of the
    slots of `needs` and `fills`; no limit when it is None. `ends`: marks, one of which ends the sentence.
    `closes`: marks that end it behind the needed words ("Here is the translation: The river rose."). `beside`: a
    slot; sentences next to it, in the same segment, that hold a word of that slot belong to it ("May contain
    errors."). `kind` and `weak` are for whoever asks.
    """

    id: str
    kind: str
    needs: tuple[str, ...]
    fills: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    place: Place = Place.SENTENCE
    ordered: bool = False
    reach: int = 300
    left: int | None = None
    ends: str = ""
    closes: str = ""
    beside: str = ""
    weak: bool = False


class FrameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/<kind>/<language>.toml`, or `any.toml`.

    `unspaced`: words are not parted by spaces or are glued to their endings, so a word counts wherever its
    letters stand. `slots`: name → words in lower case, see `STEM`. A language adds its words to the shared ones.
    """

    unspaced: bool = False
    slots: dict[str, tuple[str, ...]] = {}
    frame: tuple[Frame, ...] = ()


class Hit(NamedTuple):
    """A word of a slot at `[start, end)`."""

    start: int
    end: int


class FrameMatch(NamedTuple):
    """`frame` was found in words of `language`, in the sentence `[start, end)`, with its marks and its label, and
    the sentences beside it that belong to it.

    `first` and `last` are where the needed words begin and end, `hits` every slot's word, `left` the number
    of words that belong to no slot.
    """

    frame: Frame
    language: str
    start: int
    end: int
    first: int
    last: int
    hits: Mapping[str, Hit]
    left: int


class _Language:
    """The words of one language: an automaton over all its slots."""

    def __init__(self, tag: str, own: FrameFile, shared: FrameFile) -> None:
        self.tag = tag
        self.unspaced = own.unspaced
        slots = {
            name: (*shared.slots.get(name, ()), *own.slots.get(name, ()))
            for name in (*shared.slots, *own.slots)
        }
        self.frames = tuple(
            frame for frame in (*shared.frame, *own.frame) if all(slots.get(name) for name in frame.needs)
        )
        # Literal → what it may be: (slot, letters may stand before it, letters may stand behind it).
        self.meanings: dict[str, list[tuple[str, bool, bool]]] = {}
        for name, words in slots.items():
            for word in words:
                literal = _alike(fold(word.strip(STEM)))
                self.meanings.setdefault(literal, []).append(
                    (name, own.unspaced or word.startswith(STEM), own.unspaced or word.endswith(STEM))
                )
        self.waking = frozenset(frame.needs[0] for frame in self.frames)
        self._automaton: AhoCorasick | None = None
        self._literals = list(self.meanings)

    def hits(self, flat: str, start: int, end: int) -> dict[str, list[Hit]]:
        """Every word of every slot in `[start, end)`, in order of its end."""
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._literals)
        found: dict[str, list[Hit]] = {}
        stretch = flat[start:end]
        for index, first, last in self._automaton.find_matches_as_indexes(stretch, overlapping=True):
            for slot, open_before, open_behind in self.meanings[self._literals[index]]:
                if stands_alone(stretch, first, last, open_before, open_behind):
                    found.setdefault(slot, []).append(Hit(start + first, start + last))
        return found


class FrameSet:
    """The frames of one kind in every language, searched together."""

    def __init__(self, kind: str) -> None:
        files = {name: decode(kind, name, FrameFile) for name in table(kind)}
        shared = files.pop(SHARED)
        self.languages = {tag: _Language(tag, own, shared) for tag, own in files.items()}
        # Literal of a waking slot → the languages it wakes, and whether letters may stand around it.
        wakes: dict[str, list[tuple[str, bool, bool]]] = {}
        for tag, language in self.languages.items():
            for literal, meanings in language.meanings.items():
                for slot, before, behind in meanings:
                    if slot in language.waking:
                        wakes.setdefault(literal, []).append((tag, before, behind))
        self._literals = list(wakes)
        self._wakes = list(wakes.values())
        self._automaton: AhoCorasick | None = None

    def find(self, text: str, folded: str | None = None, prefer: str | None = None) -> Iterator[FrameMatch]:
        """What is found, of each kind in order: for each sentence one match, in the language that explains it
        best; `prefer` is the tag that wins between equals.

        `folded` is `fold(text)`, for whoever has it.
        """
        flat = _alike(fold(text) if folded is None else folded)
        lines = _Lines(text)
        told: dict[str, FrameMatch] = {}  # of each kind the last match, to which the next sentence may belong
        for sentence, tags in self._awake(flat, lines):
            best: dict[str, FrameMatch] = {}
            for tag in tags:
                for match in _matches(self.languages[tag], flat, sentence, lines):
                    known = best.get(match.frame.kind)
                    if known is None or _rank(match, prefer) < _rank(known, prefer):
                        best[match.frame.kind] = match
            for kind, match in best.items():
                whole = self._with_neighbours(match, flat, lines)
                before = told.get(kind)
                if before is not None and before.frame.beside and lines.touch(before.end, whole.start):
                    told[kind] = before._replace(end=max(before.end, whole.end))
                    continue
                if before is not None:
                    yield before
                told[kind] = whole
        yield from sorted(told.values(), key=lambda match: match.start)

    def _with_neighbours(self, match: FrameMatch, flat: str, lines: "_Lines") -> FrameMatch:
        """The match with the sentences beside it, in its segment, that hold a word of its frame's `beside`."""
        if not match.frame.beside:
            return match
        language = self.languages[match.language]
        start, end = match.start, match.end
        for first, last in lines.after(end):
            if not language.hits(flat, first, min(last, first + LONGEST_SENTENCE)).get(match.frame.beside):
                break
            end = last
        for first, last in lines.before(start):
            if not language.hits(flat, max(first, last - LONGEST_SENTENCE), last).get(match.frame.beside):
                break
            start = first
        return match._replace(start=start, end=end)

    def _awake(self, flat: str, lines: "_Lines") -> Iterator[tuple[tuple[int, int], list[str]]]:
        """Sentences that hold a waking word, each with the languages it wakes."""
        current: tuple[int, int] | None = None
        tags: dict[str, None] = {}
        for index, first, last in self._waking(flat):
            woken = [
                tag
                for tag, before, behind in self._wakes[index]
                if stands_alone(flat, first, last, before, behind)
            ]
            if not woken:
                continue
            if current is None or not current[0] <= first < current[1]:
                if current is not None:
                    yield current, list(tags)
                current, tags = lines.around(first), {}
            tags.update(dict.fromkeys(woken))
        if current is not None:
            yield current, list(tags)

    def _waking(self, flat: str) -> "list[tuple[int, int, int]]":
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._literals)
        try:
            return self._automaton.find_matches_as_indexes(flat, overlapping=True)
        except UnicodeEncodeError:  # bytes that nobody could decode, as lone surrogates
            whole = re.sub("[\\ud800-\\udfff]", "\N{REPLACEMENT CHARACTER}", flat)
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)


class _Lines:
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
        return start <= end or (start - end < LONGEST_LABEL and self._text[end:start].isspace())

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
        for match in _SENTENCE_END.finditer(self._text, start, end):
            if match[0][:1] != "." or not self._goes_on(match.end(), end):
                self._cuts.append(match.end())
        if self._cuts[-1] < end or len(self._cuts) == 1:
            self._cuts.append(end)

    def _goes_on(self, place: int, end: int) -> bool:
        """True when a small letter follows: the full stop was that of an abbreviation."""
        following = self._text[place : min(end, place + 12)].lstrip(BETWEEN)
        return following[:1].islower()


def _matches(
    language: _Language, flat: str, sentence: tuple[int, int], lines: _Lines
) -> Iterator[FrameMatch]:
    start, end = sentence
    hits = language.hits(flat, start, end)
    for frame in language.frames:
        if not all(slot in hits for slot in frame.needs) or any(slot in hits for slot in frame.never):
            continue
        chosen = _chosen(frame, hits)
        if chosen is None:
            continue
        first = min(hit.start for hit in chosen.values())
        last = max(hit.end for hit in chosen.values())
        if any(hit.end <= last for slot in frame.without for hit in hits.get(slot, ())):
            continue
        marks = [flat.find(mark, last - 1, sentence[1]) for mark in frame.closes]
        end = min((place + 1 for place in marks if place >= 0), default=sentence[1])
        if frame.ends and flat[start:end].rstrip(" \"'»”*_")[-1:] not in frame.ends:
            continue
        if frame.place is not Place.SENTENCE and not _opens(flat, start, first):
            continue
        if frame.place is Place.LINE and not _whole_line(flat, sentence, lines):
            continue
        named = [hit for slot in (*frame.needs, *frame.fills) for hit in hits.get(slot, ())]
        begin = first if frame.place is not Place.SENTENCE else start
        left = _words_left(flat, begin, end, named, language.unspaced)
        if frame.left is None or left <= frame.left:
            yield FrameMatch(frame, language.tag, start, end, first, last, chosen, left)


def _chosen(frame: Frame, hits: Mapping[str, list[Hit]]) -> dict[str, Hit] | None:
    """A word for each slot, as near as can be to one of the waking words; None when they stand too far apart."""
    best: dict[str, Hit] | None = None
    least = frame.reach + 1
    for key in hits[frame.needs[0]][:NEIGHBOURS]:
        chosen = {frame.needs[0]: key}
        if frame.ordered:
            place = key.start
            for slot in frame.needs[1:]:
                following = next((hit for hit in hits[slot] if hit.start >= place), None)
                if following is None:
                    break
                chosen[slot] = following
                place = following.end
            if len(chosen) < len(frame.needs):
                continue
        else:
            for slot in frame.needs[1:]:
                chosen[slot] = min(hits[slot], key=lambda hit: _apart(hit, key))
        wide = max(hit.end for hit in chosen.values()) - min(hit.start for hit in chosen.values())
        if wide < least:
            best, least = chosen, wide
    return best


def _apart(one: Hit, other: Hit) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _opens(flat: str, start: int, first: int) -> bool:
    """True when nothing but marks or a label stands in the sentence before `first`."""
    before = flat[start:first].strip(" *_\"'«»„“”‹›([{（【「『《")
    if not before.strip(AROUND):
        return True
    return (
        len(before) <= LONGEST_LABEL and before[-1] in LABEL_ENDS and not before[:-1].rstrip().endswith(",")
    )


def _whole_line(flat: str, sentence: tuple[int, int], lines: _Lines) -> bool:
    start, end = lines.segment(sentence[0])
    return (
        end - start <= LONGEST_SENTENCE
        and not flat[start : sentence[0]].strip(AROUND)
        and not flat[sentence[1] : end].strip(AROUND)
    )


def _words_left(flat: str, start: int, end: int, named: list[Hit], unspaced: bool) -> int:
    """How many words of `[start, end)` no hit touches."""
    rest = list(flat[start:end])
    for hit in named:
        for place in range(max(hit.start, start), min(hit.end, end)):
            rest[place - start] = "\x00"
    words = [word for word in "".join(rest).split() if any(map(str.isalnum, word))]
    if unspaced:
        letters = sum(char.isalnum() for word in words for char in word)
        return -(-letters // _UNSPACED_WORD)
    return sum("\x00" not in word for word in words)


def _rank(match: FrameMatch, prefer: str | None) -> tuple[int, bool, int, bool]:
    """Less is better: fewer words unexplained, a sure frame, more explained by what it needs, the language."""
    named = sum(hit.end - hit.start for hit in set(match.hits.values()))
    return match.left, match.frame.weak, -named, match.language != prefer


def stands_alone(text: str, start: int, end: int, open_before: bool, open_behind: bool) -> bool:
    """True when no letter continues `[start, end)`, but where letters may."""
    if not open_before and start and _continues(text[start - 1]) and _continues(text[start]):
        return False
    return open_behind or end >= len(text) or not (_continues(text[end]) and _continues(text[end - 1]))


def _continues(character: str) -> bool:
    return character.isalnum() or category(character)[0] == "M"


def _alike(folded: str) -> str:
    for written, read in _SPELT_ALIKE:
        if written in folded:
            folded = folded.replace(written, read)
    return folded


@cache
def frames(kind: str) -> FrameSet:
    """The frames of `data/<kind>`."""
    return FrameSet(kind)
