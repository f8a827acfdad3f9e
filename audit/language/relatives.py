"""Languages so close to each other that text of the one reads as text of the other."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/relatives/groups.toml`: base tags, group by group."""

    groups: tuple[tuple[str, ...], ...]
    kin: tuple[tuple[str, ...], ...]


def related(one: str, other: str) -> bool:
    """True for two tags of one language or of close relatives."""
    first, second = one.split("-")[0], other.split("-")[0]
    return first == second or any(first in group and second in group for group in _relatives().groups)


@cache
def are_kin(one: str, other: str) -> bool:
    """True for two tags of different languages of a wider family, which share many words."""
    first, second = one.split("-")[0], other.split("-")[0]
    return first != second and any(first in group and second in group for group in _relatives().kin)


@cache
def _relatives() -> Groups:
    return decode("relatives", "groups", Groups)
