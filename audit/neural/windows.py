"""Texts as token windows: a text longer than a model reads at once becomes several overlapping ones."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from audit.model.errors import UsageError

OVERLAP = 8  # one part in this many of a window is shared with the next


class Window(msgspec.Struct, frozen=True):
    """Token ids with the model's own marks around them. `spans` are the code points each token stands for in the
    text; None for marks and for what was put before the text."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int] | None, ...]


@cache
def _surrogate() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """The text with what no tokenizer takes replaced, code point for code point: halves of surrogate pairs."""
    return _surrogate().sub("\N{REPLACEMENT CHARACTER}", text)


def windows(tokenizer: Any, texts: Sequence[str], longest: int, prefix: str = "") -> list[list[Window]]:
    """Each text as windows of at most `longest` tokens. Raises UsageError for a tokenizer that knows no places."""
    if not tokenizer.is_fast:
        raise UsageError(
            "the tokenizer cannot say where its tokens stand; save it once with AutoTokenizer(use_fast=True)"
        )
    if not texts:
        return []
    coded = tokenizer(
        [prefix + readable(text) for text in texts],
        truncation=True,
        max_length=longest,
        stride=max(0, (longest - 4) // OVERLAP),
        return_overflowing_tokens=True,
        return_offsets_mapping=True,
        return_special_tokens_mask=True,
    )
    found: list[list[Window]] = [[] for _ in texts]
    for row, number in enumerate(coded["overflow_to_sample_mapping"]):
        text = texts[number]
        spans = tuple(
            None if special else place(text, start - len(prefix), end - len(prefix))
            for (start, end), special in zip(
                coded["offset_mapping"][row], coded["special_tokens_mask"][row], strict=True
            )
        )
        found[number].append(Window(tuple(coded["input_ids"][row]), spans))
    return found


def place(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The code points of a token, without the space that some tokenizers count in; None outside the text."""
    start = max(start, 0)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def pieces(text: str, count: int) -> list[str]:
    """The text in `count` parts of about equal length, cut at spaces where there are some. Joined they are the text."""
    cuts = [0]
    for number in range(1, count):
        wish = len(text) * number // count
        room = max(1, len(text) // (4 * count))
        space = text.rfind(" ", max(cuts[-1], wish - room), min(len(text), wish + room))
        cuts.append(max(cuts[-1], wish if space < 0 else space))
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
