"""Phrases that go round and round: where a text repeats itself at a fixed distance."""

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import eq
from typing import NamedTuple

RUNAWAY = 10  # times from which on a loop is one that did not find its end
SPOILT = 10  # a text is spoilt when one part in so many of it is such a loop


class Loop(NamedTuple):
    """Items `[start, start + size * times)` are one stretch of `size` items said `times` times."""

    start: int
    size: int
    times: int


def spoils(times: int, length: int, whole: int) -> bool:
    """True for a loop that takes so much of a text, in code points, that nobody can publish the rest."""
    return times >= RUNAWAY and length * SPOILT >= whole


def loops(
    items: Sequence[str],
    least: Sequence[tuple[int, int]],
    breaks: Sequence[str],
    barrier: str,
    *,
    alone: bool = False,
) -> Iterator[Loop]:
    """Loops of every wanted size, the shortest size first, none overlapping one found before.

    `least` gives (size, how often at least), sizes ascending. `breaks[i]` stands between items i and i + 1: a
    loop never reaches over one that holds `barrier`. A loop of one single repeated item is passed over unless `alone`.

    Only every n-th item is compared, n being the length that a loop of that size must have: each loop is met
    at least once, and a clean text costs about one comparison an item for all sizes together.
    """
    count = len(items)
    covered: bytearray | None = None
    for size, times in least:
        step = size * (times - 1)
        if count <= size:
            return
        for place in compress(
            range(0, count - size, step), map(eq, items[: count - size : step], items[size::step])
        ):
            if covered and covered[place]:
                continue
            start, end = _stretch(items, size, place, breaks, barrier)
            found = (end - start) // size
            if found < times:
                continue
            covered = covered or bytearray(count)
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\x01" * (end - start)
            if alone or len(set(items[start : start + size])) > 1:
                yield Loop(start, size, found)


def _stretch(
    items: Sequence[str], size: int, place: int, breaks: Sequence[str], barrier: str
) -> tuple[int, int]:
    """The longest `[start, end)` around `place` in which every item equals the one `size` further on."""
    if any(barrier in between for between in breaks[place : place + size]):
        return place, place
    start, end = place, place + size + 1
    while start and items[start - 1] == items[start - 1 + size] and barrier not in breaks[start - 1]:
        start -= 1
    while end < len(items) and items[end] == items[end - size] and barrier not in breaks[end - 1]:
        end += 1
    return start, end
