"""Build the language model: how common words and letter sequences are in languages that share a script.

    python tools/build_language_model.py            write audit/data/language_model/language_model.bin
    python tools/build_language_model.py --check    change nothing, exit 1 when the file is stale

Needs the Python package `wordfreq` (3.1.1; its word lists are CC-BY-SA-4.0), reads nothing from the network
and gives the same bytes every time. `audit/language/language_model.py` reads the file and documents it.
"""

import argparse
import json
import math
import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from audit.language.language_model import (
    END,
    GRAM_STEP,
    LANGUAGE_BITS,
    MAGIC,
    ORDER,
    START,
    WORD_STEP,
)
from audit.language.scripts import script_of

TARGET = Path(__file__).resolve().parent.parent / "audit/data/language_model/language_model.bin"

# Our tag: the list it is made from. One list serves what is nearly one language in two scripts.
LISTS = {
    "Latn": {
        tag: tag
        for tag in [
            "ca",
            "cs",
            "da",
            "de",
            "en",
            "es",
            "fi",
            "fil",
            "fr",
            "hu",
            "id",
            "is",
            "it",
            "lt",
            "lv",
            "ms",
            "nb",
            "nl",
            "pl",
            "pt",
            "ro",
            "sk",
            "sl",
            "sv",
            "tr",
            "vi",
        ]
    }
    | {"hr": "sh"},
    "Cyrl": {tag: tag for tag in ("bg", "mk", "ru", "uk")} | {"sr": "sh"},
    "Arab": {tag: tag for tag in ("ar", "fa", "ur")},
}
MOST_WORDS = 100_000  # of one language
MOST_GRAMS = {"Latn": 110_000, "Cyrl": 50_000, "Arab": 20_000}
TRAINING_WORDS = 80_000  # commonest words from which letter sequences are learnt

SERBIAN = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "c": "ц", "č": "ч", "ć": "ћ", "d": "д", "đ": "ђ",
    "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у", "v": "в", "z": "з", "ž": "ж",
}  # fmt: skip


def cyrillic(word: str) -> str:
    """A Serbian word in its other alphabet; letters it does not have stay as they are."""
    for latin, letter in SERBIAN.items():
        word = word.replace(latin, letter)
    return word


def letters_only(word: str) -> Iterator[str]:
    """The runs of letters of a word: the audit, too, cuts at apostrophes and hyphens."""
    run = ""
    for char in word:
        if char.isalnum() or (run and not char.isspace() and script_of(char) not in ("Zyyy",)):
            run += char
        else:
            if run:
                yield run
            run = ""
    if run:
        yield run


def word_list(tag: str, script: str, name: str) -> dict[str, float]:
    """Word → share of all words, commonest first."""
    from wordfreq import get_frequency_dict

    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict(name, "best").items():
        if tag == "sr":
            word = cyrillic(word)
        for part in letters_only(word):
            own = all(script_of(char) in (script, "Zinh") for char in part)
            if own and (part.isalpha() or script == "Arab"):
                found[part] += frequency
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:MOST_WORDS])


def word_section(lists: dict[str, dict[str, float]], tags: list[str]) -> tuple[bytes, bytes, bytes]:
    """Every (word, language) sorted by hash: where each bucket starts, low halves of hashes, values."""
    rows = []
    for number, tag in enumerate(tags):
        for word, frequency in lists[tag].items():
            step = min((1 << (16 - LANGUAGE_BITS)) - 1, round(-math.log(frequency) * WORD_STEP))
            rows.append((crc32(word.encode()), number, step))
    rows.sort()
    starts = bucket_starts(key for key, _, _ in rows)
    low = array("H", (key & 0xFFFF for key, _, _ in rows))
    values = array("H", (step << LANGUAGE_BITS | number for _, number, step in rows))
    return starts, packed(low), packed(values)


def bucket_starts(keys: Iterator[int]) -> bytes:
    """65,537 positions: the keys whose upper half is h are those from [h] up to [h + 1]."""
    counts = [0] * 65_537
    for key in keys:
        counts[(key >> 16) + 1] += 1
    for index in range(65_536):
        counts[index + 1] += counts[index]
    return packed(array("I", counts))


def packed(values: "array[int]") -> bytes:
    """Little-endian bytes, filled up to a multiple of eight."""
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    raw = values.tobytes()
    return raw + bytes(-len(raw) % 8)


Grams = dict[str, float]


def grams_of(words: dict[str, float], others: dict[str, float]) -> list[Grams]:
    """Weight of every letter sequence of 1 to ORDER letters, by length.

    A word weighs by the root of its frequency, so that rare words count, and by the share of all its
    uses that is this language's: names and words of other languages, of which every list is full, weigh little.
    """
    counts: list[Grams] = [defaultdict(float) for _ in range(ORDER + 1)]
    for rank, (word, frequency) in enumerate(words.items()):
        if rank >= TRAINING_WORDS:
            break
        weight = math.sqrt(frequency * 1e8) * frequency / others[word]
        text = START + word + END
        for end in range(1, len(text)):
            for length in range(1, min(ORDER, end + 1) + 1):
                counts[length][text[end + 1 - length : end + 1]] += weight
    return counts


class LetterModel:
    """Chance of a letter after up to three others, interpolated after Witten and Bell."""

    def __init__(self, counts: list[Grams]) -> None:
        self.counts = counts
        self.total = [defaultdict(float) for _ in range(ORDER + 1)]
        self.kinds = [defaultdict(float) for _ in range(ORDER + 1)]
        for length in range(1, ORDER + 1):
            for gram, weight in counts[length].items():
                self.total[length][gram[:-1]] += weight
                self.kinds[length][gram[:-1]] += 1
        self.known: dict[str, float] = {}

    def chance(self, gram: str) -> float:
        """P(last letter | letters before it)."""
        if not gram:
            return 1 / 60
        if gram not in self.known:
            length = len(gram)
            lower = self.chance(gram[1:])
            total = self.total[length].get(gram[:-1], 0.0)
            if total:
                escape = 5.0 * self.kinds[length][gram[:-1]]
                value = (self.counts[length].get(gram, 0.0) + escape * lower) / (total + escape)
            else:
                value = lower
            self.known[gram] = value
        return self.known[gram]


def gram_section(
    lists: dict[str, dict[str, float]], tags: list[str], most: int
) -> tuple[bytes, bytes, bytes]:
    """The weightiest letter sequences of a script with a row of chances, one byte per language."""
    uses: defaultdict[str, float] = defaultdict(float)
    for tag in tags:
        for word, frequency in lists[tag].items():
            uses[word] += frequency
    models = {tag: LetterModel(grams_of(lists[tag], uses)) for tag in tags}
    weights: defaultdict[str, float] = defaultdict(float)
    for model in models.values():
        whole = sum(model.counts[1].values())
        for length in range(2, ORDER + 1):
            for gram, weight in model.counts[length].items():
                # Short sequences stand in for the longer ones that are left out.
                weights[gram] += weight / whole * (4 if length < ORDER and gram[0] != START else 1)
    kept = sorted(weights, key=lambda gram: (-weights[gram], gram))[:most]
    by_key = {crc32(gram.encode()): gram for gram in reversed(kept)}
    keys = sorted(by_key)
    rows = bytearray()
    for key in keys:
        for tag in tags:
            rows.append(min(255, round(-math.log(models[tag].chance(by_key[key])) * GRAM_STEP)))
    rows += bytes(-len(rows) % 8)
    return bucket_starts(iter(keys)), packed(array("H", (key & 0xFFFF for key in keys))), bytes(rows)


def built() -> bytes:
    """The whole file."""
    tags = [tag for group in LISTS.values() for tag in group]
    lists = {
        tag: word_list(tag, script, name) for script, group in LISTS.items() for tag, name in group.items()
    }
    sections: dict[str, bytes] = {}
    sections["word_starts"], sections["word_low"], sections["word_values"] = word_section(lists, tags)
    for script, group in LISTS.items():
        starts, low, rows = gram_section(lists, list(group), MOST_GRAMS[script])
        sections |= {f"{script}_starts": starts, f"{script}_low": low, f"{script}_rows": rows}
    places, at = {}, 0
    for name, content in sections.items():
        places[name] = [at, len(content)]
        at += len(content)
    header = {
        "languages": tags,
        "scripts": {script: list(group) for script, group in LISTS.items()},
        # Share of a text that the listed words cover: the rest is left to the letters.
        "covered": {tag: round(min(0.995, sum(lists[tag].values())), 4) for tag in tags},
        "sections": places,
    }
    raw = json.dumps(header, separators=(",", ":")).encode()
    raw += b" " * (-(len(MAGIC) + 4 + len(raw)) % 8)
    return MAGIC + struct.pack("<I", len(raw)) + raw + b"".join(sections.values())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when the file is stale")
    check = parser.parse_args().check
    content = built()
    if check:
        return 0 if TARGET.read_bytes() == content else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(content)
    print(f"{TARGET.name}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
