"""Finds the most probable beads of a stretch of both sides, and how probable each is, by dynamic programming.

A place of the table is a number of sentences done on either side. A way leads from its upper left corner to its lower
right one by beads. There are three states: the last bead was a pair, was left out, was added; that a second sentence is
left out is far more likely than that a first one is.
"""

from collections.abc import Sequence
from math import exp, inf, log
from typing import NamedTuple

from audit.analysis.alignment.costs import FEWEST, SHAPES, Costs

PAIRED, LEFT_OUT, ADDED = 0, 1, 2


class Step(NamedTuple):
    """The bead of `a` sentences of the source from `i` on and `b` of the target from `j` on."""

    i: int
    a: int
    j: int
    b: int
    sureness: float


class Window(NamedTuple):
    """A part of the table: in row `top + n` the places from `low[n]` up to `high[n]`, that one included.

    The first row begins at the first place of the way, the last one ends at its last.
    """

    top: int
    low: Sequence[int]
    high: Sequence[int]


Edge = tuple[int, int, float]
Row = list[float]


class Table:
    """All beads of a window with their scores, and the sums over the ways through them."""

    def __init__(self, costs: Costs, window: Window) -> None:
        self.window = window
        self.top = window.top
        self.rows = len(window.low)
        self._edges = _edges(costs, window)
        target, source = costs.target, costs.source
        bottom = window.top + self.rows - 1
        self._left_out = [
            (costs.left_out(source, i, goes_on=False), costs.left_out(source, i, goes_on=True))
            for i in range(window.top, bottom)
        ]
        self._left = window.low[0]
        self._added = [
            (costs.left_out(target, j, goes_on=False), costs.left_out(target, j, goes_on=True))
            for j in range(self._left, window.high[-1])
        ]

    def steps(self) -> list[Step]:
        """The most probable way, with the share that each of its beads has in all ways."""
        forward = self._forward()
        way = self._best_way()
        return self._with_sureness(way, forward)

    def _best_way(self) -> list[tuple[int, int, int, int, float]]:
        """Bead by bead, with scores; only the best way to each place is remembered."""
        low, high, edges = self.window.low, self.window.high, self._edges
        best: list[tuple[Row, Row, Row]] = []
        back: list[list[list[tuple[int, int, int, float] | None]]] = []
        for n in range(self.rows):
            width = high[n] - low[n] + 1
            paired, left, added = [-inf] * width, [-inf] * width, [-inf] * width
            backs: list[list[tuple[int, int, int, float] | None]] = [[None] * width for _ in range(3)]
            best.append((paired, left, added))
            back.append(backs)
            if n == 0:
                paired[0] = 0.0
            for k in range(width):
                j = low[n] + k
                for a, b, score in edges[n][k]:
                    before = best[n - a]
                    place = j - b - low[n - a]
                    state = _best_state(before, place)
                    value = before[state][place] + score
                    if value > paired[k]:
                        paired[k] = value
                        backs[PAIRED][k] = (a, b, state, score)
                if n and low[n - 1] <= j <= high[n - 1]:
                    before, place = best[n - 1], j - low[n - 1]
                    opened, goes_on = self._left_out[n - 1]
                    for state, score in ((PAIRED, opened), (LEFT_OUT, goes_on), (ADDED, opened)):
                        value = before[state][place] + score
                        if value > left[k]:
                            left[k] = value
                            backs[LEFT_OUT][k] = (1, 0, state, score)
                if k:
                    opened, goes_on = self._added[j - 1 - self._left]
                    for state, score in ((PAIRED, opened), (LEFT_OUT, opened), (ADDED, goes_on)):
                        value = best[n][state][k - 1] + score
                        if value > added[k]:
                            added[k] = value
                            backs[ADDED][k] = (0, 1, state, score)
        n, j = self.rows - 1, high[-1]
        state = _best_state(best[n], j - low[n])
        way = []
        while n or j > low[0]:
            step = back[n][state][j - low[n]]
            if step is None:
                raise AssertionError("the window has no way through")
            a, b, before_state, score = step
            n, j = n - a, j - b
            way.append((n, a, j, b, score))
            state = before_state
        way.reverse()
        return way

    def _forward(self) -> list[tuple[Row, Row, Row]]:
        """For every place and state the logarithm of the sum over all ways that lead there."""
        low, high, edges = self.window.low, self.window.high, self._edges
        rows: list[tuple[Row, Row, Row]] = []
        every: list[Row] = []
        for n in range(self.rows):
            width = high[n] - low[n] + 1
            paired, left, added, total = ([-inf] * width for _ in range(4))
            rows.append((paired, left, added))
            every.append(total)
            above = rows[n - 1] if n else None
            for k in range(width):
                j = low[n] + k
                if n == 0 and k == 0:
                    paired[0] = 0.0
                elif edges[n][k]:
                    paired[k] = _sum(
                        [every[n - a][j - b - low[n - a]] + score for a, b, score in edges[n][k]]
                    )
                if above is not None and low[n - 1] <= j <= high[n - 1]:
                    place = j - low[n - 1]
                    opened, goes_on = self._left_out[n - 1]
                    left[k] = _sum(
                        (above[0][place] + opened, above[1][place] + goes_on, above[2][place] + opened)
                    )
                if k:
                    opened, goes_on = self._added[j - 1 - self._left]
                    added[k] = _sum((paired[k - 1] + opened, left[k - 1] + opened, added[k - 1] + goes_on))
                total[k] = _sum((paired[k], left[k], added[k]))
        return rows

    def _with_sureness(
        self, way: list[tuple[int, int, int, int, float]], forward: list[tuple[Row, Row, Row]]
    ) -> list[Step]:
        low, high, edges = self.window.low, self.window.high, self._edges
        last = self.rows - 1
        whole = _sum([row[-1] for row in forward[last]])
        # Backwards: from every place and state the sum over all ways to the end.
        rows: list[tuple[Row, Row, Row]] = [([], [], [])] * self.rows
        outgoing: list[list[list[Edge]]] = [
            [[] for _ in range(high[n] - low[n] + 1)] for n in range(self.rows)
        ]
        for n in range(self.rows):
            for k, found in enumerate(edges[n]):
                for a, b, score in found:
                    outgoing[n - a][low[n] + k - b - low[n - a]].append((a, b, score))
        gone = [0.0] * (last + 1)
        come = [0.0] * (high[-1] - self._left + 1)
        sure: dict[tuple[int, int, int, int], float] = {}
        wanted = {(n, a, j, b) for n, a, j, b, _ in way if a and b}
        for n in range(last, -1, -1):
            width = high[n] - low[n] + 1
            paired, left, added = [-inf] * width, [-inf] * width, [-inf] * width
            rows[n] = (paired, left, added)
            below = rows[n + 1] if n < last else None
            for k in range(width - 1, -1, -1):
                j = low[n] + k
                if n == last and k == width - 1:
                    paired[k] = left[k] = added[k] = 0.0
                    continue
                on = [score + rows[n + a][0][j + b - low[n + a]] for a, b, score in outgoing[n][k]]
                paths = _sum(on) if on else -inf
                down_open = down_on = right_open = right_on = -inf
                if below is not None and low[n + 1] <= j <= high[n + 1]:
                    opened, goes_on = self._left_out[n]
                    behind = below[1][j - low[n + 1]]
                    down_open, down_on = behind + opened, behind + goes_on
                if k + 1 < width:
                    opened, goes_on = self._added[j - self._left]
                    right_open, right_on = added[k + 1] + opened, added[k + 1] + goes_on
                paired[k] = _sum((paths, down_open, right_open))
                left[k] = _sum((paths, down_on, right_open))
                added[k] = _sum((paths, down_open, right_on))
                here = forward[n]
                every = _sum((here[0][k], here[1][k], here[2][k]))
                if every == -inf:
                    continue
                for (a, b, _), value in zip(outgoing[n][k], on, strict=True):
                    if (n, a, j, b) in wanted:
                        sure[n, a, j, b] = exp(min(0.0, every + value - whole))
                if down_open > -inf:
                    ways = _sum((here[0][k] + down_open, here[1][k] + down_on, here[2][k] + down_open))
                    gone[n] += exp(min(0.0, ways - whole))
                if right_open > -inf:
                    ways = _sum((here[0][k] + right_open, here[1][k] + right_open, here[2][k] + right_on))
                    come[j - self._left] += exp(min(0.0, ways - whole))
        found = []
        for n, a, j, b, _ in way:
            if a and b:
                sureness = sure.get((n, a, j, b), 0.0)
            else:
                sureness = gone[n] if a else come[j - self._left]
            found.append(Step(self.top + n, a, j, b, min(1.0, sureness)))
        return found


def _edges(costs: Costs, window: Window) -> list[list[list[Edge]]]:
    """For every place the beads of pairs that end there, without those nobody would think of."""
    low, high, top = window.low, window.high, window.top
    rows = len(low)
    found: list[list[list[Edge]]] = [[[] for _ in range(high[n] - low[n] + 1)] for n in range(rows)]
    bead = costs.bead
    for n in range(rows - 1):
        for j in range(low[n], high[n] + 1):
            for a, b, usual in SHAPES:
                end, stop = n + a, j + b
                if end >= rows or not low[end] <= stop <= high[end]:
                    continue
                score = usual + bead(top + n, a, j, b)
                if score > FEWEST:
                    found[end][stop - low[end]].append((a, b, score))
    return found


def _best_state(states: tuple[Row, Row, Row], place: int) -> int:
    paired, left, added = states[0][place], states[1][place], states[2][place]
    if paired >= left and paired >= added:
        return PAIRED
    return LEFT_OUT if left >= added else ADDED


def _sum(values: Sequence[float]) -> float:
    """The logarithm of the sum of what these are the logarithms of."""
    most = max(values)
    if most == -inf:
        return -inf
    total = 0.0
    for value in values:
        if value > most - 30:
            total += exp(value - most)
    return most + log(total)
