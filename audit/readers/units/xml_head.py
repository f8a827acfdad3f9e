"""What a file is, by its root element."""

import re
from functools import cache


@cache
def _before_root() -> re.Pattern[bytes]:
    # Comments and the like; a DOCTYPE may have an inside of its own.
    return re.compile(
        rb"\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|<!doctype(?:[^\[<>]|\[(?:[^\]]*+)\])*+>"
    )


def root_of(head: bytes) -> bytes | None:
    """The name of the root element without prefix, from the first bytes in lower case."""
    position = 0
    while match := _before_root().match(head, position):
        position = match.end()
    root = re.compile(rb"<(?:[a-z_][\w.-]*+:)?([a-z_][\w.-]*+)[\s/>]").match(head, position)
    return root[1] if root else None


def has_strings(head: bytes) -> bool:
    """True for an Android resource file that holds texts, or nothing yet: others hold colours, sizes and styles."""
    if root_of(head) != b"resources":
        return False
    return bool(re.search(rb"<(?:string|plurals|string-array)[\s>]", head)) or not re.search(
        rb"<(?!/?resources\b|[!?])", head
    )
