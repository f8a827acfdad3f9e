"""Whether an apostrophe may close a quotation opened with a single mark."""

import re
from functools import cache

from audit.analysis.text_view import TextView

BACK = 500  # code points looked back for the opening mark


@cache
def opening_single() -> re.Pattern[str]:
    """A single quotation mark with a word at its right and none at its left."""
    return re.compile(r"(?<![^\s\x00(\[\"“«„—–-])['‘‚‹](?=\S)")


def may_close(view: TextView, place: int) -> bool:
    """True when a single mark that opens a quotation stands before `place` in the same segment."""
    start = max(view.bounds_at(place)[0], place - BACK)
    return opening_single().search(view.text, start, place) is not None
