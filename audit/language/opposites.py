"""Words that exclude each other: on and off, add and remove."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class Opposites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/opposites/`: two words a pair, lower case, a space between them."""

    pairs: tuple[str, ...]


@cache
def opposites(tag: str) -> frozenset[tuple[str, str]]:
    """The pairs of a language, in both orders; empty where nobody made a list."""
    base = tag.partition("-")[0]
    if base not in table("opposites"):
        return frozenset()
    pairs = [tuple(pair.split(" ")) for pair in decode("opposites", base, Opposites).pairs]
    return frozenset((one, other) for one, other in pairs) | frozenset((other, one) for one, other in pairs)
