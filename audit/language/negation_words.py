"""Words that turn a sentence into its opposite, and words that come close to it."""

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import cache, lru_cache

import msgspec

from audit.language.catalogue import decode, table

PREFIX = 3  # letters of what may stand before any word: un-, in-, dis-


class NegationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/negation/`, see the comment at the top of `en.toml`.

    `anywhere`: the language has no spaces between words, or hangs its denials on them.
    """

    words: tuple[str, ...]
    hints: tuple[str, ...]
    shades: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    of_things: tuple[str, ...] = ()
    anywhere: bool = False


class Denial(IntEnum):
    """What one word does."""

    NONE = 0
    SHADE = 1  # something dark, last or other: in a label it may stand for a denial, in a sentence for none
    HINT = 2  # a lack, a limit, an exception: with a denial beside it, nothing may be denied
    WORD = 3  # denies its clause


def knows_negation(tag: str) -> bool:
    """True for a language whose words of negation are listed."""
    return tag.partition("-")[0] in table("negation")


def is_negation(word: str, tag: str) -> bool:
    """True for a lower-case word that denies its clause."""
    return knows_negation(tag) and denial(word, tag.partition("-")[0]) is Denial.WORD


def is_of_things(word: str, tag: str) -> bool:
    """True for a lower-case word that denies a thing and no clause ("no", "none"): other languages say that it is away."""
    return word in _words(tag).of_things


def is_anywhere(tag: str) -> bool:
    """True for a language whose denials are found inside words."""
    return _words(tag).anywhere


@lru_cache(200_000)
def denial(word: str, tag: str) -> Denial:
    """What a lower-case word does in a language, a base tag that `knows_negation`."""
    entries = _matchers(tag)
    word = word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)  # as the lists are written
    # A clitic may stand before: French "d'aucun", Italian "c'è" and "nient'altro".
    parts = {word, word.rpartition("'")[2]}
    if any(entries.never.length(part) > entries.hints.length(part) for part in parts):
        return Denial.WORD if any(part in entries.words.whole for part in parts) else Denial.NONE
    if any(entries.words.fits(part) for part in parts):
        return Denial.WORD
    if any(entries.hints.fits(part) for part in parts):
        return Denial.HINT
    return Denial.SHADE if any(entries.shades.fits(part) for part in parts) else Denial.NONE


def is_plain_denial(word: str, tag: str) -> bool:
    """True for a lower-case word that is listed as it stands: what only fits a pattern may be another word."""
    word = unicodedata.normalize("NFC", word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return not is_anywhere(tag) and word in _matchers(tag).words.whole


def without_idle(text: str, tag: str) -> str:
    """A lower-case text, same length, without the phrases in which a word denies nothing."""
    pattern = _idle(tag)
    return pattern.sub(lambda match: " " * len(match[0]), text) if pattern is not None else text


def denials_in(text: str, tag: str) -> tuple[list[tuple[int, int]], Denial]:
    """Where a lower-case text in a language of `is_anywhere` denies, and what else of the kind it holds: a hint, a shade."""
    strong, weak, faint = _anywhere(tag)
    rest = Denial.HINT if weak.search(text) else Denial.SHADE if faint.search(text) else Denial.NONE
    return [match.span() for match in strong.finditer(text)], rest


def prefixed(word: str, tag: str) -> str | None:
    """What a lower-case word is without the short prefix by which alone it hints at a denial: "stable" of "unstable".

    None for a word that hints in another way, or not at all.
    """
    hints = _matchers(tag).hints
    if word in hints.whole or word.endswith(hints.ends) or any(part in word[1:] for part in hints.inside):
        return None
    if any(word.startswith(before) and word.endswith(after) for before, after in hints.outer):
        return None
    fitting = [start for start in hints.starts if word.startswith(start)]
    longest = max(fitting, key=len, default="")
    return word[len(longest) :].lstrip("-") if 0 < len(longest) <= PREFIX else None


def has_phrase(text: str, tag: str) -> bool:
    """True when a lower-case text holds an entry of several words, one that denies or one that hints."""
    return any(phrase in text for phrase in _phrases(tag))


class _Set:
    """Entries of one list, by where they are open."""

    def __init__(self, entries: Iterable[str]) -> None:
        single = [entry for entry in entries if " " not in entry.strip()]
        self.whole = frozenset(entry for entry in single if "*" not in entry)
        halves = [entry.partition("*") for entry in single if "*" in entry]
        self.starts = tuple(before for before, _, after in halves if before and not after)
        self.ends = tuple(after for before, _, after in halves if not before and not after.endswith("*"))
        self.inside = tuple(after[:-1] for before, _, after in halves if not before and after.endswith("*"))
        self.outer = tuple((before, after) for before, _, after in halves if before and after)

    def length(self, word: str) -> int:
        """Letters of the longest entry that fits from the start of a word; 0 when none does."""
        if word in self.whole:
            return len(word) + 1
        return max([len(start) for start in self.starts if word.startswith(start)], default=0)

    def fits(self, word: str) -> bool:
        return (
            word in self.whole
            or word.startswith(self.starts)
            or word.endswith(self.ends)
            or any(part in word[1:] for part in self.inside)
            or any(word.startswith(before) and word.endswith(after) for before, after in self.outer)
        )


class _Matchers:
    def __init__(self, known: NegationWords) -> None:
        self.words, self.hints = _Set(known.words), _Set(known.hints)
        self.shades, self.never = _Set(known.shades), _Set(known.never)


@cache
def _words(tag: str) -> NegationWords:
    return decode("negation", tag.partition("-")[0], NegationWords)


@cache
def _matchers(tag: str) -> _Matchers:
    return _Matchers(_words(tag))


@cache
def _phrases(tag: str) -> tuple[str, ...]:
    known = _words(tag)
    return tuple(entry for entry in (*known.words, *known.hints) if " " in entry.strip() and "*" not in entry)


@cache
def _idle(tag: str) -> re.Pattern[str] | None:
    known = _words(tag)
    if not known.idle:
        return None
    inner = "" if known.anywhere else r"(?:(?<=\W)|^)"
    outer = "" if known.anywhere else r"(?=\W|$)"
    phrases = sorted(known.idle, key=len, reverse=True)
    anything = r"\S{1,40}"
    return re.compile(
        inner
        + "(?:"
        + "|".join(re.escape(p).replace(r"\*", anything).replace(r"\ ", r"\s+") for p in phrases)
        + ")"
        + outer
    )


@cache
def _anywhere(tag: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = _words(tag)

    def any_of(entries: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(entries, key=len, reverse=True))) or r"(?!)")

    return any_of(known.words), any_of(known.hints), any_of(known.shades)
