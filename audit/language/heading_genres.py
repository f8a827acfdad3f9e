"""What a heading says about the lines under it: a glossary, references, lyrics, a list of languages."""

import re
from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AROUND, fold

LONGEST = 100  # code points; a longer line announces nothing
FEW_WORDS = 4  # a heading of more is about something, though it begins with the word


class HeadingGenre(StrEnum):
    """Sections that hold foreign words on purpose."""

    GLOSSARY = "glossary"  # glossary, vocabulary, terms, abbreviations
    PHRASEBOOK = "phrasebook"  # useful phrases, expressions, pronunciation, examples of a language
    REFERENCES = "references"  # references, sources, literature, further reading, external links, works
    CREDITS = "credits"  # credits, acknowledgements, contributors, cast, translators
    LANGUAGES = "languages"  # languages, translations, other languages, read in your language
    LYRICS = "lyrics"  # lyrics, poem, verse, songs, discography, filmography
    ORIGINAL = "original"  # original text, transcription, parallel text, inscription, etymology
    MENU = "menu"  # what a restaurant serves
    NAMES = "names"  # index of names, register


class HeadingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/heading_genres/<tag>.toml`: for each genre the headings, folded. One that ends in "*" is how a
    heading of few words begins."""

    glossary: tuple[str, ...] = ()
    phrasebook: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    lyrics: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def heading_genre(text: str) -> HeadingGenre | None:
    """What a heading announces, in any language; None for most headings.

    The heading as a whole counts, without its number, and so does its first or last part ("Sources and
    further reading", "Annex: Glossary").
    """
    if len(text) > LONGEST:
        return None
    folded = " ".join(fold(text).split())
    whole, starts = _genres()
    parts = [part for part in (_key(part) for part in _joints().split(folded)) if part]
    for candidate in dict.fromkeys((_key(folded), *parts[:1], *parts[-1:])):
        if genre := whole.get(candidate):
            return genre
    heading = _key(folded)
    words = heading.split()
    if len(words) == 3 and words[0] in whole and words[2] in whole:  # "literature and sources"
        return whole[words[0]]
    if len(words) > FEW_WORDS:
        return None
    return next((starts[heading[:n]] for n in range(len(heading), 2, -1) if heading[:n] in starts), None)


def _key(text: str) -> str:
    return _number().sub("", text).strip(AROUND)


@cache
def _genres() -> tuple[dict[str, HeadingGenre], dict[str, HeadingGenre]]:
    """Whole headings and starts of headings, each with its genre."""
    whole: dict[str, HeadingGenre] = {}
    starts: dict[str, HeadingGenre] = {}
    for tag in table("heading_genres"):
        words = decode("heading_genres", tag, HeadingWords)
        for genre in HeadingGenre:
            for heading in getattr(words, genre.value):
                if heading.endswith("*"):
                    starts.setdefault(heading.rstrip("*"), genre)
                else:
                    whole.setdefault(_key(heading), genre)
    return whole, starts


@cache
def _number() -> re.Pattern[str]:
    """The number before a heading: "7.", "A.2", "IV)", "§ 3"."""
    return re.compile(r"^[^\w]*(?:(?:\d+|[a-z]|[ivxlc]{1,5})(?:\.\d+)*[.):]|\d+(?:\.\d+)*)(?=\s)")


@cache
def _joints() -> re.Pattern[str]:
    """What parts a heading into two: ":", "/", "&", a full stop, a bracket, a dash."""
    return re.compile(r"[:/&(),;|·•：、，（）]|\.\s|\s[-–—]\s")
