"""Pictures of the source that the page has not."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.alignment.page_parts import PICTURE
from audit.analysis.page_view import PageView
from audit.analysis.pairs.addresses import same_address
from audit.model.document import Document
from audit.model.span import Span

_PICTURE = re.compile(
    r"!\[[^\]\n]{0,400}\](?:\(\s*<?|\[)([^()\[\]\s<>]{1,600})|<img\b[^<>]{0,600}?\bsrc\s*=\s*[\"']?([^\"'<>\s]{1,600})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[-_.]?(?:v?\d+(?:[.x]\d+)*|[a-f0-9]{8,})(?=[-_.]|$)")


class Picture(NamedTuple):
    address: str
    place: Span


class MissingPicture(NamedTuple):
    pair: int
    picture: Picture


def missing_pictures(view: PageView) -> Iterator[MissingPicture]:
    """Pictures in the source of what is translated, where the page has fewer than its source."""
    theirs, mine = pictures(view.source_document), pictures(view.document)
    if len(theirs) <= len(mine):
        return
    left = Counter(_name(picture.address) for picture in mine)
    rest = [picture.address for picture in mine]
    lacking = []
    for picture in theirs:
        name = _name(picture.address)
        if left[name] > 0:
            left[name] -= 1
        elif same := next((other for other in rest if same_address(other, picture.address)), None):
            rest.remove(same)
        else:
            lacking.append(picture)
    # Screens that were taken anew have names of their own.
    lacking = lacking[: len(theirs) - len(mine)] if len(lacking) > len(theirs) - len(mine) else lacking
    for picture in lacking:
        pair = _beside(view, picture.place.start)
        if pair is not None:
            yield MissingPicture(pair, picture)


def pictures(document: Document) -> list[Picture]:
    """The pictures of a page, in order."""
    return [
        Picture(match[1] or match[2], Span(*match.span()))
        for match in _PICTURE.finditer(document.text)
        if document.format in ("markdown", "html", "xhtml")
    ]


def _name(address: str) -> str:
    """The name of a picture's file, without its ending, size and version."""
    name = address.partition("?")[0].rpartition("/")[2].rpartition(".")[0] or address
    return _DIGITS.sub("", name.lower())


def _beside(view: PageView, place: int) -> int | None:
    """The pair behind whose source a place of the source lies; None where it lies in what was left out."""
    best, found = -1, None
    for index in range(len(view.pairs)):
        bead = view.beads[index]
        pieces = view.pairs[index].source.map.pieces
        if not bead.source or not pieces or view.kind(index) == PICTURE:
            continue
        start, end = pieces[0].file_start, pieces[-1].file_end
        if not bead.target:
            if start <= place <= end:
                return None
            continue
        if index < view.whole and best < start <= place:
            best, found = start, index
    return found if found is not None else (0 if view.whole else None)
