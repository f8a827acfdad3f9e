"""Names of the metadata that templates print around an article: dates, authors, reading times."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class MetadataWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language in `data/metadata_fields/fields.toml`; everything in lower case."""

    fields: tuple[str, ...]  # names of fields: "published on"
    reading: tuple[str, ...]  # what follows the figure of a reading time: "min read"


@cache
def metadata_fields() -> dict[str, frozenset[str]]:
    """Name of a field → tags of the languages that call it so."""
    return _by_word("fields")


@cache
def reading_times() -> dict[str, frozenset[str]]:
    """Phrase of a reading time → tags of the languages that say so."""
    return _by_word("reading")


def _by_word(field: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, words in decode("metadata_fields", "fields", dict[str, MetadataWords]).items():
        for word in getattr(words, field):
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}
