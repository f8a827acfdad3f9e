"""Where a text may have capitals at all: one look at the whole of it, before anybody looks at its words."""

import re

# Letters of scripts with capitals, and what stands between them: of these every letter is small or large.
_CASED = re.compile(
    "[\x00-\u017f\u0386-\u03f2\u0400-\u0481\u048a-\u052f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2190-\u22ff\ufffc]*+"
)


def is_small_behind_first(text: str) -> bool:
    """True where only the first code point of a text in cased scripts can be a capital; False says nothing."""
    return text[1:].islower() and (text.isascii() or _CASED.fullmatch(text) is not None)
