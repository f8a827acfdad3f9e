"""The consonants of words in scripts that no scheme of romanisation covers here: enough for names to meet by their sound."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.name_sounds import by_table

SHORTEST = 3  # letters that are left where a clitic was taken off


class Consonants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/consonants/`, by ISO 15924 code of the script, see the comment at the top of `Arab.toml`."""

    sounds: dict[str, str]
    clitics: tuple[str, ...] = ()


@cache
def scripts_of_consonants() -> frozenset[str]:
    """The scripts that have a table."""
    return frozenset(table("consonants"))


def consonants_of(word: str, script: str) -> list[str]:
    """The consonants of a word in Latin letters: as it stands, and without what may be written together with it."""
    facts = _facts(script)
    bare = next(
        (
            word[len(clitic) :]
            for clitic in facts.clitics
            if word.startswith(clitic) and len(word) - len(clitic) >= SHORTEST
        ),
        None,
    )
    return [by_table(part, facts.sounds) for part in (word, bare) if part is not None]


@cache
def _facts(script: str) -> Consonants:
    return decode("consonants", script, Consonants)
