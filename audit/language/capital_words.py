"""Words that a language writes with a capital wherever they stand."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.profiles import profile


class CapitalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/capital_words/`; lower case."""

    words: tuple[str, ...]


@cache
def capital_words(tag: str) -> frozenset[str]:
    """The words of a language, its months among them where it has a list; empty where nobody made one."""
    base = tag.partition("-")[0]
    if base not in table("capital_words"):
        return frozenset()
    months = (form for forms in profile(base).months for form in forms)
    return frozenset(decode("capital_words", base, CapitalWords).words).union(months)
