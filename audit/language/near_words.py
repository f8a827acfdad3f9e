"""Which words one letter away from a word are common words of a language, told by hashes alone.

The language model is a table of CRC-32. That sum is linear: with `s` for the sum of bytes followed by nothing but zeros,
crc(head + letter + tail) = crc(head + zeros + tail) ^ s(letter + as many zeros as the tail is long). So one sum for each
place of a word, and one table for each distance from the end, give the hashes of all words that have another letter
there, without a string being made. The hashes of all letters at a place are made at once, as one long number, and those
of a word looked up at once.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from zlib import crc32

from audit.language.language_model import LANGUAGE_BITS, NUMBER, WORD_STEP, LanguageModel

LANE = 4  # bytes of a hash in a row of them
MANY_ASKED = 60  # words from which it pays to gather the common words of a language first
LOST, ADDED, SWAPPED, CHANGED = range(4)
KINDS = ("lost", "added", "swapped", "changed")

Near = tuple[int, int, int, str]  # place, kind, number of the letter, word


class Row:
    """Letters of one length in bytes; `first` is the number of the first among all letters."""

    def __init__(self, size: int, letters: Sequence[str], first: int) -> None:
        self.letters, self.first = letters, first
        self.width = LANE * len(letters)
        self.ones = sum(1 << (8 * LANE * lane) for lane in range(len(letters)))
        self.zeros = bytes(size)
        self._adds: list[int] = []

    def adds(self, most: int) -> list[int]:
        """What the letters add to a hash, each in its lane, by the distance from the end, up to `most` bytes."""
        for distance in range(len(self._adds), most + 1):
            nothing = crc32(self.zeros + bytes(distance))
            each = (crc32(stored(letter) + bytes(distance)) ^ nothing for letter in self.letters)
            self._adds.append(sum(add << (8 * LANE * lane) for lane, add in enumerate(each)))
        return self._adds


class NearWords:
    """The common words of one language, as hashes; `letters` may be put into a word."""

    def __init__(self, model: LanguageModel, number: int, letters: Sequence[str], dearest: float) -> None:
        self._model, self._number = model, number
        self._limit = int(dearest * WORD_STEP) + 1
        by_size: dict[int, list[str]] = {}
        for letter in letters:
            by_size.setdefault(len(stored(letter)), []).append(letter)
        firsts = accumulate(map(len, by_size.values()), initial=0)
        self._rows = [
            Row(size, row, first) for (size, row), first in zip(by_size.items(), firsts, strict=False)
        ]
        self._asked = 0

    @cached_property
    def _gathered(self) -> frozenset[int]:
        return frozenset(common_words(self._model, self._number, self._limit))

    def near(self, word: str) -> list[tuple[str, int, str]]:
        """(kind, place, word): every word that becomes this one by one slip and that is a common word, but for one in
        four thousand millions. `kind` is "lost", "added", "swapped" or "changed" for what happened to a letter."""
        self._asked += 1
        letters = [stored(char) for char in word]
        whole = b"".join(letters)
        tails = [whole[end:] for end in accumulate(map(len, letters), initial=0)]
        heads = [*accumulate(letters, lambda total, letter: crc32(letter, total), initial=0)]
        found = self._moved(word, letters, heads, tails)
        for row in self._rows:
            found += self._with_letters(word, row, heads, tails)
        found.sort()
        return [(KINDS[kind], place, meant) for place, kind, _, meant in found]

    def _moved(
        self, word: str, letters: Sequence[bytes], heads: Sequence[int], tails: Sequence[bytes]
    ) -> list[Near]:
        """Without one of the letters, or with two of them in turn."""
        shorter = list(map(crc32, tails[1:], heads))
        turned = [
            crc32(letters[place + 1] + letters[place] + tails[place + 2], heads[place])
            for place in range(len(word) - 1)
        ]
        common = self._common({*shorter, *turned})
        if not common:
            return []
        found: list[Near] = [
            (place, ADDED, 0, word[:place] + word[place + 1 :])
            for place, key in enumerate(shorter)
            if key in common and (not place or word[place] != word[place - 1])
        ]
        return found + [
            (place, SWAPPED, 0, word[:place] + word[place + 1] + word[place] + word[place + 2 :])
            for place, key in enumerate(turned)
            if key in common and word[place] != word[place + 1]
        ]

    def _with_letters(
        self, word: str, row: Row, heads: Sequence[int], tails: Sequence[bytes]
    ) -> Iterator[Near]:
        """With a letter of a row put in, which was lost, or in the place of another."""
        # First all places where one may be lost, then all letters that may be another.
        behind = [*tails, *tails[1:]]
        zeros, ones, width, adds = row.zeros, row.ones, row.width, row.adds(len(tails[0]))
        # The model is little-endian, and read as this machine reads numbers: so are these.
        hashes = b"".join(
            [
                (crc32(zeros + tail, head) * ones ^ adds[len(tail)]).to_bytes(width, "little")
                for head, tail in zip([*heads, *heads[:-1]], behind, strict=True)
            ]
        )
        for key in self._common(memoryview(hashes).cast("I")):
            for hit in _places(hashes, key):
                place, letter = divmod(hit, len(row.letters))
                char = row.letters[letter]
                if place < len(heads):
                    yield place, LOST, row.first + letter, word[:place] + char + word[place:]
                    continue
                place -= len(heads)
                if char != word[place]:
                    yield place, CHANGED, row.first + letter, word[:place] + char + word[place + 1 :]

    def _common(self, keys: Iterable[int]) -> Collection[int]:
        """Those of some hashes that common words have."""
        if self._asked > MANY_ASKED:
            return self._gathered.intersection(keys)
        starts, low, values = self._model.word_table
        found: set[int] = set()
        for key in keys:
            upper, lower = key >> 16, key & 0xFFFF
            end = starts[upper + 1]
            place = bisect_left(low, lower, starts[upper], end)
            while place < end and low[place] == lower:
                value = values[place]
                if value & NUMBER == self._number and value >> LANGUAGE_BITS <= self._limit:
                    found.add(key)
                place += 1
        return found


def _places(hashes: bytes, key: int) -> Iterator[int]:
    """The numbers of the lanes that hold a hash."""
    wanted = key.to_bytes(LANE, "little")
    at = hashes.find(wanted)
    while at >= 0:
        if at % LANE == 0:
            yield at // LANE
        at = hashes.find(wanted, at + 1)


def stored(text: str) -> bytes:
    """A text as the model stores it: it writes “ß” as “ss”."""
    return text.replace("ß", "ss").encode("utf-8", "surrogatepass")


def common_words(model: LanguageModel, number: int, limit: int) -> Iterator[int]:
    """The hashes of the words of a language that cost no more than `limit`, as the model writes it."""
    starts, low, values = model.word_table
    mine = bytes(value & NUMBER == number for value in range(256))
    # The languages of all entries are compared at once, by the low bytes of their values.
    marks = re.finditer(b"\x01", values.tobytes()[::2].translate(mine))
    most = limit << LANGUAGE_BITS | NUMBER
    ends = iter(starts.tolist())
    upper, end = -1, next(ends)
    for mark in marks:
        place = mark.start()
        if values[place] <= most:
            while end <= place:
                upper, end = upper + 1, next(ends)
            yield upper << 16 | low[place]
