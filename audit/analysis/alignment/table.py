"""Some rows of the table of two texts: its places, the beads that end at each, and the best way through.

A place is a number of sentences done on either side. A way leads from the upper left corner to the lower right one by
beads. There are three states: the last bead was a pair, was left out, was added; that a second sentence is left out is
far more likely than that a first one is.
"""

from math import inf

from audit.analysis.alignment.costs import FEWEST, REPLACED, Costs
from audit.analysis.alignment.settled import settled_pairs
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.windows import Window

Row = list[float]
Several = tuple[int, int, int, float]  # its place in the row, its sentences on both sides, its score


class Scores:
    """What each pair of sentences scores in the rows of a window from `top` to `bottom`, and which pairs are settled.

    `ones[n][k]` is that of the pair which ends in row n at its place k, that is at sentence `low[n] + k`.
    """

    def __init__(self, costs: Costs, window: Window, top: int, left: int, bottom: int, roughly: bool) -> None:
        self.costs, self.window, self.top, self.roughly = costs, window, top, roughly
        self.low = [max(left, place) for place in window.low[top : bottom + 1]]
        self.high = [max(left, place) for place in window.high[top : bottom + 1]]
        self.low[0] = left
        self.ones: list[Row] = [[-inf] * (self.high[0] - left + 1)]
        low, high, size = self.low, self.high, len(costs.target)
        for n in range(1, len(low)):
            start = max(low[n - 1], low[n] - 1)
            end = min(high[n - 1] + 1, size, high[n])
            row = [-inf] * (high[n] - low[n] + 1)
            if start < end:
                first = start + 1 - low[n]
                row[first : first + end - start] = [
                    score if score > FEWEST else -inf for score in costs.ones(top + n - 1, start, end)
                ]
            self.ones.append(row)
        self.settled = settled_pairs(self.ones, low, top, size)

    def of(self, i: int, j: int) -> float:
        """The score of one pair."""
        n = i + 1 - self.top
        return self.ones[n][j + 1 - self.low[n]]


class Table:
    """The rows from `top` to `bottom` of some scores, and of each its places from `left` up to `right`. Where they are
    not the last, a way may end anywhere in the last row.

    `ones[n][k]` is the score of the pair of sentences that ends in row n at its place k, `several[n]` are the other
    beads that end in it. Rows are counted from `top`, places of a row from `low[n]`.
    """

    def __init__(
        self, scores: Scores, top: int, left: int, bottom: int, right: int | None = None, *, is_last: bool
    ) -> None:
        self.top, self.left, self.is_last = top, left, is_last
        first, stop = top - scores.top, bottom - scores.top + 1
        self.low = [max(left, place) for place in scores.low[first:stop]]
        self.high = [max(left, place) for place in scores.high[first:stop]]
        self.low[0] = left
        if right is not None:
            self.high = [min(right, place) for place in self.high]
        costs = scores.costs
        self.left_out, self.added = costs.left_out[top:bottom], costs.added
        self.ones: list[Row] = [
            row[low - before : high - before + 1]
            for row, before, low, high in zip(
                scores.ones[first:stop], scores.low[first:stop], self.low, self.high, strict=True
            )
        ]
        self.ones[0] = [-inf] * (self.high[0] - left + 1)
        self.several: list[list[Several]] = [[] for _ in self.low]
        self._fill(scores)
        self._best_values()

    def _fill(self, scores: Scores) -> None:
        low, high, top = self.low, self.high, self.top
        bottom = top + len(low) - 1
        tops = [0] * top + high
        for n in range(len(low) - 1):
            roughly = scores.roughly or scores.window.is_clear(top + n)
            for j, (a, b, score) in scores.costs.several(
                top + n, low[n], high[n] + 1, bottom, tops, roughly, scores.settled
            ):
                place = j + b - low[n + a]
                if place >= 0:
                    self.several[n + a].append((place, a, b, score))

    def _best_values(self) -> None:
        """The scores of the best ways to all places, by state, and in all."""
        low, high, added_scores = self.low, self.high, self.added
        self.left_best: list[Row] = []
        self.added_best: list[Row] = []
        self.paired_best: list[Row] = []
        self.best: list[Row] = []
        for n, ones in enumerate(self.ones):
            width = high[n] - low[n] + 1
            if n == 0:
                paired, left = [-inf] * width, [-inf] * width
                paired[0] = 0.0
            else:
                opened, goes_on = self.left_out[n - 1]
                paired = [
                    value + score
                    for value, score in zip(
                        shifted(self.best[n - 1], low[n] - 1 - low[n - 1], width), ones, strict=True
                    )
                ]
                left = [
                    value + opened if value + opened > before + goes_on else before + goes_on
                    for value, before in zip(
                        shifted(self.best[n - 1], low[n] - low[n - 1], width),
                        shifted(self.left_best[n - 1], low[n] - low[n - 1], width),
                        strict=True,
                    )
                ]
                for place, a, b, score in self.several[n]:
                    value = self.best[n - a][low[n] + place - b - low[n - a]] + score
                    if value > paired[place]:
                        paired[place] = value
            added, best = [], []
            come, most, before = -inf, -inf, -inf
            come_scores = (
                added_scores[low[n] - 1 : high[n]] if low[n] else [(0.0, 0.0), *added_scores[: high[n]]]
            )
            for pair, gone, (opened, goes_on) in zip(paired, left, come_scores, strict=True):
                come = max(most + opened, before + opened + REPLACED, come + goes_on)
                before = gone
                most = pair if pair >= gone and pair >= come else gone if gone >= come else come
                added.append(come)
                best.append(most)
            self.paired_best.append(paired)
            self.left_best.append(left)
            self.added_best.append(added)
            self.best.append(best)

    def best_way(self) -> list[Step]:
        """The best way to the last place, or to the best one of the last row."""
        low, n = self.low, len(self.low) - 1
        k = self.high[n] - low[n]
        if not self.is_last:
            k = max(range(k + 1), key=lambda place: (self.best[n][place], -place))
        way: list[Step] = []
        state = None  # what the bead before the one that was found last must be, None for any
        while n or k + low[n] > self.left:
            values = self.paired_best[n][k], self.left_best[n][k], self.added_best[n][k]
            if state is None:
                state = values.index(max(values))
            value = values[state]
            if value == -inf:
                raise AssertionError("the window has no way through")
            if state == 0:
                a, b, score = self._pair_to(n, k)
                state = None
            elif state == 1:
                a, b = 1, 0
                opened, goes_on = self.left_out[n - 1]
                place = low[n] + k - low[n - 1]
                is_next = self.left_best[n - 1][place] + goes_on >= self.best[n - 1][place] + opened
                score, state = (goes_on, 1) if is_next else (opened, None)
            else:
                a, b = 0, 1
                opened, goes_on = self.added[low[n] + k - 1]
                choices = (
                    (self.added_best[n][k - 1] + goes_on, goes_on, 2),
                    (self.left_best[n][k - 1] + opened + REPLACED, opened + REPLACED, 1),
                    (self.best[n][k - 1] + opened, opened, None),
                )
                _, score, state = max(choices, key=lambda choice: choice[0])
            j = low[n] + k - b
            n -= a
            k = j - low[n]
            way.append(Step(self.top + n, a, j, b, score, 1.0))
        way.reverse()
        return way

    def _pair_to(self, n: int, k: int) -> tuple[int, int, float]:
        """The last bead of the best way to a place that a pair leads to."""
        best, found = -inf, (1, 1, -inf)
        j = self.low[n] + k
        if self.ones[n][k] > -inf:
            place = j - 1 - self.low[n - 1]
            best, found = self.best[n - 1][place] + self.ones[n][k], (1, 1, self.ones[n][k])
        for place, a, b, score in self.several[n]:
            if place == k:
                value = self.best[n - a][j - b - self.low[n - a]] + score
                if value > best:
                    best, found = value, (a, b, score)
        return found


def shifted(row: Row, by: int, width: int, empty: float = -inf) -> Row:
    """The values of another row from a place on, as wide as is asked for; empty where that has none."""
    if by >= 0:
        values = row[by : by + width]
    elif -by < width:
        values = [empty] * -by + row[: by + width]
    else:
        return [empty] * width
    return values + [empty] * (width - len(values)) if len(values) < width else values
