"""Words that only one of two variants of a language writes: "colour" and "color", "autocarro" and "ônibus"."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One variant of a contrast: its words, lower case, and the tags of the regions that write it."""

    name: str
    words: frozenset[str]
    regions: frozenset[str] = frozenset()


class Contrast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two variants that exclude each other in one text."""

    sides: tuple[Side, Side]

    def region_of(self, tag: str) -> Side | None:
        """The side that a region writes; None where the tag names no region of either."""
        return next((side for side in self.sides if tag in side.regions), None)


class Variants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/variants/`."""

    contrasts: tuple[Contrast, ...]


@cache
def contrasts(tag: str) -> tuple[Contrast, ...]:
    """The contrasts of a language; none where nobody listed them."""
    base = tag.partition("-")[0]
    return decode("variants", base, Variants).contrasts if base in table("variants") else ()
