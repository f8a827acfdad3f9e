"""A page beside the page it translates, as two-sided checks see them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from audit.analysis.alignment.kept_originals import without_kept_originals
from audit.analysis.alignment.nouns import Alignment, Bead, Stretch
from audit.analysis.alignment.one_sided import one_sided
from audit.analysis.alignment.page_parts import SILENT, PageParts, page_parts
from audit.analysis.pair_view import Pair, PairView
from audit.language.profile import LanguageProfile
from audit.model.document import Document
from audit.model.offset_map import OffsetMap, Piece
from audit.model.recent import Recent
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.side import Side
from audit.model.source_change import SourceChange
from audit.model.unit import Family, Unit

# What stands amid the text of a page: code, links, tags.
FAMILIES = {"markdown": Family.MARKDOWN, "html": Family.HTML, "xhtml": Family.HTML}
LONGEST_OBJECT = 200  # code points of code or a picture that a side holds as the file has it
# How much of one side at least has something on the other, where a page translates another.
ANSWERED, ANSWERED_IN_SHORT = 0.7, 0.3
LONG_PAGE = 1500  # code points
BREAK = "\n"  # between the texts of two blocks
NOBODY = Side("", OffsetMap.point(0))


_SOURCES = Recent[PageParts](4)  # of the pages that several in a row translate


class PageView(PairView):
    """The sentences of a page and of its source that say the same, then all other parts.

    The first `whole` pairs have two sides with text. Blocks of code, pictures and lines of markup are parts as well.
    Last come the passages of one side only: what was left out stands, in the target, at the place where it would be;
    what was added has no source. `beads[i]` is what made pair i; its stretches count the segments of `source_parts` and
    `parts`, which hold text and silent parts in the order of the files, as the blocks of `alignment` do.
    """

    alignment: Alignment
    beads: Sequence[Bead]
    parts: PageParts
    source_parts: PageParts
    document: Document
    source_document: Document
    whole: int
    change: SourceChange | None = None

    def both_sides(self) -> PairView:
        """The pairs with two sides, as a view whose offsets are those of this one. Made once."""
        return self.remember("both sides", lambda: self.part(0, self.whole))

    def is_translation(self) -> bool:
        """False where too little of either side has anything on the other: it is another page's translation."""
        whole, answered = [0, 0], [0.0, 0.0]
        for bead in self.alignment.beads:
            for side, (stretches, parts) in enumerate(
                ((bead.source, self.source_parts), (bead.target, self.parts))
            ):
                length = sum(
                    stretch.end - stretch.start
                    for stretch in stretches
                    if parts.indexes[stretch.segment] is not None
                )
                whole[side] += length
                if bead.source and bead.target:
                    answered[side] += length * bead.sureness
        least = ANSWERED if min(whole) >= LONG_PAGE else ANSWERED_IN_SHORT
        return self.whole > 0 and any(
            share >= least * length for share, length in zip(answered, whole, strict=True)
        )

    def segments_of(self, index: int) -> int:
        """How many segments of the document the target of a pair has a share in; 1 for a place between two."""
        found = {self.parts.indexes[stretch.segment] for stretch in self.beads[index].target} - {None}
        return max(1, len(found))

    def kind(self, index: int) -> str:
        """ "code", "markup" or "picture" for a silent part, "text" for any other."""
        bead = self.beads[index]
        side, parts = (bead.target, self.parts) if bead.target else (bead.source, self.source_parts)
        path = parts.segments[side[0].segment].path
        return path if path in SILENT else "text"


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
    change: SourceChange | None = None,
) -> Page:
    """A page beside its source. `indexes` are its segments in the target language: only those are compared."""
    # The machinery is loaded when a page has a source: most documents have none.
    from audit.analysis.alignment.align import align
    from audit.analysis.alignment.crossed import with_crossed_joined

    parts = page_parts(document)
    source_parts = _SOURCES.of((source,), len(source.text), lambda: page_parts(source))
    alignment = align(
        source_parts.segments,
        parts.segments,
        source_language,
        language,
        source_file=source.text,
        target_file=document.text,
    )
    beads = without_kept_originals(alignment, source_parts, parts)
    beads = with_crossed_joined(beads, source_parts, parts)
    alignment = msgspec.structs.replace(alignment, beads=tuple(beads))
    targets = Texts(document, parts, None)
    sources = Texts(source, source_parts, source.path)
    looked_at = frozenset(indexes)
    family = FAMILIES.get(document.format)
    whole: list[tuple[Pair, Bead]] = []
    others: list[tuple[Pair, Bead]] = []
    for bead in alignment.beads:
        if bead.source and bead.target:
            pair = pair_of(bead, targets, sources, family)
            if targets.spoken(bead.target) and sources.spoken(bead.source):
                if pair.segment in looked_at:
                    whole.append((pair, bead))
            elif pair.segment >= 0:
                others.append((pair, bead))
    for bead in one_sided(alignment.beads, source_parts, parts):
        pair = pair_of(bead, targets, sources, family)
        if pair.segment >= 0:
            others.append((pair, bead))
    view = PageView([pair for pair, _ in whole + others], language, source_language, terms, glossary)
    view.beads = [bead for _, bead in whole + others]
    view.alignment, view.whole, view.change = alignment, len(whole), change
    view.parts, view.source_parts = parts, source_parts
    segments = list(document.segments)
    for index, side in sides_beside(alignment, targets, sources).items():
        segments[index] = msgspec.structs.replace(segments[index], source=side)
    page = msgspec.structs.replace(document, segments=tuple(segments))
    view.document, view.source_document = page, source
    return Page(page, view)


def pair_of(bead: Bead, targets: "Texts", sources: "Texts", family: Family | None) -> Pair:
    """One bead as a pair; a side without text has the place where its text would stand."""
    titles = shared_titles(sources.links(bead.source), targets.links(bead.target))
    target = targets.side(bead.target, titles) if bead.target else targets.point(bead.target_place)
    source = sources.side(bead.source, titles) if bead.source else sources.point(bead.source_place)
    first = bead.target[0] if bead.target else bead.target_place
    segment = -1 if first is None else targets.nearest(first.segment)
    return Pair(Unit("", (source,), (target,)), source, target, segment, 0, family, bead.sureness)


def shared_titles(theirs: dict[str, str], mine: dict[str, str]) -> frozenset[str]:
    """Addresses of linked works whose titles both sides have as they are: whoever reads on finds them so."""
    return frozenset(
        address for address, title in mine.items() if theirs.get(address) == title and " " in title
    )


def sides_beside(alignment: Alignment, targets: "Texts", sources: "Texts") -> dict[int, Side]:
    """By segment of the document: the whole text of the blocks it translates."""
    found: dict[int, set[int]] = {}
    for bead in alignment.beads:
        if bead.source and bead.target and targets.spoken(bead.target) and sources.spoken(bead.source):
            for stretch in bead.target:
                index = targets.parts.indexes[stretch.segment]
                if index is not None:
                    found.setdefault(index, set()).update(other.segment for other in bead.source)
    return {index: sources.blocks(sorted(others)) for index, others in found.items()}


class Texts:
    """The texts of one page, as sides of pairs. `path` names the file where it is not the document's own."""

    def __init__(self, document: Document, parts: PageParts, path: str | None) -> None:
        self.file = document.text
        self.parts = parts
        self.path = path

    def spoken(self, stretches: Sequence[Stretch]) -> bool:
        """True for what is text, not code, picture or markup."""
        return all(self.parts.indexes[stretch.segment] is not None for stretch in stretches)

    def nearest(self, part: int) -> int:
        """The document's index of a part; of a silent one, that of the text before it, else behind it; -1 for a page
        without text."""
        indexes = self.parts.indexes
        for place in (*range(part, -1, -1), *range(part + 1, len(indexes))):
            found: int | None = indexes[place]
            if found is not None:
                return found
        return -1

    def blocks(self, numbers: Sequence[int]) -> Side:
        """Whole parts as one text."""
        segments = self.parts.segments
        return self.side([Stretch(number, 0, len(segments[number].text)) for number in numbers])

    def side(self, stretches: Sequence[Stretch], titles: frozenset[str] = frozenset()) -> Side:
        """Stretches as one text: what a reader sees, code and pictures as the file has them. `titles` are addresses of
        links whose text is an object like code."""
        texts: list[str] = []
        pieces: list[Piece] = []
        size = 0
        for stretch in in_blocks(stretches):
            segment = self.parts.segments[stretch.segment]
            if texts:
                texts.append(BREAK)
                end = pieces[-1].file_end if pieces else 0
                pieces.append(Piece(size, size + len(BREAK), end, end))
                size += len(BREAK)
            for text, start, end in self.shown(segment, stretch, titles):
                texts.append(text)
                pieces.append(Piece(size, size + len(text), start, end))
                size += len(text)
        first = self.parts.segments[stretches[0].segment]
        return Side("".join(texts), OffsetMap(tuple(pieces)), first.language, first.notation, None, self.path)

    def shown(
        self, segment: Segment, stretch: Stretch, titles: frozenset[str]
    ) -> Iterator[tuple[str, int, int]]:
        """What a stretch shows, piece by piece, and where each stands in the file."""
        place = stretch.start
        for link in segment.links if titles else ():
            if link.address in titles and place <= link.start < link.end <= stretch.end:
                yield from self.plain(segment, place, link.start)
                at = segment.map.to_file(link.start, link.end)
                yield INLINE_OBJECT, at.start, at.end
                place = link.end
        yield from self.plain(segment, place, stretch.end)

    def plain(self, segment: Segment, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """The same of a stretch without titles."""
        for piece in segment.map.between(start, end):
            yield self.written(segment, piece), piece.file_start, piece.file_end

    def written(self, segment: Segment, piece: Piece) -> str:
        """What stands for one piece of a segment."""
        text = segment.text[piece.text_start : piece.text_end]
        if text == INLINE_OBJECT and piece.file_end - piece.file_start <= LONGEST_OBJECT:
            return self.file[piece.file_start : piece.file_end]
        return text

    def links(self, stretches: Sequence[Stretch]) -> dict[str, str]:
        """Texts of links in stretches to other sites, by address."""
        found = {}
        for stretch in stretches:
            segment = self.parts.segments[stretch.segment]
            for link in segment.links:
                if stretch.start <= link.start and link.end <= stretch.end and "://" in link.address:
                    found[link.address] = segment.text[link.start : link.end]
        return found

    def point(self, place: Stretch | None) -> Side:
        """A side without text, at the place where it would stand."""
        if place is None:
            return msgspec.structs.replace(NOBODY, path=self.path)
        segment = self.parts.segments[place.segment]
        at = segment.map.to_file(place.start, place.start).start
        return Side("", OffsetMap.point(at), segment.language, segment.notation, None, self.path)


def in_blocks(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches, those side by side in one block as one with what stands between them."""
    found: list[Stretch] = []
    for stretch in stretches:
        if found and found[-1].segment == stretch.segment and found[-1].end <= stretch.start:
            found[-1] = Stretch(stretch.segment, found[-1].start, stretch.end)
        else:
            found.append(stretch)
    return found
