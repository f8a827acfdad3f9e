"""Sound translations with a small slip put in on purpose, and which words of a damaged copy are wrong.

What is known of such copies, letter by letter, no annotator marks as well: which words of the translation say something
else, and which words of the source have lost their partner.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from audit.language.negation_words import NegationWords, knows_negation
from audit.neural.damage import OMISSIONS, Row
from audit.neural.encoder import Vectors

WORD = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*")
FEWEST = 5  # words of a translation that is changed
LETTERS = 4  # of a word that says something, unless it is a name
LONGEST = 10  # letters: longer words are of like length
TRIES = 3  # until something can be changed

Span = tuple[int, int]


class Words(NamedTuple):
    """The words of all sound translations into one language: by whether they are capital and how long they are; texts to
    take words from; words that deny."""

    alike: Mapping[tuple[bool, int], Sequence[str]]
    texts: Sequence[str]
    denials: Sequence[str]


Change = Callable[[str, Sequence[re.Match[str]], Words, random.Random], tuple[str, Span] | None]


def changed_copies(pairs: Sequence[Row], rng: random.Random) -> list[Row]:
    """Every sound pair and after it a copy with a slip, where one fits. `kind` names it, "" for none; `put` is where in
    `target` the words stand that are wrong."""
    known = words_by_language(pairs)
    found = []
    for row in pairs:
        found.append({**row, "kind": ""})
        for _ in range(TRIES):
            change = rng.choice(CHANGES)
            words = list(WORD.finditer(row["target"]))
            if len(words) < FEWEST:
                break
            made = change(row["target"], words, known[row["lp"].partition("-")[2]], rng)
            if made is not None and made[0] != row["target"]:
                found.append({**row, "target": made[0], "put": list(made[1]), "kind": change.__name__})
                break
    return found


def words_by_language(pairs: Sequence[Row]) -> dict[str, Words]:
    """What words of each language can be exchanged for."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in pairs:
        texts[row["lp"].partition("-")[2]].append(row["target"])
    found = {}
    for language, every in texts.items():
        alike: defaultdict[tuple[bool, int], list[str]] = defaultdict(list)
        for word in dict.fromkeys(match.group() for text in every for match in WORD.finditer(text)):
            if says_something(word) and word.isalpha():
                alike[shape(word)].append(word)
        found[language] = Words(alike, every, denials_of(language))
    return found


def denials_of(language: str) -> list[str]:
    """Words of a language that deny, as they stand."""
    if not knows_negation(language):
        return []
    from audit.language.catalogue import decode

    return [word for word in decode("negation", language, NegationWords).words if word.isalpha()]


def shape(word: str) -> tuple[bool, int]:
    """What words have in common that can stand for each other."""
    return word[0].isupper(), min(len(word), LONGEST) // 2


def says_something(word: str) -> bool:
    """True for a word that is longer than most particles are, or a name."""
    return len(word) >= LETTERS or word[0].isupper()


def exchanged(
    text: str, words: Sequence[re.Match[str]], known: Words, rng: random.Random
) -> tuple[str, Span] | None:
    """A word for another that looks like it."""
    able = [word for word in words if says_something(word.group()) and word.group().isalpha()]
    if not able:
        return None
    word = rng.choice(able)
    others = known.alike.get(shape(word.group()), ())
    other = rng.choice(others) if others else ""
    if other.lower() in ("", word.group().lower()):
        return None
    return text[: word.start()] + other + text[word.end() :], (word.start(), word.start() + len(other))


def name_exchanged(
    text: str, words: Sequence[re.Match[str]], known: Words, rng: random.Random
) -> tuple[str, Span] | None:
    """A capital word inside a sentence for another."""
    return exchanged(text, [word for word in words[1:] if word.group()[0].isupper()], known, rng)


def put_in(
    text: str, words: Sequence[re.Match[str]], known: Words, rng: random.Random
) -> tuple[str, Span] | None:
    """One to three words of another text."""
    other = rng.choice(known.texts)
    there = list(WORD.finditer(other))
    count = rng.randint(1, 3)
    if len(there) <= count:
        return None
    first = rng.randrange(len(there) - count)
    return inserted(text, words, other[there[first].start() : there[first + count - 1].end()], rng)


def denied(
    text: str, words: Sequence[re.Match[str]], known: Words, rng: random.Random
) -> tuple[str, Span] | None:
    """A word that denies."""
    return inserted(text, words, rng.choice(known.denials), rng) if known.denials else None


def inserted(text: str, words: Sequence[re.Match[str]], new: str, rng: random.Random) -> tuple[str, Span]:
    """The text with something before a word of it that is not the first."""
    place = rng.choice(words[1:]).start()
    return f"{text[:place]}{new} {text[place:]}", (place, place + len(new))


def reordered(
    text: str, words: Sequence[re.Match[str]], known: Words, rng: random.Random
) -> tuple[str, Span] | None:
    """Four to eight words in another order."""
    count = rng.randint(4, 8)
    if len(words) <= count:
        return None
    first = rng.randrange(len(words) - count)
    some = [word.group() for word in words[first : first + count]]
    rng.shuffle(some)
    start, new = words[first].start(), " ".join(some)
    return text[:start] + new + text[words[first + count - 1].end() :], (start, start + len(new))


CHANGES: tuple[Change, ...] = (
    exchanged, exchanged, exchanged, exchanged, name_exchanged, put_in, put_in, denied, denied, reordered, reordered,
)  # fmt: skip


def put_tokens(row: Row, spans: Sequence[Span]) -> list[bool]:
    """Which tokens of a target are wrong, of what `changed_copies` made."""
    start, end = row.get("put", (0, 0))
    return [first < end and start < last for first, last in spans]


def lost_tokens(row: Row, sound: str, source: Vectors, whole: Vectors, last: int) -> Any:
    """Which tokens of the source have lost their partner, of a copy that something was left out of: those whose best
    partner in the `sound` translation, `whole` by its vectors, stands in what is gone. An array of bools."""
    import numpy as np

    if row["kind"] not in OMISSIONS:
        return np.zeros(len(source.spans), dtype=bool)
    start, end = gone(sound, row["target"])
    layers = [layer for layer in (last // 2, last * 3 // 4) if layer in source.layers]
    partners = sum(source.layers[layer] @ whole.layers[layer].T for layer in layers).argmax(1).numpy()
    return np.array([first < end and start < stop for first, stop in whole.spans])[partners]


def gone(sound: str, kept: str) -> Span:
    """The stretch of a text that is not in a shorter one, between what both begin and what both end with."""
    most = min(len(sound), len(kept))
    start = next((place for place in range(most) if sound[place] != kept[place]), most)
    same = next(
        (place for place in range(most - start) if sound[-1 - place] != kept[-1 - place]), most - start
    )
    return start, max(len(sound) - same, start + 1)
