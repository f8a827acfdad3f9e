"""Whether two segments belong to one flow of text, so that a reader meets the second with the first in mind."""

import re
from itertools import pairwise

from audit.analysis.text_view import TextView
from audit.model.role import Role

NEAR = 6  # segments: a reader still has the wording of one so far back in the ear
# Code points of the file between two segments: a blank line with the mark of a quotation, or the bare tags
# that end one paragraph and begin the next. A heading of nothing but code, a block of it, a panel or a form
# takes more.
WALL = 12
FORMULA = re.compile(r"[^\W\d_]{2,20}[:：]\s?[^\n]{1,120}")
# Those part a text in sections, or stand outside it.
APART = frozenset({Role.HEADLINE, Role.NAVIGATION, Role.CONTROL, Role.METADATA})


def in_one_flow(view: TextView, first: int, second: int) -> bool:
    """True when nothing but running text stands from segment `first` to a later one, and little of that.

    Headings, code and boxes begin something else: reference pages, instructions for several systems, forms and
    teasers say the same again there on purpose.
    """
    if second - first > NEAR or is_formula(view, first, second):
        return False
    between = view.segments[first : second + 1]
    if any(segment.role in APART for segment in between):
        return False
    ends = [(at.pieces[0].file_start, at.pieces[-1].file_end) for at in (s.map for s in between) if at.pieces]
    return all(start - end <= WALL for (_, end), (start, _) in pairwise(ends))


def is_formula(view: TextView, first: int, second: int) -> bool:
    """True for a short line behind a label that is said of something else each time: "Decision: we agree to this."."""
    return second > first + 1 and all(
        FORMULA.fullmatch(view.segments[index].text) for index in (first, second)
    )
