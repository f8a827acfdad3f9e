"""Scores for finding foreign fragments in labelled documents: by letters, by kind of fragment, by document.

A document is a mapping with `text`, `target_lang`, `source_lang` and `gold`: a list of `{"start", "end", "kind"}`,
code points, end exclusive. A prediction is a list of `(start, end)`. Only letters count: what stands between
words belongs to nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

Document = Mapping[str, Any]
Spans = Sequence[tuple[int, int]]
COVERED = 0.5  # share of a fragment's letters that must be predicted for the fragment to be found


@dataclass
class Counts:
    """Letters predicted rightly, predicted wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """0 where nothing was predicted."""
        predicted = self.right + self.wrong
        return self.right / predicted if predicted else 0.0

    @property
    def recall(self) -> float:
        """0 where there was nothing to find."""
        there = self.right + self.missed
        return self.right / there if there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


@dataclass
class Scores:
    """Counts of many documents, by groups of documents (pairs, scripts).

    `found` and `there` count fragments by side and kind; `alarms` and `documents` are counted by side.
    """

    groups: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    there: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    alarms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    documents: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, document: Document, predicted: Spans, groups: Iterable[str], side: str) -> None:
        """Take in one document; `side` is the group whose kinds and false alarms are kept."""
        text, gold = document["text"], document["gold"]
        found = letters(text, predicted)
        counts = letter_counts(text, found, [(item["start"], item["end"]) for item in gold])
        for group in groups:
            self.groups[group] += counts
        for item in gold:
            name = f"{side} {item['kind']}"
            fragment = letters(text, [(item["start"], item["end"])])
            self.found[name] += len(fragment & found) >= COVERED * len(fragment)
            self.there[name] += 1
        self.documents[side] += 1
        self.alarms[side] += false_alarms(predicted, [(item["start"], item["end"]) for item in gold])


def letters(text: str, spans: Spans) -> set[int]:
    """Offsets of the letters in any of the spans."""
    return {place for start, end in spans for place in range(start, end) if text[place].isalpha()}


def letter_counts(text: str, found: set[int], gold: Spans) -> Counts:
    """How the letters found compare with those of the fragments."""
    there = letters(text, gold)
    return Counts(len(found & there), len(found - there), len(there - found))


def false_alarms(predicted: Spans, gold: Spans) -> int:
    """Predicted spans that touch no fragment."""
    return sum(not any(start < last and first < end for first, last in gold) for start, end in predicted)


def lines(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of the lines that hold a letter, without their line breaks."""
    found, start = [], 0
    for line in text.split("\n"):
        if any(map(str.isalpha, line)):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def same_language(one: str | None, other: str) -> bool:
    """True when two tags share their language: "zh-cn" is "zh"."""
    return one is not None and one.lower().split("-")[0] == other.lower().split("-")[0]


def even_sample(documents: Sequence[Document], number: int) -> list[Document]:
    """About `number` documents, evenly from every pair, in their order; all where there are no more."""
    if number >= len(documents):
        return list(documents)
    share = number / len(documents)
    seen: dict[tuple[str, str], int] = defaultdict(int)
    kept = []
    for document in documents:
        pair = (document["source_lang"], document["target_lang"])
        # The first of every pair, then whenever the share has grown by one.
        if ceil((seen[pair] + 1) * share) > ceil(seen[pair] * share):
            kept.append(document)
        seen[pair] += 1
    return kept
