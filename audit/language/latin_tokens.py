"""Latin words that texts in other scripts rightly write in small letters: name particles, unit symbols."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class LatinTokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/latin_tokens/`."""

    words: tuple[str, ...]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(decode("latin_tokens", name, LatinTokens).words)


def is_particle(word: str) -> bool:
    """True for a small word that stands inside names: `van`, `de`, `of`."""
    return word.lower() in _words("particles")


def is_unit(word: str) -> bool:
    """True for the symbol of a unit: `km`, `GHz`."""
    return word.lower() in _words("units")
