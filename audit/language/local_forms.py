"""Habits of writing amounts and dates."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class LocalForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/local_forms/any.toml`, by base tag."""

    dash_cents: frozenset[str]
    day_dots: frozenset[str]
    joined_dates: dict[str, str]
    year_words: dict[str, tuple[str, ...]]  # words before the year; the last is the one behind it
    multipliers: str
    no_full_stop: frozenset[str]
    inner_dots: frozenset[str]  # languages that write "·" inside words: "col·lecció", "étudiant·es"


@cache
def local_forms() -> LocalForms:
    return decode("local_forms", "any", LocalForms)
