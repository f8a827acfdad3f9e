"""Where the elements of a page part words that its text shows side by side."""

from audit.analysis.text_view import TextView
from audit.model.notation import Notation


def set_apart(view: TextView, start: int, end: int) -> bool:
    """True when an element of a page begins or ends inside `[start, end)` of one segment.

    `<span class="date">3 May</span>Harbour` shows as a style sheet wants, most often on two lines, and of two
    names in a row one may be for wide screens only. What runs on or comes twice there is the look of a page.
    """
    index = view.segment_at(start)
    segment, base = view.segments[index], view.starts[index]
    return segment.notation == Notation.HTML_TEXT and not segment.map.unbroken(start - base, end - base)
