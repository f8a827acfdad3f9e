"""A text with two kinds of stretches on it: what another version lacks, and what findings point at."""

from collections.abc import Sequence

import msgspec

from audit.report.comparison.changes import Fate
from audit.report.comparison.word_diff import Stretch
from audit.report.pages.html_page import attribute, marked_text, text


class Pointer(msgspec.Struct, frozen=True):
    """A stretch that a finding is about; `kind` holds the classes of its mark, `fate` what became of it."""

    start: int
    end: int
    kind: str
    title: str
    fate: Fate = Fate.KEPT


def painted(content: str, differing: Sequence[Stretch], element: str, pointers: Sequence[Pointer]) -> str:
    """HTML of the text. `element` is what stands around stretches that differ: `ins` or `del`."""
    edges = {0, len(content)}
    for start, end in differing:
        edges |= {start, end}
    for pointer in pointers:
        edges |= {min(pointer.start, len(content)), min(pointer.end, len(content))}
    out: list[str] = []
    cuts = sorted(edges)
    points = [pointer for pointer in pointers if pointer.start == pointer.end]
    later = list(differing)
    for start, end in zip(cuts, [*cuts[1:], len(content)], strict=True):
        out += [marked("", pointer) for pointer in points if pointer.start == start]
        if start == end:
            continue
        while later and later[0][1] <= start:
            later.pop(0)
        differs = bool(later) and later[0][0] <= start
        here = [pointer for pointer in pointers if pointer.start <= start and end <= pointer.end]
        piece = content[start:end]
        html = marked_text(piece) if here or (differs and not piece.strip()) else text(piece)
        if differs:
            html = f"<{element}>{html}</{element}>"
        out.append(marked(html, here[0]) if here else html)
    return "".join(out)


def marked(html: str, pointer: Pointer) -> str:
    """One stretch of a finding."""
    gap = "" if html else " gap"
    return f'<mark class="{pointer.kind}{gap}" title="{attribute(pointer.title)}">{html}</mark>'
