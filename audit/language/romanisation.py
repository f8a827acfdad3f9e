"""Names across alphabets: how a word may be written in Latin, and a key under which spellings meet.

Every scheme of romanisation has its own logic (German writes з as s and с as s too, Polish ч as cz), so the
schemes are kept apart: a foreign word gets one Latin spelling for each scheme and one key for each of these.
The key of a Latin spelling forgets only what differs inside one tradition.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

import msgspec

from audit.language.catalogue import decode, table

MOST = 48  # renderings of one word and one language; only a crafted word has more
LONGEST = 40  # code points of a word that is looked at; longer ones have no renderings and no key


class Romanisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/romanisation/`, see the comment at its top."""

    schemes: tuple[str, ...]
    speakers: int  # millions
    vowels: str
    letters: dict[str, str | tuple[str, ...]]


@cache
def romanised_languages() -> tuple[str, ...]:
    """Tags of the languages whose words can be rendered, those of most speakers first."""
    return tuple(sorted(table("romanisation"), key=lambda tag: (-_table(tag).speakers, tag)))


@lru_cache(maxsize=4096)
def renderings(word: str, tag: str | None) -> tuple[str, ...]:
    """Latin spellings of one word, the most usual schemes first, without repetition.

    `tag` is the word's language. When it is None, has no table or lacks a letter of the word, every language
    that has all of them is tried. Hyphens stay. Capitals are kept: all, a first one, or none. Empty when no
    language has all letters.
    """
    language = (tag or "").partition("-")[0]
    found = _rendered(word.lower(), language) if language in romanised_languages() else []
    if not found:
        found = [spelling for known in romanised_languages() for spelling in _rendered(word.lower(), known)]
    return tuple(dict.fromkeys(_cased(spelling, word) for spelling in found))


@lru_cache(maxsize=4096)
def foreign_skeletons(word: str, tag: str | None) -> tuple[str, ...]:
    """The keys of a word in another script: it may be the same name as a Latin word with one of them, see
    `skeleton`. Sorted; empty when no table has all its letters. For `tag` see `renderings`."""
    return tuple(sorted({skeleton(spelling) for spelling in renderings(word.lower(), tag)} - {""}))


@lru_cache(maxsize=8192)
@lru_cache(1 << 14)
def skeleton(word: str) -> str:
    """A key of a Latin spelling that forgets capitals, diacritics and the usual romanisation variants.

    Zelensky, Zelenskyy and Zelenskiy have one key; Selenskyj has another, which `foreign_skeletons` of
    the Ukrainian spelling also gives. Hyphens and apostrophes do not count. Words with other than Latin
    letters have no key: "". Below four letters keys of different names meet often.
    """
    if len(word) > LONGEST:
        return ""
    text = "".join(LETTERS.get(char, char) for char in unicodedata.normalize("NFC", word).lower())
    text = "".join(char for char in unicodedata.normalize("NFD", text) if "a" <= char <= "z")
    if not text or any(char.isalpha() and not _latin(char) for char in word):
        return ""
    for pattern, key in _rules():
        text = pattern.sub(key, text)
    return text


# Letters whose sound their bare form would lose, or that no decomposition reduces.
LETTERS = {
    "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "ŝ": "shch", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh",
    "ź": "z", "đ": "dj", "ð": "d", "þ": "th", "ł": "l", "ţ": "ts", "ț": "ts", "ß": "ss", "æ": "ae", "œ": "oe",
    "ø": "o", "ı": "i", "ə": "e", "ï": "i",
}  # fmt: skip

# In order. Capitals stand for sounds that Latin writes with several letters.
RULES = (
    (r"s?chts?ch|shch|szcz|schch", "S"),  # щ
    (r"tsch|tch|tsh|cz", "C"),  # ч
    (r"sch|sh|sz", "S"),
    (r"dzh|dsch|dj", "j"),
    (r"ch", "C"),
    (r"zh", "Z"),
    (r"ic$", "iC"),  # Djokovic
    (r"kh", "h"),
    (r"ph", "f"),
    (r"(?<=[dgrt])h", ""),
    (r"x", "ks"),
    (r"qu", "kv"),
    (r"t[sz]", "T"),
    (r"c(?=[eiy])", "s"),
    (r"[cq]", "k"),
    (r"w", "v"),
    (r"(?<=[oe])ff?$", "v"),  # Romanoff
    (r"oo|ou", "u"),
    (r"ee", "i"),
    (r"ae|oe", "e"),
    (r"[yj]", "i"),
    (r"i+", "i"),
    (r"ie", "e"),
    (r"([a-zA-Z])\1", r"\1"),
    (r"(?<=[aeiou])h(?![aeiou])", ""),  # Johnson
    (r"(?<=[bdfgkptv])er$", "r"),  # Alexander
    (r"(?<=.[^aeiou])[ae]$", "a"),  # Ukraine
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), key) for pattern, key in RULES)


@cache
def _table(tag: str) -> Romanisation:
    return decode("romanisation", tag, Romanisation)


def _rendered(word: str, tag: str) -> list[str]:
    """The spellings of a lower-case word by all schemes of one language, [] when a letter is unknown."""
    if not word or len(word) > LONGEST:
        return []
    facts = _table(tag)
    word = unicodedata.normalize("NFC", word)
    if any(char not in facts.letters and char != "-" for char in word):
        word = _unaccented(word)
    entries = _split(word, facts)
    if entries is None:
        return []
    found: dict[str, None] = {}
    for place in range(len(facts.schemes)):
        choices = [(entry if isinstance(entry, str) else entry[place]).split("|") for entry in entries]
        for number, spelling in enumerate(product(*choices)):
            if number == MOST // 4:
                break
            found["".join(spelling)] = None
    return list(found)[:MOST]


def _split(word: str, facts: Romanisation) -> list[str | tuple[str, ...]] | None:
    """The table's entries that cover the word from left to right, None when a letter is unknown."""
    longest = max(len(key.strip("^~$")) for key in facts.letters)
    entries: list[str | tuple[str, ...]] = []
    place = 0
    while place < len(word):
        if word[place] == "-":
            entries.append("-")
            place += 1
            continue
        before = (
            "^" if place == 0 or word[place - 1] == "-" else "~" if word[place - 1] in facts.vowels else ""
        )
        for length in range(min(longest, len(word) - place), 0, -1):
            part = word[place : place + length]
            after = "$" if word[place + length : place + length + 1] in ("", "-") else ""
            keys = (before + part + after, part + after, before + part, part)
            key = next((key for key in keys if key in facts.letters), None)
            if key is not None:
                entries.append(facts.letters[key])
                place += length
                break
        else:
            return None
    return entries


def _unaccented(word: str) -> str:
    """Without combining marks: stress marks in Cyrillic, the tonos of Greek."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _cased(spelling: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return spelling.upper()
    if not like[:1].isupper():
        return spelling
    return "-".join(part[:1].upper() + part[1:] for part in spelling.split("-"))


def _latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "MODIFIER LETTER"))
