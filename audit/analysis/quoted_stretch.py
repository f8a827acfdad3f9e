"""Is a stretch of text mentioned rather than said: does it stand between quotation marks or backticks?"""

from audit.analysis.text_view import TextView

REACH = 200  # code points to either side in which the marks are looked for
DIRECTED = (("«", "»"), ("»", "«"), ("“", "”"), ("„", "“"), ("„", "”"), ("‘", "’"), ("‚", "‘"), ("‹", "›"),
            ("「", "」"), ("『", "』"), ("《", "》"))  # fmt: skip
STRAIGHT = ('"', "`", "”")


def is_quoted(view: TextView, start: int, end: int) -> bool:
    """True when `[start, end)` stands inside quotation marks that open and close around it in its segment."""
    first, last = view.bounds_at(start)
    before = view.text[max(first, start - REACH) : start]
    after = view.text[end : min(last, end + REACH)]
    if any(opening in before and before.rfind(opening) > before.rfind(closing) and closing in after
           for opening, closing in DIRECTED):  # fmt: skip
        return True
    if before[-1:] == "'" and after[:1] == "'":
        return True
    return any(before.count(mark) % 2 == 1 and mark in after for mark in STRAIGHT)
