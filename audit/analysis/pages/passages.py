"""Passages that stand on one side only: sentences, whole blocks, and all that comes behind the end of a translation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from audit.analysis.alignment.anchors import anchors_of
from audit.analysis.alignment.blocks import kind_of
from audit.analysis.alignment.nouns import Bead, Stretch
from audit.analysis.alignment.page_parts import CODE as CODE_BLOCK
from audit.analysis.alignment.page_parts import MARKUP, PICTURE, SILENT, PageParts
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.tokens import CODE, LINK, NUMBER, WORD
from audit.analysis.page_view import PageView
from audit.model.mqm import Confidence
from audit.model.role import ASIDE
from audit.model.segment import Segment

SHORTEST = 20  # code points of a sentence whose loss is told alone
WIDE = 2.0  # letters that one sign of a script of syllables or words stands for, at least
SURE, LIKELY = 0.9, 0.6
LEFT = 0.4  # how much shorter a block must be than it would be with a sentence, as a share of that sentence
INSTEAD = 0.35  # of the length of what was left out: what stands there in its place
ENDING = 0.08  # of a page, behind the last sentence that is translated: it was cut off …
ENDING_BLOCKS = 3  # … where so many blocks are missing
SAME_LINES = 0.7  # of the lines of a block of code that the other side has elsewhere
COMMON = 3  # parts that hold a token, from which it tells nothing
SHARED = 3  # rare tokens that two passages share when one is the other, moved
QUOTED = 90  # code points of a passage in a message
PASSAGES = 60  # on either side that are compared with one another


class Extent(StrEnum):
    """How much of a page a passage is."""

    SENTENCE = "sentence"
    PART = "part"
    ENDING = "ending"


class Passage(NamedTuple):
    """Pair `pair` has one side only. `what` names it for people: "2 paragraphs and a heading"."""

    pair: int
    extent: Extent
    what: str
    confidence: Confidence | None
    share: float
    sentences: int = 1


def clipped(text: str) -> str:
    """The beginning of a passage, on one line, as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rsplit(" ", 1)[0] + " …"


def left_out(view: PageView) -> list[Passage]:
    """What the source has and the page has not. Made once."""
    return view.remember("passages left out", lambda: list(_left_out(view)))


def added(view: PageView) -> list[Passage]:
    """What the page has and the source has not. Made once."""
    return view.remember("passages added", lambda: list(_added(view)))


def _left_out(view: PageView) -> Iterator[Passage]:
    facts = _facts(view)
    passages = [
        index
        for index in range(view.whole, len(view.pairs))
        if view.beads[index].source and not view.beads[index].target
    ]
    last = _ending(view, passages)
    for index in passages:
        bead = view.beads[index]
        blocks = _whole_blocks(bead.source, facts.answered_sources)
        share = _length(bead.source) / max(1, facts.source_length)
        if index == last and share >= ENDING and len(blocks) >= ENDING_BLOCKS:
            yield Passage(index, Extent.ENDING, _named(blocks, view.source_parts, view, True), None, share)
            continue
        grade = _grade(view, bead, bead.source, view.source_parts, blocks)
        if grade is None:
            continue
        if grade is not Confidence.POSSIBLE:
            if blocks and _elsewhere(view, bead):
                continue
            if _moved(view, index) or _instead(view, index):
                grade = Confidence.POSSIBLE
        if blocks:
            what = _named(blocks, view.source_parts, view, True)
            yield Passage(index, Extent.PART, what, grade, share)
        else:
            if grade is not Confidence.POSSIBLE and not _shorter(view, bead):
                grade = Confidence.POSSIBLE
            yield Passage(
                index, Extent.SENTENCE, _counted(len(bead.source), "sentence"), grade, share, len(bead.source)
            )


def _added(view: PageView) -> Iterator[Passage]:
    facts = _facts(view)
    for index in range(view.whole, len(view.pairs)):
        bead = view.beads[index]
        if bead.source or not bead.target:
            continue
        blocks = _whole_blocks(bead.target, facts.answered_targets)
        grade = _grade(view, bead, bead.target, view.parts, blocks)
        if grade is None:
            continue
        if grade is not Confidence.POSSIBLE:
            if blocks and _elsewhere(view, bead):
                continue
            if _moved(view, index) or _instead(view, index):
                grade = Confidence.POSSIBLE
        share = _length(bead.target) / max(1, facts.target_length)
        if blocks:
            yield Passage(index, Extent.PART, _named(blocks, view.parts, view, False), grade, share)
        else:
            if grade is not Confidence.POSSIBLE and not _shorter(view, bead):
                grade = Confidence.POSSIBLE
            yield Passage(
                index, Extent.SENTENCE, _counted(len(bead.target), "sentence"), grade, share, len(bead.target)
            )


class _Facts(NamedTuple):
    """Segments of either side that have something on the other, and how much text there is."""

    answered_sources: frozenset[int]
    answered_targets: frozenset[int]
    source_length: int
    target_length: int
    ratio: float  # of the lengths of what has two sides


def _facts(view: PageView) -> _Facts:
    def made() -> _Facts:
        sources: set[int] = set()
        targets: set[int] = set()
        theirs = mine = paired = their_share = 0
        for bead in view.alignment.beads:
            theirs += _length(bead.source)
            mine += _length(bead.target)
            if bead.source and bead.target:
                their_share += _length(bead.source)
                paired += _length(bead.target)
                sources.update(stretch.segment for stretch in bead.source)
                targets.update(stretch.segment for stretch in bead.target)
        ratio = paired / their_share if their_share else view.alignment.ratio
        return _Facts(frozenset(sources), frozenset(targets), theirs, mine, ratio)

    return view.remember("facts of one-sided passages", made)


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(stretch.end - stretch.start for stretch in stretches)


def _whole_blocks(stretches: Sequence[Stretch], answered: frozenset[int]) -> list[int]:
    """The segments that are one-sided as a whole."""
    return list(dict.fromkeys(s.segment for s in stretches if s.segment not in answered))


def _grade(
    view: PageView, bead: Bead, stretches: Sequence[Stretch], parts: PageParts, blocks: Sequence[int]
) -> Confidence | None:
    """How sure it is that a passage is one-sided; None for what is none: lines of markup, marks without words."""
    segments = [parts.segments[stretch.segment] for stretch in stretches]
    text = " ".join(
        segment.text[stretch.start : stretch.end]
        for stretch, segment in zip(stretches, segments, strict=True)
        if segment.path != MARKUP
    )
    if all(segment.path == PICTURE for segment in segments):
        return None
    letters = sum(map(str.isalpha, text))
    if not letters and not any(segment.path in SILENT for segment in segments):
        return None
    if all(segment.path == MARKUP for segment in segments):
        return None
    if bead.sureness < LIKELY or all(segment.role in ASIDE for segment in segments):
        return Confidence.POSSIBLE
    wide = WIDE if not text.isascii() and sum(ord(char) >= 0x2E80 for char in text) > len(text) / 3 else 1.0
    if not blocks and len(text) * wide < SHORTEST:
        return Confidence.POSSIBLE
    if blocks and letters * wide < 4:
        return Confidence.POSSIBLE
    return Confidence.CERTAIN if bead.sureness >= SURE else Confidence.LIKELY


def _ending(view: PageView, passages: Sequence[int]) -> int | None:
    """The passage behind the last sentence of the source that is translated."""
    final = -1
    for bead in view.alignment.beads:
        if bead.source and bead.target and bead.sureness >= LIKELY and not _is_markup(view, bead):
            final = max(final, max(stretch.segment for stretch in bead.source))
    behind = [index for index in passages if view.beads[index].source[0].segment >= final]
    behind = [index for index in behind if view.beads[index].sureness >= LIKELY]
    return behind[-1] if behind else None


def _is_markup(view: PageView, bead: Bead) -> bool:
    return all(view.source_parts.segments[stretch.segment].path == MARKUP for stretch in bead.source)


def _elsewhere(view: PageView, bead: Bead) -> bool:
    """True for what the other side has after all, perhaps as what is no text: code in a row of lines, an original that
    was kept."""
    stretches, parts = (bead.source, view.source_parts) if bead.source else (bead.target, view.parts)
    lines: list[str] = []
    for stretch in stretches:
        segment = parts.segments[stretch.segment]
        if segment.path == MARKUP:
            continue
        text = segment.text[stretch.start : stretch.end]
        own = [" ".join(line.split()) for line in text.splitlines()]
        lines += [line for line in own if any(map(str.isalnum, line)) and not line.startswith(("```", "~~~"))]
    other = _lines_of(view, bool(bead.source))
    return bool(lines) and sum(line in other for line in lines) >= SAME_LINES * len(lines)


def _lines_of(view: PageView, target: bool) -> frozenset[str]:
    """The lines of a file, white space folded, and the texts of its parts."""

    def made() -> frozenset[str]:
        document, parts = (view.document, view.parts) if target else (view.source_document, view.source_parts)
        lines = {" ".join(line.split()).lstrip("> ") for line in document.text.splitlines()}
        lines.update(" ".join(segment.text.split()) for segment in parts.segments)
        return frozenset(lines)

    return view.remember(f"lines of {'page' if target else 'source'}", made)


def _shorter(view: PageView, bead: Bead) -> bool:
    """True where the block is as much shorter (longer) as a sentence that was left out (added) would make it."""
    ratio = _facts(view).ratio
    theirs = mine = 0
    for other in _by_block(view).get(bead.block, ()):
        theirs += _length(other.source)
        mine += _length(other.target)
    expected = theirs * ratio
    if bead.source:
        return expected - mine >= LEFT * ratio * _length(bead.source)
    return mine - expected >= LEFT * _length(bead.target)


def _by_block(view: PageView) -> dict[int, list[Bead]]:
    def made() -> dict[int, list[Bead]]:
        found: dict[int, list[Bead]] = {}
        for bead in view.alignment.beads:
            found.setdefault(bead.block, []).append(bead)
        return found

    return view.remember("beads by block", made)


def _instead(view: PageView, index: int) -> bool:
    """True where the other side has something else in place of a passage: a free translation, an example of its own."""
    bead = view.beads[index]
    if bead.source and _other_code(view, bead):
        return True
    ratio = _facts(view).ratio
    for other in (index - 1, index + 1):
        if not view.whole <= other < len(view.pairs):
            continue
        beside = view.beads[other]
        if bool(beside.source) == bool(bead.source) or (beside.source and beside.target):
            continue
        one, two = (bead, beside) if bead.source else (beside, bead)
        if not _adjoin(one, two):
            continue
        theirs, mine = _length(one.source) * ratio, _length(two.target)
        if bead.source and mine >= INSTEAD * theirs:
            return True
        if not bead.source and theirs >= INSTEAD * mine:
            return True
    return False


def _other_code(view: PageView, bead: Bead) -> bool:
    """True for code alone, where the page has other code, perhaps marked by its place in the line."""
    place, parts = bead.target_place, view.parts
    if place is None or any(
        view.source_parts.segments[one.segment].path != CODE_BLOCK for one in bead.source
    ):
        return False
    answered = _facts(view).answered_targets
    for way in (1, -1):
        number = place.segment + (way > 0)
        while 0 <= number < len(parts.segments) and _is_code(view, number):
            if number not in answered:
                return True
            number += way
    return False


def _is_code(view: PageView, number: int) -> bool:
    """True for a part of the page that is code: between fences, or a line that stands as far in as code does."""
    segment = view.parts.segments[number]
    if segment.path != MARKUP:
        return segment.path == CODE_BLOCK
    start = segment.map.to_file(0, 0).start
    line = view.document.text[view.document.text.rfind("\n", 0, start) + 1 : start]
    return line.expandtabs(4).startswith("    ")


def _adjoin(source: Bead, target: Bead) -> bool:
    """True when an added passage stands where the one that was left out would."""
    place = source.target_place
    if place is None:
        return True
    first, last = target.target[0], target.target[-1]
    return (first.segment, first.start) <= (
        place.segment + 1,
        place.start,
    ) and place.segment <= last.segment + 1


def _moved(view: PageView, index: int) -> bool:
    """True when the passage stands elsewhere on the other side, as rare names, numbers and links tell."""
    bead = view.beads[index]
    tokens = _tokens(view)
    own = tokens.get(index, frozenset())
    if not own:
        return False
    for other, theirs in tokens.items():
        beside = view.beads[other]
        if bool(beside.source) == bool(bead.source):
            continue
        shared = len(own & theirs)
        if shared >= SHARED and shared >= min(len(own), len(theirs)) / 2:
            one, two = (bead, beside) if bead.source else (beside, bead)
            share = _length(one.source) * _facts(view).ratio / max(1, _length(two.target))
            if 0.4 < share < 2.5:
                return True
    return False


def _tokens(view: PageView) -> dict[int, frozenset[str]]:
    """The rare tokens of every one-sided passage, by the number of its pair; of very many none are looked at."""

    def made() -> dict[int, frozenset[str]]:
        numbers = [
            index
            for index in range(view.whole, len(view.pairs))
            if bool(view.beads[index].source) != bool(view.beads[index].target)
        ]
        sides = Counter(bool(view.beads[index].source) for index in numbers)
        if len(sides) < 2 or max(sides.values()) > PASSAGES:
            return {}
        found = {index: _tokens_of(view, view.beads[index]) for index in numbers}
        often = Counter(token for tokens in found.values() for token in tokens)
        return {
            index: frozenset(token for token in tokens if often[token] <= COMMON)
            for index, tokens in found.items()
        }

    return view.remember("tokens of one-sided passages", made)


def _tokens_of(view: PageView, bead: Bead) -> frozenset[str]:
    stretches, parts, file = (
        (bead.source, view.source_parts, view.source_document.text)
        if bead.source
        else (bead.target, view.parts, view.document.text)
    )
    found: set[str] = set()
    for stretch in stretches:
        segment = parts.segments[stretch.segment]
        text = segment.text[stretch.start : stretch.end]
        piece = Piece(stretch, text, kind_of(segment, file), True, True)
        for token in anchors_of(piece, segment, file, None):
            if token[0] in (CODE, LINK, NUMBER) or (token[0] == WORD and len(token) > 4):
                found.add(token)
    return frozenset(found)


NOUNS = {
    "heading": "heading",
    "item": "list item",
    "cell": "table cell",
    "code": "code block",
    "picture": "picture",
    "caption": "caption",
}


def _counted(count: int, noun: str) -> str:
    if count == 1:
        return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
    return f"{count} {noun}s"


def _named(blocks: Sequence[int], parts: PageParts, view: PageView, source: bool) -> str:
    """Blocks as people call them: "a heading, 2 paragraphs and a code block"."""
    file = (view.source_document if source else view.document).text
    nouns: Counter[str] = Counter(_noun(parts.segments[block], file) for block in blocks)
    told = [_counted(count, noun) for noun, count in nouns.items() if noun]
    if not told:
        return "a part"
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _noun(segment: Segment, file: str) -> str:
    if segment.path == MARKUP or segment.role in ASIDE:
        return ""
    return NOUNS.get(kind_of(segment, file).name, "paragraph")
