"""Cuts documents into partitions.

Where a cut falls depends on the documents' names alone, not on how many there are before: one more document
changes one partition, and all others are found again. Nor does it depend on how many processes there are.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
MOST_BYTES = 1 << 20  # in a partition, unless one document is larger


def cut(items: Iterable[tuple[T, str, int]], spread: int) -> Iterator[list[T]]:
    """Groups of items given as (item, name, bytes), in order: from `spread`/8 to `spread` items.

    The last group may be smaller, and so may one of large documents.
    """
    least, held, size = max(1, spread // 8), list[T](), 0
    for item, name, length in items:
        if held and size + length > MOST_BYTES:
            yield held
            held, size = [], 0
        held.append(item)
        size += length
        at_a_cut = crc32(name.encode("utf-8", "surrogateescape")) % max(1, spread // 2) == 0
        if len(held) >= spread or (at_a_cut and len(held) >= least):
            yield held
            held, size = [], 0
    if held:
        yield held
