"""Names of languages: in themselves ("Deutsch", "日本語") and in other languages ("German", "немецкий")."""

import re
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import fold

LONGEST = 60  # code points; no language is called by a longer name
OWN = "autonyms"
EDITION = "版"  # "日本語版": what Chinese and Japanese add to the name of a language


class LanguageNames(msgspec.Struct, frozen=True):
    """`data/language_names/`: `autonyms.toml` (tag → the language's names in itself) and for each language
    one file of how it calls others (tag → names). Names are written as CLDR has them."""

    names: dict[str, tuple[str, ...]]


def is_language_name(text: str) -> bool:
    """True for the name of a language in itself or in another, as in a language switcher."""
    return bool(languages_named(text))


def autonym_of(text: str) -> frozenset[str]:
    """Tags of the languages that call themselves so; empty for any other text."""
    return _looked_up(text, (OWN,))


def languages_named(text: str) -> frozenset[str]:
    """Tags of the languages that some language calls so; empty for any other text."""
    return _looked_up(text, tuple(table("language_names")))


@cache
def words_of_names() -> frozenset[str]:
    """The words, in lower case, that names of languages begin with."""
    return frozenset(
        _word().split(name.lower(), maxsplit=1)[0] for name in _of(tuple(table("language_names")))
    )


@cache
def telling_words_of_names() -> frozenset[str]:
    """Of every name of a language its longest word, in lower case: first words may be as short as "la"."""
    return frozenset(
        max(_word().split(name.lower()), key=len) for name in _of(tuple(table("language_names")))
    )


def tells_a_name(word: str) -> bool:
    """True for what holds a telling word, figures and marks before it and EDITION behind it aside."""
    telling = telling_words_of_names()
    return any(part in telling or part.removesuffix(EDITION) in telling for part in _word().split(_key(word)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]+")


def _looked_up(text: str, files: tuple[str, ...]) -> frozenset[str]:
    """The tags for the text, or for what stands before its bracket: "Português (Brasil)", "🇩🇪 Deutsch (DE)"."""
    if len(text) > LONGEST:
        return frozenset()
    names = _of(files)
    found = names.get(_key(text))
    if found is None and (bracket := _bracket().search(text)):
        found = names.get(_key(text[: bracket.start()]))
    return found or frozenset()


def _key(text: str) -> str:
    return _around().sub("", " ".join(fold(text).split()))


@cache
def _around() -> re.Pattern[str]:
    return re.compile(r"^[\W\d_]+|[^\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]+\Z")


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"[(（\[]")


@cache
def _of(files: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for file in files:
        if file in table("language_names"):
            for tag, names in decode("language_names", file, LanguageNames).names.items():
                for name in names:
                    found[_key(name)] = found.get(_key(name), frozenset()) | {tag}
    return found


def english_name(tag: str) -> str | None:
    """What a language is called in English, supported or not; None for what is no tag of a language."""
    names = decode("language_names", "en", LanguageNames).names.get(tag) or _others().get(tag)
    return names[0] if names else None


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """`data/language_tags/`: the languages that no switcher offers, by tag; their names are no words of pages."""
    return decode("language_tags", "english", LanguageNames).names


def is_english_name(text: str) -> bool:
    """True for what a language is called in English, one that no switcher offers as well."""
    return text.casefold() in _in_english()


@cache
def _in_english() -> frozenset[str]:
    known = decode("language_names", "en", LanguageNames).names
    return frozenset(name.casefold() for names in (*known.values(), *_others().values()) for name in names)


SHORTEST_STEM = 4  # letters


@cache
def stems_of(language: str | None, target: str) -> tuple[str, ...]:
    """How the names of a language begin in another, in lower case and without their endings, which may change:
    `turki` for Turkish in English. Empty where the names are not known or too short to tell."""
    base, own = (language or "").split("-")[0], target.split("-")[0]
    if own not in table("language_names") or not base:
        return ()
    names = decode("language_names", own, LanguageNames).names.get(base, ())
    words = [name.lower().split()[0] for name in names if name.strip()]
    cut = [word[: max(SHORTEST_STEM, len(word) - 2)] if len(word) > SHORTEST_STEM else word for word in words]
    caseless = [word for word in words if not word[0].isascii() and word[0].upper() == word[0]]
    return tuple(
        dict.fromkeys(stem for stem in (*cut, *caseless) if len(stem) >= SHORTEST_STEM or stem in caseless)
    )
