"""Which part of the table is worth looking at: around a chain of rare anchors that both sides have in the same order.

Without it the table of a book would have hundreds of millions of places.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.alignment.evidence import Evidence
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.tokens import SOUND, STEM

NARROW = 4  # places to either side of the way, at least
WIDER = 0.25  # and more for each sentence up to the next anchor
PLACES, PER_ROW = 12_000, 30  # of the table, more or less: in all, and more for each sentence
SMALL = 160  # places of a table that is looked at as a whole
RARE = 3  # an anchor that either side has so often at most
VAGUE = frozenset(STEM + SOUND)
LONG_TEXT = 1000  # sentences
CLOSE = 2  # sentences from one anchor to the next
NEAR, FAR = (
    1,
    2,
)  # beads from one that does not score high: so near all shapes are looked at, farther no other way
LIKELY = 1.0  # … that of one that few others come near
CLEAR = 2.5  # the score of a bead that hardly any other comes near
SURE = 2.0  # what the anchors of a pair must be worth to stand in the chain


class Window(NamedTuple):
    """For `i` sentences of the source done, the places from `low[i]` up to `high[i]` of the target, that one included."""

    low: list[int]
    high: list[int]
    clear: frozenset[int] = frozenset()  # sentences of the source amid such as hardly leave a doubt

    def is_clear(self, place: int) -> bool:
        """True for a sentence where only usual beads are looked at."""
        return place in self.clear


def first_window(evidence: Evidence, source: Sequence[Piece], target: Sequence[Piece]) -> Window:
    """A window around the chain of anchors."""
    rows, columns = len(source), len(target)
    if rows * columns <= SMALL:
        return Window([0] * (rows + 1), [columns] * (rows + 1))
    return around(chain_of(evidence), rows, columns)


def chain_of(evidence: Evidence) -> list[tuple[int, int]]:
    """Pairs of sentences with rare anchors in common, rising on both sides, worth the most together."""
    theirs, mine = _places(evidence.source), _places(evidence.target)
    worth: dict[tuple[int, int], float] = defaultdict(float)
    for token, places in theirs.items():
        others = mine[token]
        if len(places) == len(others):
            for i, j in zip(places, others, strict=True):
                worth[i, j] += evidence.worth[token] / len(places) * (0.5 if token[0] in VAGUE else 1.0)
    points = [(i, -j, value) for (i, j), value in worth.items() if value >= SURE]
    points.sort()  # of one row the last place first: no two of it stand in one chain
    # The best chain that ends at each place so far: rising places with rising worth.
    ends: list[int] = []
    values: list[float] = []
    links: list[int] = []
    before: list[int] = []
    for number, (_, minus, value) in enumerate(points):
        j = -minus
        place = bisect_left(ends, j)
        total = value + (values[place - 1] if place else 0.0)
        before.append(links[place - 1] if place else -1)
        if place < len(ends) and ends[place] == j and values[place] >= total:
            continue
        stop = place
        while stop < len(ends) and values[stop] <= total:
            stop += 1
        ends[place:stop], values[place:stop], links[place:stop] = [j], [total], [number]
    chain = []
    number = links[-1] if links else -1
    while number >= 0:
        chain.append((points[number][0], -points[number][1]))
        number = before[number]
    chain.reverse()
    return chain


def _places(side: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, tokens in enumerate(side):
        for token in tokens:
            found[token].append(place)
    return defaultdict(list, {token: places for token, places in found.items() if len(places) <= RARE})


def around(chain: Sequence[tuple[int, int]], rows: int, columns: int, narrow: int = NARROW) -> Window:
    """A window around a way that leads through the places of a chain."""
    corners = [(0, 0), *chain, (rows, columns)]
    places = max(PLACES, PER_ROW * rows)
    low, high = _band(corners, rows, columns, narrow, columns)
    for most in (60, 30, 20, 10):
        if sum(high) - sum(low) <= places:
            break
        low, high = _band(corners, rows, columns, narrow, most)
    return Window(low, high)


def along(steps: Sequence[Step], rows: int, columns: int) -> Window:
    """A window around a way that was found before: narrow where its beads score high, a mere path amid such."""
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    wide = NARROW if rows <= LONG_TEXT else NARROW // 2
    clear: set[int] = set()
    doubts = _doubts(steps)
    for step, doubt in zip(steps, doubts, strict=True):
        slack = 0 if doubt > FAR else 1 if step.score >= CLEAR else 2 if step.score >= LIKELY else wide
        if doubt > NEAR:
            clear.update(range(step.i, step.i + step.a))
        left, right = max(0, step.j - slack), min(columns, step.j + step.b + slack)
        for row in range(max(0, step.i - slack), min(rows, step.i + step.a + slack) + 1):
            low[row], high[row] = min(low[row], left), max(high[row], right)
    low[0] = 0
    high[-1] = columns
    window = _passable(low, high)
    return Window(window.low, window.high, frozenset(clear))


def _doubts(steps: Sequence[Step]) -> list[int]:
    """How many beads away from each the next one is that does not score high."""
    found = [0 if step.score < CLEAR else len(steps) for step in steps]
    for order in (range(1, len(steps)), range(len(steps) - 2, -1, -1)):
        for number in order:
            before = number - order.step
            found[number] = min(found[number], found[before] + 1)
    return found


def _band(
    corners: Sequence[tuple[int, int]], rows: int, columns: int, narrow: int, most: int
) -> tuple[list[int], list[int]]:
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for (top, left), (bottom, right) in pairwise(corners):
        height, width = bottom - top, right - left
        # Anchors in a row leave hardly any other way.
        wide = 1 if height == width <= CLOSE else narrow
        for row in range(top, bottom + 1):
            done = (row - top) / height if height else 1.0
            centre = left + done * width
            near = min(row - top, bottom - row)
            # Where as many are left out as added, or nobody knows which, the way leaves the straight line.
            slack = wide + min(most, WIDER * near + abs(height - width) + (height == 0) * width)
            low[row] = min(low[row], max(0, int(centre - slack)))
            high[row] = max(high[row], min(columns, int(centre + slack) + 1))
    high[-1] = columns
    window = _passable(low, high)
    return window.low, window.high


def _passable(low: list[int], high: list[int]) -> Window:
    """A window in which a way can go down and to the right only, from corner to corner."""
    rows, columns = len(low) - 1, high[-1]
    low[0] = 0
    for row in range(1, rows + 1):
        high[row] = max(high[row], high[row - 1])
        low[row] = min(low[row], high[row - 1])  # straight down there is always a way
    for row in range(rows - 1, -1, -1):
        low[row] = min(low[row], low[row + 1])
    low[-1] = min(low[-1], columns)
    return Window(low, high)
