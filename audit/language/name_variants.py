"""Places whose name has several established spellings in one language."""

from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode


class VariantKind(StrEnum):
    """Why there are several spellings."""

    SPELLING = "spelling"  # one name, written in several ways: Kyiv, Kiev
    EXONYM = "exonym"  # a translated or older name beside the local one: Ivory Coast, Côte d’Ivoire
    RENAMED = (
        "renamed"  # the place got another name; a text about the past may rightly have both: Burma, Myanmar
    )


class VariantGroup(msgspec.Struct, frozen=True):
    """The spellings of one place in one language, that of standard bodies or most papers first.

    `political` says that the choice is read as a stand: name the difference, do not choose for the writer.
    Apostrophes are typographic (U+2019); a text may have the straight one.
    """

    id: str
    kind: VariantKind
    political: bool
    spellings: tuple[str, ...]
    evidence: str


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of `data/names/places.toml`."""

    id: str
    kind: VariantKind
    political: bool
    evidence: str
    spellings: dict[str, tuple[str, ...]]  # language tag → spellings


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/names/places.toml`."""

    place: tuple[Place, ...]


@cache
def variant_groups(tag: str) -> dict[str, VariantGroup]:
    """Spelling → its group, for texts in a language (regional tags give those of the language).

    Empty for a language without any. Every spelling belongs to one group.
    """
    language = tag.partition("-")[0]
    found = {}
    for place in decode("names", "places", Places).place:
        spellings = place.spellings.get(language, ())
        group = VariantGroup(place.id, place.kind, place.political, spellings, place.evidence)
        found.update(dict.fromkeys(spellings, group))
    return found
