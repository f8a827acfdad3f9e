"""Paragraphs that were read in the wrong encoding from end to end.

A single odd pair of letters may be good text. Where nearly all runs of letters beyond ASCII in a paragraph are bytes of
UTF-8 in the same legacy encoding, and give three letters or more, no good text is left to mistake; so whole paragraphs are
read in every encoding there is, the one that gives the most words of the language wins, and what was garbled twice is
read twice.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.listed_words import is_known_word
from audit.analysis.plausible_letters import is_plausible
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile

ENCODINGS = (
    "cp1252", "iso-8859-15", "cp1250", "iso-8859-2", "cp1251", "cp1253", "cp1254", "cp1257", "koi8-r", "cp866", "cp437",
    "cp850", "mac-roman", "cp1255", "cp1256",
)  # fmt: skip
USUAL = ("cp1252", "cp1250", "cp1251")  # in which text is garbled a second time
LEADS, CONTINUATIONS = range(0xC2, 0xF5), range(0x80, 0xC0)
FEWEST = 3  # letters that they must give
SHARE = 9  # times as many as those that are not
ROUNDS = 3  # so often the damage may have been done
LONGEST = 1200  # code points of a run
LOOKED_AT = 60  # words
REACH = 60  # code points of a word on either side of one


class Garbled(NamedTuple):
    """The words `[start, end)` of the view were meant to be `meant`."""

    start: int
    end: int
    meant: str


class Reading(NamedTuple):
    """What the runs of a paragraph are in one encoding: (start, end, text) of those that are UTF-8."""

    runs: tuple[tuple[int, int, str], ...]
    failed: int
    letters: int


def garbled_runs(view: TextView) -> Iterator[Garbled]:
    """The garbled words of such paragraphs, in order."""
    rare = view.rare_characters
    encodings = [name for name in ENCODINGS if _may_be(name, rare)]
    if not encodings:
        return
    shape = re.compile("|".join(_pairs(name).pattern for name in encodings))
    end = 0
    for hit in shape.finditer(view.text):
        if hit.start() < end:
            continue
        first, end = view.bounds_at(hit.start())
        yield from _best(view, first, end, encodings)


def _best(view: TextView, first: int, last: int, encodings: list[str]) -> tuple[Garbled, ...]:
    """The reading that makes most sense of a paragraph; none where it is not garbled."""
    sound: dict[tuple[Garbled, ...], None] = {}
    for name in encodings:
        reading = _read(view.text, first, last, name)
        if reading.letters >= FEWEST and len(reading.runs) >= SHARE * reading.failed:
            sound[tuple(_in_words(view.text, first, last, reading))] = None
    if len(sound) < 2:
        return next(iter(sound), ())
    return max(sound, key=lambda words: _sense(words, view.language))


def _sense(words: tuple[Garbled, ...], language: LanguageProfile) -> tuple[int, int, int]:
    """How much of a reading is of the language: known words, letters, and few capitals."""
    own = frozenset(language.letters + language.extra_letters)
    meant = "".join(word.meant for word in words)
    parts = [part.lower() for word in words[:LOOKED_AT] for part in letters().findall(word.meant)]
    return (
        sum(is_known_word(language, part) is True for part in parts),
        sum(not char.isascii() and char.lower() in own for char in meant),
        -sum(map(str.isupper, meant)),
    )


def _read(text: str, first: int, last: int, encoding: str) -> Reading:
    runs, failed, found = [], 0, 0
    for match in beyond_ascii().finditer(text, first, last):
        meant = _undone(match[0], encoding) if len(match[0]) <= LONGEST else None
        if meant is None:
            failed += 1
        else:
            runs.append((match.start(), match.end(), meant))
            found += len(meant)
    return Reading(tuple(runs), failed, found)


def _undone(run: str, encoding: str) -> str | None:
    """What a run was before it was read in the encoding once, or more often in any; None when it was nothing."""
    meant = _decoded(run, encoding)
    if meant is None:
        return None
    for _ in range(ROUNDS):
        again = next((found for name in USUAL if (found := _decoded(meant, name)) is not None), None)
        if again is None:
            break
        meant = again
    return meant if all(char.isascii() or is_plausible(char) for char in meant) else None


def _decoded(run: str, encoding: str) -> str | None:
    bytes_of = _bytes(encoding)
    try:
        return bytes(bytes_of[char] for char in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _in_words(text: str, first: int, last: int, reading: Reading) -> Iterator[Garbled]:
    """The runs with the words they stand in; neighbours within one word as one."""
    found: list[Garbled] = []
    for start, end, meant in reading.runs:
        if found and start - found[-1].end <= REACH and text[found[-1].end : start].isalnum():
            found[-1] = Garbled(found[-1].start, end, found[-1].meant + text[found[-1].end : start] + meant)
        elif found and start == found[-1].end:
            found[-1] = Garbled(found[-1].start, end, found[-1].meant + meant)
        else:
            found.append(Garbled(start, end, meant))
    for start, end, meant in found:
        head, tail = start, end
        while head > max(first, start - REACH) and text[head - 1].isalnum() and text[head - 1].isascii():
            head -= 1
        while tail < min(last, end + REACH) and text[tail].isalnum() and text[tail].isascii():
            tail += 1
        yield Garbled(head, tail, text[head:start] + meant + text[end:tail])


def _may_be(encoding: str, rare: frozenset[str]) -> bool:
    """True when a text has characters of both kinds of bytes, and one that no text of its own accord has."""
    leads, odd = _kinds(encoding)
    return not (rare.isdisjoint(leads) or rare.isdisjoint(odd))


@cache
def _bytes(encoding: str) -> dict[str, int]:
    """The byte of each character beyond ASCII. C1 controls stand in for bytes that an encoding leaves open."""
    bytes_of = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        bytes_of[bytes([byte]).decode(encoding, "ignore") or chr(byte)] = byte
    return bytes_of


@cache
def _kinds(encoding: str) -> tuple[frozenset[str], frozenset[str]]:
    bytes_of = _bytes(encoding)
    leads = frozenset(char for char, byte in bytes_of.items() if byte in LEADS)
    return leads, frozenset(char for char, byte in bytes_of.items() if byte in CONTINUATIONS)


@cache
def _pairs(encoding: str) -> re.Pattern[str]:
    """A byte that opens a sequence of UTF-8 and one that goes on."""
    leads, following = ("".join(map(re.escape, sorted(kind))) for kind in _kinds(encoding))
    return re.compile(f"[{leads}][{following}]")


@cache
def beyond_ascii() -> re.Pattern[str]:
    return re.compile(r"[^\x00-\x7f]+")


@cache
def letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
