"""What notes and comments of the XML family tell the tool."""

import re

from audit.model.directive import PREFIX

_IGNORE = re.compile(r"\s*+audit:[ \t]*+ignore\b")


def directive_text(comment: str) -> str | None:
    """The directive in a comment, if it is one. "audit: ignore CHECK: reason" means the unit that follows."""
    if comment.lstrip()[: len(PREFIX)] == PREFIX:
        return comment.strip()
    match = _IGNORE.match(comment)
    return f"{PREFIX}disable-next-block{comment[match.end() :].rstrip()}" if match else None
