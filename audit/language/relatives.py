"""Languages so close to each other that text of the one reads as text of the other."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/relatives/groups.toml`: base tags, group by group."""

    groups: tuple[tuple[str, ...], ...]


def related(one: str, other: str) -> bool:
    """True for two tags of one language or of close relatives."""
    first, second = one.split("-")[0], other.split("-")[0]
    return first == second or any(first in group and second in group for group in _groups())


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return decode("relatives", "groups", Groups).groups
