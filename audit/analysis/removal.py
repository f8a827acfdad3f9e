"""Taking words out of a text without leaving a hole."""

from audit.analysis.text_view import TextView
from audit.language.phrases import AROUND
from audit.model.fix import Edit, Fix, Safety
from audit.model.notation import Notation
from audit.model.role import Role

# An entry of a bilingual or subtitle file must not become empty.
KEPT = frozenset({Role.UNIT, Role.CUE, Role.ATTRIBUTE})


def removal(view: TextView, start: int, end: int) -> Fix | None:
    """The suggested repair that takes `[start, end)` out, with the space that parted it from its neighbours.

    Marks and brackets alone do not stay behind: the whole segment goes.

    None when the whole segment would go and an empty shell would stay behind in its place: an element, a
    list mark, an entry of a bilingual file.
    """
    index = view.segment_at(start)
    first, last = view.bounds(index)
    segment = view.segments[index]
    text = view.text
    before, after = text[first:start].strip(AROUND), text[end:last].strip(AROUND)
    if not before and not after:
        if segment.notation != Notation.PLAIN or segment.role in KEPT:
            return None
        return Fix((Edit(first, last, ""),), Safety.SUGGESTED)
    if not before:
        start = first
    if not after:
        end = last
    # Of the blanks on both sides one stays, at the ends of the segment none.
    while start > first and text[start - 1].isspace() and (not after or text[end].isspace()):
        start -= 1
    while not before and end < last and text[end].isspace():
        end += 1
    return Fix((Edit(start, end, ""),), Safety.SUGGESTED)


def removals(view: TextView, start: int, end: int) -> Fix | None:
    """The same for a stretch that may be several whole segments; None where one of them cannot go."""
    first, last = view.segment_at(start), view.segment_at(end)
    if first == last:
        return removal(view, start, end)
    fixes = [removal(view, *view.bounds(index)) for index in range(first, last + 1)]
    edits = tuple(edit for fix in fixes if fix for edit in fix.edits)
    return Fix(edits, Safety.SUGGESTED) if len(edits) == len(fixes) else None
