"""What notes and comments of the XML family tell the tool."""

import re

from audit.model.directive import PREFIX

_IGNORE = re.compile(r"\s*+audit:[ \t]*+ignore\b")


def directive_text(comment: str) -> str | None:
    """The directive in a comment, if it is one. "audit: ignore CHECK: reason" means the unit that follows."""
    if comment.lstrip()[: len(PREFIX)] == PREFIX:
        return comment.strip()
    return comment.strip() if _IGNORE.match(comment) else None
