"""Which words one letter away from a word may be common words of a language, told by hashes alone.

The language model is a table of CRC-32. That sum is linear: with `s` for the sum of bytes followed by nothing but zeros,
crc(head + letter + tail) = crc(head + zeros + tail) ^ s(letter + as many zeros as the tail is long). So one sum for each
place of a word, and one table for each distance from the end, give the hashes of all words that have another letter
there, without a string being made.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple
from zlib import crc32

from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, LanguageModel

MASK = (1 << 20) - 1  # bits of a hash that are looked up: one byte of memory each


class Row(NamedTuple):
    """Letters of one length in bytes, and what each adds to a hash at one distance from the end."""

    size: int
    letters: tuple[str, ...]
    adds: tuple[int, ...]


class NearWords:
    """The common words of one language, as flags by hash; `letters` may be put into a word."""

    def __init__(self, model: LanguageModel, number: int, letters: Sequence[str], dearest: float) -> None:
        self._flags = flags_of(model, number, dearest)
        self._letters: dict[int, list[str]] = {}
        for letter in letters:
            self._letters.setdefault(len(stored(letter)), []).append(letter)
        self._rows = cache(self._rows_at)

    def near(self, word: str) -> Iterator[tuple[str, int, str]]:
        """(kind, place, word): every word that becomes this one by one slip and that may be a common word. `kind` is
        "lost", "added", "swapped" or "changed" for what happened to a letter."""
        flags = self._flags
        for place in range(len(word) + 1):
            head, tail = word[:place], word[place:]
            before = crc32(stored(head))
            for letter in self._fitting(before, stored(tail)):
                yield "lost", place, head + letter + tail
            if not tail:
                continue
            rest = stored(tail[1:])
            if (not place or tail[0] != word[place - 1]) and flags[crc32(rest, before) & MASK]:
                yield "added", place, head + tail[1:]
            if len(tail) > 1 and tail[0] != tail[1]:
                swapped = tail[1] + tail[0] + tail[2:]
                if flags[crc32(stored(swapped), before) & MASK]:
                    yield "swapped", place, head + swapped
            for letter in self._fitting(before, rest):
                if letter != tail[0]:
                    yield "changed", place, head + letter + tail[1:]

    def _fitting(self, before: int, tail: bytes) -> list[str]:
        """The letters that make a common word, perhaps, between what has the sum `before` and a tail."""
        flags = self._flags
        found: list[str] = []
        for row in self._rows(len(tail)):
            base = crc32(bytes(row.size) + tail, before)
            found += [
                letter
                for letter, add in zip(row.letters, row.adds, strict=True)
                if flags[(base ^ add) & MASK]
            ]
        return found

    def _rows_at(self, distance: int) -> list[Row]:
        return [
            Row(
                size,
                tuple(letters),
                tuple(
                    crc32(stored(letter) + bytes(distance)) ^ crc32(bytes(size + distance))
                    for letter in letters
                ),
            )
            for size, letters in self._letters.items()
        ]


def stored(text: str) -> bytes:
    """A text as the model stores it: it writes “ß” as “ss”."""
    return text.replace("ß", "ss").encode("utf-8", "surrogatepass")


def flags_of(model: LanguageModel, number: int, dearest: float) -> bytearray:
    """A byte for every hash: 1 where a word of the language that costs no more than `dearest` may have it."""
    starts, low, values = model.word_table
    mine = bytes(value & NUMBER == number for value in range(256))
    flags = bytearray(MASK + 1)
    limit = int(dearest * WORD_STEP) + 1
    upper = 0
    # The languages of all entries are compared at once, by the low bytes of their values.
    for place in compress(range(len(values)), values.tobytes()[::2].translate(mine)):
        if values[place] >> LANGUAGE_BITS <= limit:
            while starts[upper + 1] <= place:
                upper += 1
            flags[(upper << 16 | low[place]) & MASK] = 1
    return flags
