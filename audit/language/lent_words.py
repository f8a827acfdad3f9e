"""Words of one language that stay in translations into its neighbours, who write with the same letters."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class LentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/lent_words/`, named after the language that lends, lower case."""

    words: frozenset[str]  # telling by themselves
    months: frozenset[str]  # as they stand behind a day
    day_endings: frozenset[str]  # what follows a day in figures
    keep_letters: frozenset[str]  # base tags that write its loanwords with its letters
    borrowers: dict[str, frozenset[str]]  # base tag → words of the list that it writes as well


@cache
def lenders(tag: str) -> tuple[tuple[str, LentWords], ...]:
    """The languages whose words stay in texts of a language, and those words."""
    base = tag.partition("-")[0]
    found = ((lender, decode("lent_words", lender, LentWords)) for lender in table("lent_words"))
    return tuple((lender, lent) for lender, lent in found if base in lent.borrowers)
