"""Finds the most probable beads of two texts, and how probable each is, by dynamic programming.

A place of the table is a number of sentences done on either side. A way leads from its upper left corner to its lower
right one by beads. There are three states: the last bead was a pair, was left out, was added; that a second sentence is
left out is far more likely than that a first one is. Long tables are done in parts, so that memory stays small: each
part looks further than it decides.
"""

from collections.abc import Sequence
from math import exp, inf, log

from audit.analysis.alignment.costs import FEWEST, FEWEST_OF_MANY, Costs
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.windows import Window

PAIRED, LEFT_OUT, ADDED = 0, 1, 2
PART, AHEAD = 400, 80  # rows of a part that are decided, and that are looked at beyond
FAINT = 25.0


Edge = tuple[int, int, float]
Row = list[float]
States = tuple[Row, Row, Row]
Back = tuple[int, int, int, float]


def best_steps(costs: Costs, window: Window, roughly: bool = False) -> list[Step]:
    """The most probable way through a window. `roughly`: with the usual beads alone, and without their sureness."""
    rows = len(window.low) - 1
    steps: list[Step] = []
    top = left = 0
    while True:
        bottom = min(rows, top + PART + AHEAD)
        part = _Part(costs, window, top, left, bottom, bottom == rows, roughly)
        found = part.steps()
        if bottom == rows:
            return steps + found
        decided = [step for step in found if step.i + step.a <= top + PART]
        steps += decided
        top, left = decided[-1].i + decided[-1].a, decided[-1].j + decided[-1].b


class _Part:
    """Some rows of the table. Where it is not the last one, a way may end anywhere in its last row."""

    def __init__(
        self,
        costs: Costs,
        window: Window,
        top: int,
        left: int,
        bottom: int,
        is_last: bool,
        roughly: bool,
    ) -> None:
        self.roughly = roughly
        self.top, self.left, self.is_last = top, left, is_last
        self.low = [max(left, place) for place in window.low[top : bottom + 1]]
        self.high = [max(left, place) for place in window.high[top : bottom + 1]]
        self.low[0] = left
        self.rows = bottom - top + 1
        self.edges = self._edges(costs)
        self.left_out, self.added = costs.left_out[top:bottom], costs.added

    def steps(self) -> list[Step]:
        way = self._best_way()
        if self.roughly:
            return way
        return self._with_sureness(way, self._forward())

    def _edges(self, costs: Costs) -> list[list[list[Edge]]]:
        """For every place the pairs that end there, without those nobody would think of."""
        low, high, top, rows = self.low, self.high, self.top, self.rows
        found: list[list[list[Edge]]] = [[[] for _ in range(low[n], high[n] + 1)] for n in range(rows)]
        one, some = costs.one, costs.some
        for n in range(rows - 1):
            i = top + n
            below, least, most = found[n + 1], low[n + 1], high[n + 1]
            for j in range(low[n], min(high[n] + 1, len(costs.target))):
                if least <= j + 1 <= most:
                    score = one(i, j)
                    if score > FEWEST:
                        below[j + 1 - least].append((1, 1, score))
                for a, b, usual in costs.shapes(i, j, self.roughly):
                    end, stop = n + a, j + b
                    if end < rows and low[end] <= stop <= high[end]:
                        score = some(i, a, j, b, usual)
                        if score > FEWEST_OF_MANY:
                            found[end][stop - low[end]].append((a, b, score))
        return found

    def _best_way(self) -> list[Step]:
        """The best way to each place is remembered, no other."""
        low, high, edges, added_scores = self.low, self.high, self.edges, self.added
        best: list[States] = []
        back: list[list[list[Back | None]]] = []
        for n in range(self.rows):
            width = high[n] - low[n] + 1
            paired, left, added = [-inf] * width, [-inf] * width, [-inf] * width
            backs: list[list[Back | None]] = [[None] * width, [None] * width, [None] * width]
            best.append((paired, left, added))
            back.append(backs)
            if n == 0:
                paired[0] = 0.0
            else:
                above, first, last = best[n - 1], low[n - 1], high[n - 1]
                opened, goes_on = self.left_out[n - 1]
            for k in range(width):
                j = low[n] + k
                for a, b, score in edges[n][k]:
                    place = j - b - low[n - a]
                    states = best[n - a]
                    state = _best_state(states, place)
                    value = states[state][place] + score
                    if value > paired[k]:
                        paired[k] = value
                        backs[PAIRED][k] = (a, b, state, score)
                if n and first <= j <= last:
                    place = j - first
                    pair, gone_on, come_on = (
                        above[0][place] + opened,
                        above[1][place] + goes_on,
                        above[2][place] + opened,
                    )
                    state = _best_of(pair, gone_on, come_on)
                    value = (pair, gone_on, come_on)[state]
                    if value > -inf:
                        left[k] = value
                        backs[LEFT_OUT][k] = (1, 0, state, goes_on if state == LEFT_OUT else opened)
                if k:
                    open_it, go_on = added_scores[j - 1]
                    pair, gone_on, come_on = (
                        paired[k - 1] + open_it,
                        left[k - 1] + open_it,
                        added[k - 1] + go_on,
                    )
                    state = _best_of(pair, gone_on, come_on)
                    value = (pair, gone_on, come_on)[state]
                    if value > -inf:
                        added[k] = value
                        backs[ADDED][k] = (0, 1, state, go_on if state == ADDED else open_it)
        n = self.rows - 1
        j = (
            high[-1]
            if self.is_last
            else low[n] + max(range(high[n] - low[n] + 1), key=lambda k: (max(row[k] for row in best[n]), -k))
        )
        state = _best_state(best[n], j - low[n])
        way: list[Step] = []
        while n or j > self.left:
            step = back[n][state][j - low[n]]
            if step is None:
                raise AssertionError("the window has no way through")
            a, b, state, score = step
            n, j = n - a, j - b
            way.append(Step(self.top + n, a, j, b, score, 1.0))
        way.reverse()
        return way

    def _forward(self) -> list[States]:
        """For every place and state the logarithm of the sum over all ways that lead there."""
        low, high, edges, added_scores = self.low, self.high, self.edges, self.added
        rows: list[States] = []
        every: list[Row] = []
        for n in range(self.rows):
            width = high[n] - low[n] + 1
            paired, left, added, total = [-inf] * width, [-inf] * width, [-inf] * width, [-inf] * width
            if n == 0:
                paired[0] = 0.0
            else:
                above, first, last = rows[n - 1], low[n - 1], high[n - 1]
                opened, goes_on = self.left_out[n - 1]
            for k in range(width):
                j = low[n] + k
                if edges[n][k]:
                    paired[k] = _sum(
                        [every[n - a][j - b - low[n - a]] + score for a, b, score in edges[n][k]]
                    )
                if n and first <= j <= last:
                    place = j - first
                    left[k] = _sum3(
                        above[0][place] + opened, above[1][place] + goes_on, above[2][place] + opened
                    )
                if k:
                    open_it, go_on = added_scores[j - 1]
                    added[k] = _sum3(paired[k - 1] + open_it, left[k - 1] + open_it, added[k - 1] + go_on)
                total[k] = _sum3(paired[k], left[k], added[k])
            rows.append((paired, left, added))
            every.append(total)
        return rows

    def _with_sureness(self, way: list[Step], forward: list[States]) -> list[Step]:
        """Backwards the sums over all ways to the end; what goes through a bead, as a share of all, is its sureness."""
        low, high, added_scores = self.low, self.high, self.added
        last = self.rows - 1
        ends = range(high[last] - low[last] + 1)
        whole = (
            _sum3(*(states[-1] for states in forward[last]))
            if self.is_last
            else _sum([_sum3(*(states[k] for states in forward[last])) for k in ends])
        )
        outgoing: list[list[list[Edge]]] = [
            [[] for _ in range(low[n], high[n] + 1)] for n in range(self.rows)
        ]
        for n in range(self.rows):
            for k, found in enumerate(self.edges[n]):
                for a, b, score in found:
                    outgoing[n - a][low[n] + k - b - low[n - a]].append((a, b, score))
        gone: dict[int, float] = {}
        come: dict[int, float] = {}
        sure: dict[tuple[int, int, int, int], float] = {}
        wanted = {step[:4] for step in way if step.a and step.b}
        rows: list[States] = [([], [], [])] * self.rows
        for n in range(last, -1, -1):
            width = high[n] - low[n] + 1
            paired, left, added = [-inf] * width, [-inf] * width, [-inf] * width
            rows[n] = (paired, left, added)
            here = forward[n]
            i = self.top + n
            for k in range(width - 1, -1, -1):
                j = low[n] + k
                if n == last and (k == width - 1 or not self.is_last):
                    paired[k] = left[k] = added[k] = 0.0
                    continue
                on = [score + rows[n + a][0][j + b - low[n + a]] for a, b, score in outgoing[n][k]]
                paths = _sum(on) if on else -inf
                down, down_on = -inf, -inf
                if n < last and low[n + 1] <= j <= high[n + 1]:
                    opened, goes_on = self.left_out[n]
                    behind = rows[n + 1][1][j - low[n + 1]]
                    down, down_on = behind + opened, behind + goes_on
                right, right_on = -inf, -inf
                if k + 1 < width:
                    opened, goes_on = added_scores[j]
                    right, right_on = added[k + 1] + opened, added[k + 1] + goes_on
                paired[k] = _sum3(paths, down, right)
                left[k] = _sum3(paths, down_on, right)
                added[k] = _sum3(paths, down, right_on)
                pair, gone_on, come_on = here[0][k], here[1][k], here[2][k]
                every = _sum3(pair, gone_on, come_on)
                if every + max(paired[k], left[k], added[k]) < whole - FAINT:
                    continue
                for (a, b, _), value in zip(outgoing[n][k], on, strict=True):
                    if (i, a, j, b) in wanted:
                        sure[i, a, j, b] = exp(min(0.0, every + value - whole))
                if down > -inf:
                    gone[i] = gone.get(i, 0.0) + exp(
                        min(0.0, _sum3(pair + down, gone_on + down_on, come_on + down) - whole)
                    )
                if right > -inf:
                    come[j] = come.get(j, 0.0) + exp(
                        min(0.0, _sum3(pair + right, gone_on + right, come_on + right_on) - whole)
                    )
        steps = []
        for step in way:
            i, a, j, b = step[:4]
            sureness = sure.get((i, a, j, b), 0.0) if a and b else gone.get(i, 0.0) if a else come.get(j, 0.0)
            steps.append(step._replace(sureness=min(1.0, sureness)))
        return steps


def _best_state(states: States, place: int) -> int:
    return _best_of(states[0][place], states[1][place], states[2][place])


def _best_of(paired: float, left: float, added: float) -> int:
    if paired >= left and paired >= added:
        return PAIRED
    return LEFT_OUT if left >= added else ADDED


def _sum(values: Sequence[float]) -> float:
    """The logarithm of the sum of what these are the logarithms of."""
    most = max(values)
    if most == -inf or len(values) == 1:
        return most
    return most + log(sum([exp(value - most) for value in values if value > most - FAINT]))


def _sum3(one: float, two: float, three: float) -> float:
    most = one if one >= two and one >= three else two if two >= three else three
    if most == -inf:
        return most
    total = 0.0
    if one > most - FAINT:
        total += exp(one - most)
    if two > most - FAINT:
        total += exp(two - most)
    if three > most - FAINT:
        total += exp(three - most)
    return most + log(total) if total > 1.0 else most
