"""Languages so close to each other that text of the one reads as text of the other."""

from functools import cache

import msgspec

from audit.language.catalogue import decode
from audit.language.language_model import language_model


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


class SharedLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/relatives/shared_lists.toml`: script → base tag → base tag of the list it is read with."""

    scripts: dict[str, dict[str, str]]


@cache
def readers_of(script: str) -> dict[str, str]:
    """Base tags of the languages that are read with the list of another one in a script, and of that one."""
    return decode("relatives", "shared_lists", SharedLists).scripts.get(script, {})


@cache
def list_of(tag: str, script: str) -> str | None:
    """The base tag under which the language model knows a language in a script; None when it does not."""
    base = tag.split("-")[0]
    name = readers_of(script).get(base, base)
    return name if name in language_model().languages_of(script) else None
