"""The small words of every language at once, for guessing a language."""

from functools import cache

import msgspec

from audit.language.catalogue import table


class FunctionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/function_words/`."""

    words: tuple[str, ...]  # lower case, NFC, commonest first, at most 150


@cache
def telling_words() -> dict[str, tuple[str, ...]]:
    """Word (lower case) → tags of the languages that have it among their function words, sorted.

    A word of one language alone is the best evidence; one of many languages is next to none.
    """
    found: dict[str, list[str]] = {}
    for tag, raw in table("function_words").items():
        for word in msgspec.json.decode(raw, type=FunctionWords).words:
            found.setdefault(word, []).append(tag)
    return {word: tuple(tags) for word, tags in found.items()}
