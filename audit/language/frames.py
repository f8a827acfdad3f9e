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
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from audit.language.catalogue import decode, table
from audit.language.frame_files import SHARED, STEM, Frame, FrameFile, Place
from audit.language.phrases import AROUND, fold
from audit.language.search_pieces import hits_by_piece
from audit.language.sentence_lines import LONGEST_SENTENCE, NEIGHBOURS, SentenceLines, in_brackets

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

LONGEST_LABEL = 48  # code points before the colon in "Note to our readers:"
SHORTEST_WAKING = 3  # letters
LABEL_ENDS = ":：|–—-.)]"

# One letter for those that writers and keyboards mix up; every pair is of one code point each.
_SPELT_ALIKE = (
    ("\n", " "), ("\t", " "), ("ё", "е"), ("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("أ", "ا"), ("إ", "ا"),
    ("ة", "ه"), ("ۀ", "ه"), ("ʻ", "'"), ("‘", "'"), ("‑", "-"), ("ţ", "ț"), ("ş", "ș"),
)  # fmt: skip

_CLAUSE_END = re.compile(r" [–—|·-] |[;；]")
_UNSPACED_WORD = 2  # code points that count as a word where words are not parted


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
        self._slots: dict[str, tuple[str, ...]] = {
            name: (*shared.slots.get(name, ()), *own.slots.get(name, ()))
            for name in (*shared.slots, *own.slots)
        }
        self._slots["tongue"] = tuple(f"{STEM}{stem}{STEM}" for stem in own.tongues)
        self.frames = tuple(
            frame
            for frame in (*shared.frame, *own.frame)
            if all(self._slots.get(name) for name in frame.needs)
        )
        self._waking = dict.fromkeys(self._waking_slot(frame, shared) for frame in self.frames)

    def _waking_slot(self, frame: Frame, shared: FrameFile) -> str:
        """The first slot that is rare enough to wake a frame: names that every language has would wake all of
        them, and the letters of a very short word stand everywhere."""
        for name in frame.needs:
            words = self._slots[name]
            short = not self.unspaced and min(len(word.strip(STEM)) for word in words) < SHORTEST_WAKING
            if name not in shared.slots and not short:
                return name
        return frame.needs[0]

    def meanings_in(self, slots: Iterable[str]) -> Iterator[tuple[str, str, bool, bool]]:
        """Each word of some slots as it is looked for, its slot, and whether letters may stand before and behind it."""
        for slot in slots:
            words = self._slots[slot]
            # All of them at once: there are tens of thousands, and a fold is a dozen searches.
            literals = _alike(fold("\0".join(word.strip(STEM) for word in words))).split("\0")
            for literal, word in zip(literals, words, strict=bool(words)):
                before, behind = word.startswith(STEM), word.endswith(STEM)
                yield literal, slot, self.unspaced or before, self.unspaced or behind

    @property
    def waking(self) -> Iterator[tuple[str, str, bool, bool]]:
        """The words that wake it: all that is asked of a language none of whose words stand in a text."""
        return self.meanings_in(self._waking)

    @cached_property
    def meanings(self) -> dict[str, list[tuple[str, bool, bool]]]:
        """Literal → what it may be: (slot, letters may stand before it, letters may stand behind it)."""
        meanings: dict[str, list[tuple[str, bool, bool]]] = {}
        for literal, slot, before, behind in self.meanings_in(self._slots):
            meanings.setdefault(literal, []).append((slot, before, behind))
        return meanings

    @cached_property
    def _literals(self) -> list[str]:
        return list(self.meanings)

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._literals)

    @cached_property
    def _slots_of(self) -> list[frozenset[str]]:
        """For each literal the slots it may stand for."""
        return [frozenset(slot for slot, _, _ in self.meanings[literal]) for literal in self._literals]

    def possible(self, flat: str, start: int, end: int) -> list[Frame]:
        """The frames all of whose needs may stand in `[start, end)`, going by letters alone: next to none."""
        found = self._automaton.find_matches_as_indexes(flat[start:end], overlapping=True)
        slots = set().union(*[self._slots_of[index] for index, _, _ in found])
        if "this" in slots and "thing" in slots:
            slots.add("self")
        return [frame for frame in self.frames if slots.issuperset(frame.needs)]

    def hits(self, flat: str, start: int, end: int) -> dict[str, list[Hit]]:
        """Every word of every slot in `[start, end)`, in order of its end."""
        found: dict[str, list[Hit]] = {}
        stretch = flat[start:end]
        for index, first, last in self._automaton.find_matches_as_indexes(stretch, overlapping=True):
            for slot, open_before, open_behind in self.meanings[self._literals[index]]:
                if stands_alone(stretch, first, last, open_before, open_behind):
                    hit = (first, last) if self.unspaced else _whole_word(stretch, first, last)
                    found.setdefault(slot, []).append(Hit(start + hit[0], start + hit[1]))
        if "this" in found and "thing" in found:
            found.setdefault("self", []).extend(_neighbours(flat, found["this"], found["thing"]))
        return found


def _neighbours(flat: str, these: list[Hit], things: list[Hit]) -> list[Hit]:
    """ "This" and the thing beside it: "this recipe", "bài báo này"."""
    starts = {hit.start: hit for hit in things}
    ends = {hit.end: hit for hit in things}
    found = []
    for this in these:
        behind = starts.get(this.end + (flat[this.end : this.end + 1] == " "))
        before = ends.get(this.start - (flat[this.start - 1 : this.start] == " "))
        if behind:
            found.append(Hit(this.start, behind.end))
        if before:
            found.append(Hit(before.start, this.end))
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
            for literal, _, before, behind in language.waking:
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
        lines = SentenceLines(text)
        told: dict[str, FrameMatch] = {}  # of each kind the last match, to which the next sentence may belong
        for sentence, tags in self._awake(flat, lines):
            best: dict[str, FrameMatch] = {}
            for tag in tags:
                for match in _matches(self.languages[tag], flat, sentence, lines):
                    known = best.get(match.frame.kind)
                    if known is not None and _rank(match, prefer) >= _rank(known, prefer):
                        continue
                    if match.frame.backed and not self._is_backed(match, flat, lines):
                        continue
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

    def _is_backed(self, match: FrameMatch, flat: str, lines: SentenceLines) -> bool:
        whole = self._with_neighbours(match, flat, lines)
        return (whole.start, whole.end) != (match.start, match.end)

    def _with_neighbours(self, match: FrameMatch, flat: str, lines: SentenceLines) -> FrameMatch:
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

    def _awake(self, flat: str, lines: SentenceLines) -> Iterator[tuple[tuple[int, int], list[str]]]:
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

    def _waking(self, flat: str) -> "Iterator[tuple[int, int, int]]":
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._literals)
        return hits_by_piece(self._woken_in, flat)

    def _woken_in(self, piece: str) -> "list[tuple[int, int, int]]":
        assert self._automaton is not None
        try:
            return self._automaton.find_matches_as_indexes(piece, overlapping=True)
        except UnicodeEncodeError:  # bytes that nobody could decode, as lone surrogates
            whole = re.sub("[\\ud800-\\udfff]", "\N{REPLACEMENT CHARACTER}", piece)
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)


def _matches(
    language: _Language, flat: str, sentence: tuple[int, int], lines: SentenceLines
) -> Iterator[FrameMatch]:
    start, end = sentence
    frames_here = language.possible(flat, start, end)
    if not frames_here:
        return
    hits = language.hits(flat, start, end)
    for frame in frames_here:
        if not all(slot in hits for slot in frame.needs):
            continue
        chosen = _chosen(frame, hits)
        if chosen is None:
            continue
        wanted = set(chosen.values())  # a word that is needed forbids nothing, whatever stem it has
        if any(hit not in wanted for slot in frame.never for hit in hits.get(slot, ())):
            continue
        first = min(hit.start for hit in chosen.values())
        last = max(hit.end for hit in chosen.values())
        if any(hit.end <= last for slot in frame.without for hit in hits.get(slot, ())):
            continue
        marks = [flat.find(mark, last - 1, sentence[1]) for mark in frame.closes]
        end = min((place + 1 for place in marks if place >= 0), default=sentence[1])
        if frame.ends and flat[start:end].rstrip(" \"'»”*_")[-1:] not in frame.ends:
            continue
        named = [hit for slot in (*frame.needs, *frame.fills) for hit in hits.get(slot, ())]
        if frame.place is not Place.SENTENCE and not _opens(flat, start, first, named):
            continue
        if frame.place is Place.LINE and not _whole_line(flat, sentence, lines, language, frame):
            continue
        if frame.place is Place.BRACKETS and not in_brackets(flat, start, sentence[1]):
            continue
        begin = first if frame.place is not Place.SENTENCE else start
        if frame.inner is not None and frame.inner < _words_left(flat, first, last, named, language.unspaced):
            continue
        after = (hit.end for slot in frame.until for hit in hits.get(slot, ()) if hit.start >= last)
        told = min(after, default=end)
        left = _words_left(flat, begin, min(told, _clause_end(flat, last, end)), named, language.unspaced)
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
                free = [
                    hit
                    for hit in hits[slot]
                    if not frame.apart
                    or all(hit.end <= other.start or hit.start >= other.end for other in chosen.values())
                ]
                if not free:
                    break
                chosen[slot] = min(free, key=lambda hit: _apart(hit, key))
            if len(chosen) < len(set(frame.needs)):
                continue
        wide = max(hit.end for hit in chosen.values()) - min(hit.start for hit in chosen.values())
        if wide < least:
            best, least = chosen, wide
    return best


def _apart(one: Hit, other: Hit) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _opens(flat: str, start: int, first: int, fills: list[Hit]) -> bool:
    """True when nothing but marks, words of no weight or a label stands in the clause before `first`."""
    clauses = [match.end() for match in _CLAUSE_END.finditer(flat, start, first)]
    start = clauses[-1] if clauses else start
    before = flat[start:first].strip(" *_\"'«»„“”‹›([{（【「『《")
    if not before.strip(AROUND):
        return True
    if len(before) <= LONGEST_LABEL and before[-1] in LABEL_ENDS and not before[:-1].rstrip().endswith(","):
        return True
    behind_label = max((flat.rfind(mark, start, first) for mark in LABEL_ENDS[:2]), default=-1) + 1
    if behind_label - start > LONGEST_LABEL:
        return False
    rest = _without(flat, max(start, behind_label), first, fills)
    return not any(map(str.isalnum, rest))


def _whole_line(
    flat: str, sentence: tuple[int, int], lines: SentenceLines, language: _Language, frame: Frame
) -> bool:
    """True when the segment holds no other sentence, but words of no weight before it ("Sorry.")."""
    start, end = lines.segment(sentence[0])
    if end - start > LONGEST_SENTENCE or flat[sentence[1] : end].strip(AROUND):
        return False
    if not flat[start : sentence[0]].strip(AROUND):
        return True
    if sentence[0] - start > LONGEST_LABEL:
        return False
    hits = language.hits(flat, start, sentence[0])
    rest = _without(flat, start, sentence[0], [hit for slot in frame.fills for hit in hits.get(slot, ())])
    return not any(map(str.isalnum, rest))


def _words_left(flat: str, start: int, end: int, named: list[Hit], unspaced: bool) -> int:
    """How many words of `[start, end)` no hit touches."""
    words = [word for word in _without(flat, start, end, named).split() if any(map(str.isalpha, word))]
    if unspaced:
        letters = sum(char.isalnum() for word in words for char in word)
        return -(-letters // _UNSPACED_WORD)
    return sum("\x00" not in word for word in words)


def _without(flat: str, start: int, end: int, named: list[Hit]) -> str:
    """The stretch with U+0000 in place of the hits."""
    rest = list(flat[start:end])
    for hit in named:
        for place in range(max(hit.start, start), min(hit.end, end)):
            rest[place - start] = "\x00"
    return "".join(rest)


def _clause_end(flat: str, last: int, end: int) -> int:
    """Where the clause ends in which `last` stands: what follows a dash or a semicolon is another matter."""
    match = _CLAUSE_END.search(flat, last, end)
    return match.start() if match else end


def _rank(match: FrameMatch, prefer: str | None) -> tuple[bool, int, int, bool]:
    """Less is better: a sure frame, fewer words unexplained, more explained by what it needs, the language."""
    named = sum(hit.end - hit.start for hit in set(match.hits.values()))
    return match.frame.weak, match.left, -named, match.language != prefer


def stands_alone(text: str, start: int, end: int, open_before: bool, open_behind: bool) -> bool:
    """True when no letter continues `[start, end)`, but where letters may."""
    if not open_before and start and _continues(text[start - 1]) and _continues(text[start]):
        return False
    return open_behind or end >= len(text) or not (_continues(text[end]) and _continues(text[end - 1]))


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` with the letters that go on at either side, and a compound's first part before a hyphen."""
    first, last = max(0, start - LONGEST_LABEL), min(len(text), end + LONGEST_LABEL)
    while (
        start > first and _continues(text[start]) and (_continues(text[start - 1]) or text[start - 1] == "-")
    ):
        start -= 1
        if text[start] == "-" and start > first and _continues(text[start - 1]):
            start -= 1
    while last > end and _continues(text[end - 1]) and _continues(text[end]):
        end += 1
    return start, end


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
