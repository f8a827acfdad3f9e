"""Which pair of a page view shows a block, and what a block is where its file says so."""

from audit.analysis.alignment.blocks import kind_of
from audit.analysis.page_view import PageView


def pair_of_block(view: PageView, segment: int) -> int | None:
    """The first pair with two sides in whose target part `segment` of the page has a share."""

    def made() -> dict[int, int]:
        found: dict[int, int] = {}
        for index in range(view.whole):
            for stretch in view.beads[index].target:
                found.setdefault(stretch.segment, index)
        return found

    return view.remember("pairs of blocks", made).get(segment)


def kinds(view: PageView) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Name and detail of every part of the source, and of the page."""

    def made() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        source, file = view.source_parts.segments, view.source_document.text
        theirs: list[tuple[str, str]] = [kind_of(segment, file) for segment in source]
        mine: list[tuple[str, str]] = [
            kind_of(segment, view.document.text) for segment in view.parts.segments
        ]
        return theirs, mine

    return view.remember("kinds of blocks", made)
