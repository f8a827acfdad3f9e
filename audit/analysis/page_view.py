"""A page beside the page it translates, as two-sided checks see them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from audit.analysis.alignment.align import align
from audit.analysis.alignment.alignment import Alignment, Bead, Stretch
from audit.analysis.pair_view import Pair, PairView
from audit.language.profile import LanguageProfile
from audit.model.document import Document
from audit.model.offset_map import OffsetMap, Piece
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.side import Side
from audit.model.unit import Family, Unit

# What stands amid the text of a page: code, links, tags.
FAMILIES = {"markdown": Family.MARKDOWN, "html": Family.HTML, "xhtml": Family.HTML}
LONGEST_OBJECT = 200  # code points of code or a picture that a side holds as the file has it
BREAK = "\n"  # between the texts of two blocks


class PageView(PairView):
    """The sentences of a page and of its source that say the same, then the parts that stand on one side only.

    The first `whole` pairs have two sides. Of the others one side has no text: what was left out stands, in the
    target, at the place where it would be; what was added has no source. `alignment` has the same beads in order, and
    the blocks; its indexes count the segments of `segments` and `source_segments`.
    """

    alignment: Alignment
    document: Document
    source_document: Document
    whole: int

    def both_sides(self) -> PairView:
        """The pairs with two sides, as a view whose offsets are those of this one."""
        return self.part(0, self.whole)


class Page(NamedTuple):
    """A page whose segments know the text they translate, and the view of its pairs."""

    document: Document
    view: PageView


def page_view(
    document: Document,
    indexes: Sequence[int],
    source: Document,
    language: LanguageProfile,
    source_language: LanguageProfile | None,
    terms: Sequence[str] = (),
    glossary: Sequence[tuple[str, str, str]] = (),
) -> Page:
    """A page beside its source. `indexes` are the segments that are in its language: the others are of no concern."""
    segments = [document.segments[index] for index in indexes]
    shown = [segment for segment in source.segments if segment.text]
    alignment = align(shown, segments, source_language, language)
    family = FAMILIES.get(document.format)
    targets = Texts(document, segments, None)
    sources = Texts(source, shown, source.path)
    pairs: list[Pair] = []
    alone: list[Pair] = []
    for bead in alignment.beads:
        pair = pair_of(bead, targets, sources, indexes, family)
        (pairs if bead.source and bead.target else alone).append(pair)
    view = PageView((*pairs, *alone), language, source_language, terms, glossary)
    view.alignment, view.whole = alignment, len(pairs)
    beside = sides_beside(alignment, sources)
    known = list(document.segments)
    for number, side in beside.items():
        known[indexes[number]] = msgspec.structs.replace(known[indexes[number]], source=side)
    page = msgspec.structs.replace(document, segments=tuple(known))
    view.document, view.source_document = page, source
    return Page(page, view)


def pair_of(
    bead: Bead, targets: "Texts", sources: "Texts", indexes: Sequence[int], family: Family | None
) -> Pair:
    """One bead as a pair; a side without text has the place where its text would stand."""
    target = targets.side(bead.target) if bead.target else targets.point(bead.target_place)
    source = sources.side(bead.source) if bead.source else sources.point(bead.source_place)
    segment = bead.target[0].segment if bead.target else bead.target_place.segment
    return Pair(Unit("", (source,), (target,)), source, target, indexes[segment], 0, family, bead.sureness)


def sides_beside(alignment: Alignment, sources: "Texts") -> dict[int, Side]:
    """By target segment: the whole text of the blocks it translates."""
    found: dict[int, list[int]] = {}
    for bead in alignment.beads:
        for stretch in bead.target:
            mine = found.setdefault(stretch.segment, [])
            mine += [other.segment for other in bead.source if other.segment not in mine]
    return {
        number: sources.side(
            [Stretch(other, 0, len(sources.segments[other].text)) for other in sorted(others)]
        )
        for number, others in found.items()
        if others
    }


class Texts:
    """The texts of one page, as sides of pairs."""

    def __init__(self, document: Document, segments: Sequence[Segment], path: str | None) -> None:
        self.file = document.text
        self.segments = segments
        self.path = path

    def side(self, stretches: Sequence[Stretch]) -> Side:
        """Stretches of segments as one text: what a reader sees, code and pictures as the file has them."""
        texts: list[str] = []
        pieces: list[Piece] = []
        size = 0
        for number, stretch in enumerate(stretches):
            segment = self.segments[stretch.segment]
            if number:
                end = pieces[-1].file_end if pieces else 0
                texts.append(BREAK)
                pieces.append(Piece(size, size + len(BREAK), end, end))
                size += len(BREAK)
            for piece in segment.map.between(stretch.start, stretch.end):
                text = self.written(segment, piece)
                texts.append(text)
                pieces.append(Piece(size, size + len(text), piece.file_start, piece.file_end))
                size += len(text)
        first = self.segments[stretches[0].segment]
        return Side("".join(texts), OffsetMap(pieces), first.language, first.notation, None, self.path)

    def written(self, segment: Segment, piece: Piece) -> str:
        """What stands for one piece of a segment."""
        text = segment.text[piece.text_start : piece.text_end]
        if text == INLINE_OBJECT and piece.file_end - piece.file_start <= LONGEST_OBJECT:
            return self.file[piece.file_start : piece.file_end]
        return text

    def point(self, place: Stretch) -> Side:
        """A side without text, at the place where it would stand."""
        segment = self.segments[place.segment]
        at = segment.map.to_file(place.start, place.start).start
        return Side("", OffsetMap.point(at), segment.language, segment.notation, None, self.path)
