"""Words of a page that machines read, as translation programs translate them."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class MarkupWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/markup_words/<tag>.toml`: usual word → its translations, in small letters.

    `keys` of front matter, names of `alerts`, words of `code`, `markers` in comments.
    """

    keys: dict[str, tuple[str, ...]] = {}
    alerts: dict[str, tuple[str, ...]] = {}
    code: dict[str, tuple[str, ...]] = {}
    markers: dict[str, tuple[str, ...]] = {}


class Meanings(msgspec.Struct, frozen=True):
    """The same the other way: translation → usual word."""

    keys: dict[str, str] = {}
    alerts: dict[str, str] = {}
    code: dict[str, str] = {}
    markers: dict[str, str] = {}


@cache
def markup_meanings(language: str) -> Meanings:
    """What translated words of markup stand for in a language, by its base tag; empty where it is not known."""
    if language not in table("markup_words"):
        return Meanings()
    words = decode("markup_words", language, MarkupWords)
    return Meanings(*map(_turned, (words.keys, words.alerts, words.code, words.markers)))


def _turned(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Of a translation of several words the first counts."""
    turned: dict[str, str] = {}
    for usual, translations in words.items():
        for translation in translations:
            if translation not in words:
                turned.setdefault(translation, usual)
    return turned
