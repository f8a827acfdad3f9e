"""Han characters that only one of the two ways to write Chinese has.

Facts of character sets, not a list made by hand: GB 2312 holds the simplified characters, the first level of Big5 the
common traditional ones. What the one has and the other lacks belongs to the one alone. Japanese has some of either.
"""

from enum import StrEnum
from functools import cache

from audit.language.profile import LanguageProfile

BLOCK = range(0x4E00, 0x9FA6)  # the characters that these sets are made of
FIRST_LEVEL = 0xC6  # lead byte up to which Big5 lists its common characters
SHARED = frozenset("着湾台")  # written in either way by people and papers
# Simplified forms that Big5 has as rare characters of another meaning.
REUSED = frozenset("与价优体党厂复宁岭异怀怜惊极构机柜洁离种网胜腊蚕触赶适确据")


KANA = frozenset({"Kana", "Hira"})
NATIONAL = {"Kana": "euc_jp", "Hira": "euc_jp", "Hang": "euc_kr"}  # JIS X 0208 and 0212, KS X 1001
CLEAR = 5  # times more of the one than of the other


class Han(StrEnum):
    """A way to write Han characters; the values are for people."""

    SIMPLIFIED = "Simplified"
    TRADITIONAL = "Traditional"


@cache
def simplified_only() -> frozenset[str]:
    """Characters that nobody writes in traditional Chinese."""
    return frozenset(char for char in _characters("gb2312") if not _has("big5", char)) - SHARED | REUSED


@cache
def traditional_only() -> frozenset[str]:
    """Common characters that nobody writes in simplified Chinese."""
    return (
        frozenset(char for char in _characters("big5") if _is_common(char) and not _has("gb2312", char))
        - SHARED
    )


@cache
def foreign_han(scripts: tuple[str, ...]) -> frozenset[str]:
    """Simplified characters that the national set of a language, known by its other scripts, does not have."""
    charset = next((NATIONAL[script] for script in scripts if script in NATIONAL), None)
    if charset is None:
        return frozenset()
    return frozenset(char for char in simplified_only() if not _has(charset, char))


@cache
def variant_of(language: LanguageProfile) -> Han | None:
    """The variant that a language's own letters are; None for another language than Chinese."""
    if "Hani" not in language.scripts or not KANA.isdisjoint(language.scripts):
        return None
    simplified = len(simplified_only().intersection(language.letters))
    traditional = len(traditional_only().intersection(language.letters))
    if min(simplified, traditional) * CLEAR > max(simplified, traditional) or simplified == traditional:
        return None
    return Han.SIMPLIFIED if simplified > traditional else Han.TRADITIONAL


def _characters(charset: str) -> list[str]:
    return [char for char in map(chr, BLOCK) if _has(charset, char)]


def _is_common(char: str) -> bool:
    return char.encode("big5")[0] <= FIRST_LEVEL


def _has(charset: str, char: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
