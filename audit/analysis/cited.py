"""What stands in italics inside a text that is not: titles of works, foreign words, examples."""

from bisect import bisect_right

from audit.analysis.text_view import TextView
from audit.model.span import Span


def is_cited(view: TextView, start: int, end: int) -> bool:
    """True for a stretch that begins and ends in italics, inside a text that is not in them."""
    index = view.segment_at(start)
    cited = view.segments[index].cited
    if not cited:
        return False
    for offset in (start - view.starts[index], end - 1 - view.starts[index]):
        place = bisect_right(cited, Span(offset, len(view.text))) - 1
        if place < 0 or cited[place].end <= offset:
            return False
    return True
