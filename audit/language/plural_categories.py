"""Which plural categories a language has."""

from functools import cache

import msgspec

from audit.language.catalogue import table
from audit.language.profile import LanguageProfile

ORDER = ("zero", "one", "two", "few", "many", "other")


class PluralCategories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The categories of one language, in the order of CLDR.

    `whole` are those that whole numbers below a thousand meet; the others are for fractions and millions. `bare` are
    those that stand for one number, or for nought and one, so that a text may leave the number unsaid.
    """

    categories: tuple[str, ...]
    whole: tuple[str, ...]
    bare: tuple[str, ...]


def plural_categories(language: LanguageProfile, ordinal: bool = False) -> PluralCategories | None:
    """The categories of a language; None where CLDR has no rules for it."""
    known = _known("ordinal" if ordinal else "cardinal")
    return known.get(language.tag) or known.get(language.tag.split("-")[0])


@cache
def _known(kind: str) -> dict[str, PluralCategories]:
    return msgspec.json.decode(table("plurals")[kind], type=dict[str, PluralCategories])


def is_unmarked(language: LanguageProfile) -> bool:
    """Whether a noun behind a number stays as it is, so that one form does for every number."""
    return language.tag.split("-")[0] in _unmarked()


@cache
def _unmarked() -> frozenset[str]:
    return frozenset(
        msgspec.json.decode(table("plurals")["unmarked"], type=dict[str, list[str]])["languages"]
    )
