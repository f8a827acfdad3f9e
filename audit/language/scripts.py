"""Which script a character belongs to (ISO 15924), and `re` classes of the letters of scripts."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from audit.language.catalogue import decode

COMMON = "Zyyy"  # what `script_of` answers for digits, marks, spaces and letters of no single script


class ScriptTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/scripts/unicode.toml`; ranges are first and last code point, both included."""

    word_marks: tuple[tuple[int, int], ...]
    letters: dict[str, tuple[tuple[int, int], ...]]
    shared: dict[str, tuple[tuple[int, int], ...]]


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The ISO 15924 code of one letter or combining mark; "Zyyy" for everything else.

    Combining marks that many scripts use (U+0301), the katakana length mark and digits are "Zyyy".
    """
    starts, lasts, codes = _lookup()
    place = bisect_right(starts, ord(char)) - 1
    return codes[place] if place >= 0 and ord(char) <= lasts[place] else COMMON


def ranges(script: str, *, shared: bool = False) -> tuple[tuple[int, int], ...]:
    """First and last code points of the letters and marks of a script, ascending.

    `shared` adds the marks and letters of no single script that it writes with (katakana length mark,
    combining accents): good for going on inside a run of the script, not for starting one.
    Raises KeyError for a script Unicode does not have.
    """
    found = _table().letters[script]
    return tuple(sorted(found + _table().shared.get(script, ()))) if shared else found


def all_scripts() -> tuple[str, ...]:
    """ISO 15924 codes of every script with letters, sorted."""
    return tuple(sorted(_table().letters))


def character_class(scripts: Iterable[str], *, shared: bool = False) -> str:
    """The body of a `re` character class, without brackets, of the letters and marks of these scripts.

    For `shared` see `ranges`. No scripts give the empty string, which is no valid class.
    """
    return class_of(pair for script in scripts for pair in ranges(script, shared=shared))


def class_of(pairs: Iterable[tuple[int, int]]) -> str:
    """The body of a `re` character class of ranges of code points, merged and in order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pairs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return "".join(
        _escape(first) if first == last else f"{_escape(first)}-{_escape(last)}" for first, last in merged
    )


def word_marks() -> tuple[tuple[int, int], ...]:
    """Ranges of the combining marks and joiners that stand inside words."""
    return _table().word_marks


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@cache
def _table() -> ScriptTable:
    return decode("scripts", "unicode", ScriptTable)


@cache
def _lookup() -> tuple[list[int], list[int], list[str]]:
    flat = sorted((first, last, code) for code, pairs in _table().letters.items() for first, last in pairs)
    return [first for first, _, _ in flat], [last for _, last, _ in flat], [code for _, _, code in flat]
