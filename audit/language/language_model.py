"""How common a word is in each language of a script, from one memory-mapped file.

`audit/data/language_model/language_model.bin` (written by `tools/build_language_model.py`), all numbers
little-endian: 8 bytes MAGIC, a 32-bit length, a JSON header of that length, then the sections the header
names by place (from the end of the header) and length.

- `word_starts` (65,537 × 32 bit), `word_low` and `word_values` (16 bit each): one entry per word and
  language, sorted by CRC-32 of the word in UTF-8. The upper half of the hash picks a bucket between two
  starts, the lower half is looked up in it. A value holds the language's number in its low LANGUAGE_BITS,
  above them the negative logarithm of the word's share of all words, times WORD_STEP.
- `<script>_starts`, `<script>_low`, `<script>_rows`: letter sequences of two to ORDER letters in the same
  way; a row holds one byte per language of the script, the negative logarithm of the chance of the last
  letter after the others, times GRAM_STEP.
"""

import mmap
import os
import struct
from bisect import bisect_left
from functools import cache, lru_cache
from hashlib import blake2b, file_digest
from zlib import crc32

import msgspec

from audit.model.errors import DataError

PATH = os.path.join(
    os.path.dirname(os.path.dirname(__file__)), "data", "language_model", "language_model.bin"
)
MAGIC = b"WORDLM01"
LANGUAGE_BITS = 6
NUMBER = (1 << LANGUAGE_BITS) - 1  # the bits of a value that hold the language's number
WORD_STEP = 50
GRAM_STEP = 16
ORDER = 4
START, END = "^", "$"
REMEMBERED = 30_000  # letter sequences of a script
ASKED_AGAIN = 2_000  # words of a document
UNSEEN_LETTER = 4.5  # cost of a letter after others that no language of the script has: no evidence


@cache
def model_digest() -> str:
    """Eight hex digits over the whole file: some 20 ms, once a process."""
    with open(PATH, "rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=4)).hexdigest()


class Header(msgspec.Struct, frozen=True):
    """The header of the file."""

    languages: tuple[str, ...]  # by number
    scripts: dict[str, tuple[str, ...]]
    covered: dict[str, float]  # share of running words that the listed words make up
    sections: dict[str, tuple[int, int]]


class LanguageModel:
    """Word and letter frequencies of the languages of the file. Costs are negative natural logarithms."""

    def __init__(self, path: str = PATH) -> None:
        with open(path, "rb") as file:
            self._raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._raw[:8] != MAGIC:
            raise DataError(f"{path}: not a language model of this version")
        (length,) = struct.unpack_from("<I", self._raw, 8)
        self.header = msgspec.json.decode(self._raw[12 : 12 + length], type=Header)
        self._base = 12 + length
        self._whole = memoryview(self._raw)
        self.number = {tag: number for number, tag in enumerate(self.header.languages)}
        self._word_starts = self._section("word_starts").cast("I")
        self._word_low = self._section("word_low").cast("H")
        self._word_values = self._section("word_values").cast("H")

    def _section(self, name: str) -> memoryview:
        start, length = self.header.sections[name]
        return self._whole[self._base + start : self._base + start + length]

    @property
    def word_table(self) -> tuple[memoryview, memoryview, memoryview]:
        """`word_starts`, `word_low` and `word_values`, as the head of this module describes them."""
        return self._word_starts, self._word_low, self._word_values

    def languages_of(self, script: str) -> tuple[str, ...]:
        """The languages written in a script (ISO 15924) that the model knows."""
        return self.header.scripts.get(script, ())

    def word_costs(self, word: str) -> list[int]:
        """The listed values of a lower-case word, one per language that lists it, undecoded:
        `value & 63` is the language's number, `value >> 6` its cost times WORD_STEP."""
        return self.values_of(crc32(word.encode("utf-8", "surrogatepass")))

    def values_of(self, key: int) -> list[int]:
        """The same for the hash of a word."""
        upper, lower = key >> 16, key & 0xFFFF
        starts, low = self._word_starts, self._word_low
        end = starts[upper + 1]
        first = bisect_left(low, lower, starts[upper], end)
        last = first
        while last < end and low[last] == lower:
            last += 1
        return self._word_values[first:last].tolist() if last > first else []

    def cost_in(self, word: str, number: int, unlisted: float) -> float:
        """The cost of a lower-case word in one language. Asked for hundreds of words that nobody lists, so it looks
        at the file itself."""
        key = crc32(word.encode("utf-8", "surrogatepass"))
        upper, lower = key >> 16, key & 0xFFFF
        starts, low = self._word_starts, self._word_low
        end = starts[upper + 1]
        place = bisect_left(low, lower, starts[upper], end)
        while place < end and low[place] == lower:
            value = self._word_values[place]
            if value & NUMBER == number:
                return float((value >> LANGUAGE_BITS) / WORD_STEP)
            place += 1
        return unlisted

    @cache  # noqa: B019 — one model lives as long as the program
    def letters(self, script: str) -> "LetterCosts":
        """The letter sequences of a script."""
        return LetterCosts(
            self._section(f"{script}_starts").cast("I"),
            self._section(f"{script}_low").cast("H"),
            self._section(f"{script}_rows"),
            len(self.header.scripts[script]),
        )


class LetterCosts(dict[str, int]):
    """What the spelling of a word costs in each language of a script.

    As a dictionary: letter sequence → where its row starts, -1 when it has none. Words are made of few of them.
    """

    def __init__(self, starts: memoryview, low: memoryview, rows: memoryview, width: int) -> None:
        super().__init__()
        self._starts, self._low, self._rows, self._width = starts, low, rows, width
        self._wide: dict[int, int] = {}
        self.rows_of = lru_cache(ASKED_AGAIN)(self._rows_of)
        """Where the rows of the letters of a lower-case word start; letters without evidence are left out."""

    def __missing__(self, gram: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        key = crc32(gram.encode("utf-8", "surrogatepass"))
        upper, lower = key >> 16, key & 0xFFFF
        end = self._starts[upper + 1]
        place = bisect_left(self._low, lower, self._starts[upper], end)
        found = place * self._width if place < end and self._low[place] == lower else -1
        self[gram] = found
        return found

    def _rows_of(self, word: str) -> list[int]:
        text = START + word + END
        found = [*map(self.__getitem__, [text[max(0, end - ORDER) : end] for end in range(2, len(text) + 1)])]
        if -1 not in found:
            return found
        for place, row in enumerate(found):
            end = place + 2
            start = max(0, end - ORDER) + 1
            while row < 0 and start < end - 1:
                row = self[text[start:end]]
                start += 1
            found[place] = row
        return [row for row in found if row >= 0]

    def cost_at(self, text: str, end: int, column: int, order: int = ORDER) -> float:
        """Cost of the letter before `end` after those before it, in one language; dearer where only a shorter
        sequence is known."""
        first = max(0, end - order)
        for start in range(first, end - 1):
            row = self[text[start:end]]
            if row >= 0:
                return self._rows[row + column] / GRAM_STEP + (start - first)
        return 2 * UNSEEN_LETTER

    def costs(self, rows: list[int]) -> list[int]:
        """Cost of these rows in every language of the script, times GRAM_STEP, unseen letters left out."""
        wide = self._wide
        # All languages are added up at once, each in four bytes of one long number.
        total = sum([wide[row] if row in wide else self._widened(row) for row in rows])
        return memoryview(total.to_bytes(4 * self._width, "little")).cast("I").tolist()

    def _widened(self, row: int) -> int:
        if len(self._wide) >= REMEMBERED:
            self._wide.clear()
        lanes = bytearray(4 * self._width)
        lanes[::4] = self._rows[row : row + self._width]
        found = self._wide[row] = int.from_bytes(lanes, "little")
        return found

    def cost(self, rows: list[int], letters: int, column: int) -> float:
        """Cost of a word of so many letters with these rows in the language of a column."""
        costs = self._rows
        return (
            sum([costs[row + column] for row in rows]) / GRAM_STEP + (letters + 1 - len(rows)) * UNSEEN_LETTER
        )


@cache
def language_model() -> LanguageModel:
    """The shipped model."""
    return LanguageModel()
