"""Who speaks: “he said” behind what is said."""

import re
from functools import cache

from audit.language.word_grammar import word_grammar


def is_attributed(text: str, tag: str) -> bool:
    """True when a part of the text behind a comma or another mark names who says it: ", she explains.", "! cried Tom"."""
    verbs = word_grammar(tag).speech_verbs
    return (
        any(not verbs.isdisjoint(match.groups()) for match in behind_mark().finditer(text))
        if verbs
        else False
    )


@cache
def behind_mark() -> re.Pattern[str]:
    """The two words behind a mark."""
    return re.compile(r"[,!?…][\"”»“]? (?:[—–] ?)?([^\W\d_]+)(?: ([^\W\d_]+))?")
