"""What a comment in a document tells the tool."""

import msgspec

# How every directive begins, whatever the format writes around it.
PREFIX = "audit-"


class Directive(msgspec.Struct, frozen=True, order=True):
    """A comment that speaks to the tool, as it stands: nothing is understood yet.

    `[start, end)` is the whole comment in code points of the decoded file, its marks included; `text` is
    what stands inside, white space at the ends taken off. It begins with "audit-", or with "audit: ignore" in a
    comment for translators: that one means the unit it is about.
    """

    start: int
    end: int
    text: str


def directive_in(text: str, start: int, inner_start: int, inner_end: int, end: int) -> Directive | None:
    """The directive in a comment `[start, end)` with the inside `[inner_start, inner_end)`, if it is one."""
    # A long comment of another kind is not copied to find that out.
    head = text[inner_start : min(inner_end, inner_start + 200)].lstrip()
    if not head.startswith(PREFIX):
        return None
    return Directive(start, end, text[inner_start:inner_end].strip())
