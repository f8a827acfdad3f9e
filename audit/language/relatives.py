"""Languages so close that the words of one are no foreign words to the other."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class Families(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of `data/relatives/`."""

    families: tuple[tuple[str, ...], ...]


@cache
def _families() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, decode("relatives", "families", Families).families))


@cache
def are_relatives(one: str, other: str) -> bool:
    """True for two different languages of one family; tags with or without region."""
    first, second = one.split("-")[0], other.split("-")[0]
    return first != second and any(first in family and second in family for family in _families())
