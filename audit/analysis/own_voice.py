"""Whether a text speaks itself: not in a quotation, a title in italics, a line of dialogue or a quoted block; and not
on a web page, where comments and adverts speak as well."""

from audit.analysis.cited import is_cited
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.model.notation import Notation
from audit.model.role import Role

OWN = frozenset({Role.BODY, Role.ITEM, Role.HEADLINE})
DASHES = ("—", "–", "-", "―")


def is_own_voice(view: TextView, start: int, end: int) -> bool:
    """True for `[start, end)` of the view in the text's own voice."""
    segment = view.segments[view.segment_at(start)]
    if segment.role not in OWN or segment.text.lstrip()[:1] in DASHES or "quote" in segment.path:
        return False
    return not is_quoted(view, start, end) and not is_cited(view, start, end)


def is_web_page(view: TextView) -> bool:
    """True for a text that is HTML for the most part: a Markdown page may hold a few pieces of it."""
    page = sum(segment.notation == Notation.HTML_TEXT for segment in view.segments)
    return page * 2 > len(view.segments)
