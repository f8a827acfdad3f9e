"""How a name sounds, whatever script it is written in: enough to tell that two names are not the same.

Vowels and doubled letters fall out, and sounds that scripts exchange for one another are one: l and r where a script has
one sign for both, b and v, the hissing sounds.
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize

import msgspec

from audit.language.catalogue import decode, table
from audit.language.romanisation import renderings
from audit.language.scripts import script_of

LONGEST = 40  # code points of a name that is looked at
MOST = 24  # ways to read one spelling
# Letters that are read in several ways, in the order in which they are looked for; capitals are classes of sounds.
READINGS = (
    ("tsch", ("S",)),
    ("tch", ("S",)),
    ("sch", ("S", "SK")),
    ("dzh", ("S",)),
    ("sh", ("S",)),
    ("zh", ("S",)),
    ("kh", ("K", "")),
    ("ph", ("B",)),
    ("th", ("D", "S")),
    ("gh", ("", "K")),
    ("ch", ("S", "K")),
    ("ck", ("K",)),
    ("ng", ("NK", "N")),
    ("rz", ("S", "RS")),
    ("wr", ("R",)),
    ("kn", ("N", "KN")),
    ("ts", ("S", "DS")),
    ("ce", ("S",)),
    ("ci", ("S",)),
    ("cy", ("S",)),
    ("ge", ("K", "S")),
    ("gi", ("K", "S")),
    ("gy", ("K", "S")),
    ("x", ("KS", "S")),
    ("j", ("S", "")),
    ("w", ("B", "")),
    ("z", ("S", "DS")),
)
CLASSES = str.maketrans("bvfpckqgsdtlrmn", "BBBBKKKKSDDLRMN")
FALLEN = re.compile(r"[^BKSDLRMN]+")
SILENT = re.compile(r"r(?![aeiouyr])")
RUNS = re.compile(r"(.)\1+")
MERGED = str.maketrans("R", "L")


class NameSounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/name_sounds/`, by ISO 15924 code of the script; `merged`: it has one sign for l and r."""

    sounds: dict[str, str]
    merged: bool = False


@lru_cache(20_000)
def spellings_of(word: str, tag: str | None) -> tuple[str, ...]:
    """Latin spellings of a name in any script, lower case; empty where the script has no table."""
    if not word or len(word) > LONGEST:
        return ()
    script = script_of(word[0])
    if script == "Latn":
        return (bare(word),)
    if script in ("Kana", "Hira"):
        return (by_table(word, _file("Kana").sounds),)
    if script == "Hang":
        return (by_table(normalize("NFD", word), _file("Hang").sounds),)
    if script in table("name_sounds"):
        return (by_table(normalize("NFKD", word), _file(script).sounds),)
    return tuple(dict.fromkeys(bare(spelling) for spelling in renderings(word, tag)))


@cache
def merges_liquids(script: str) -> bool:
    """True for a script that has one sign for l and r."""
    return script in table("name_sounds") and _file(script).merged


@lru_cache(20_000)
def sound_keys(word: str, tag: str | None, merged: bool) -> frozenset[str]:
    """The consonants of a name by class, in every way it may be read; `merged`: l and r are one.

    Empty where the script has no table.
    """
    return frozenset(key for spelling in spellings_of(word, tag) for key in _keys(spelling, merged))


@lru_cache(20_000)
def _keys(spelling: str, merged: bool) -> frozenset[str]:
    # Scripts that have one sign for l and r do not write an r that closes a syllable.
    found = {spelling, SILENT.sub("", spelling)} if merged else {spelling}
    for letters, readings in READINGS:
        if letters in spelling and len(found) * len(readings) <= MOST:
            found = {text.replace(letters, reading) for text in found for reading in readings}
    keys = {RUNS.sub(r"\1", FALLEN.sub("", text.translate(CLASSES))) for text in found}
    return frozenset(key.translate(MERGED) if merged else key for key in keys) - {""}


def bare(word: str) -> str:
    """A word in lower case without accents."""
    if word.isascii():
        return word.lower()
    return normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()


def by_table(word: str, sounds: dict[str, str]) -> str:
    """A word as a table of its letters says it: pairs of letters first; letters that are in none say nothing."""
    found, place = [], 0
    while place < len(word):
        pair = word[place : place + 2]
        if len(pair) == 2 and pair in sounds:
            found.append(sounds[pair])
            place += 2
        else:
            found.append(sounds.get(word[place], ""))
            place += 1
    return "".join(found)


@cache
def _file(script: str) -> NameSounds:
    return decode("name_sounds", script, NameSounds)
