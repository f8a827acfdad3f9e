"""How probable each bead of the best way is: the share that ways through it have of all ways.

The sums over all ways are counted forwards and backwards. Those to a row are counted as shares of the best way to it, so
that no logarithms are needed.
"""

from bisect import bisect_left, bisect_right
from math import exp, inf

from audit.analysis.alignment.costs import REPLACED
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.table import Row, Table, shifted

REPLACING = exp(REPLACED)
HUGE = 1e120  # times the best way: what leads there leads nowhere
LARGEST = 250.0  # exponent

States = tuple[Row, Row, Row]


def with_sureness(table: Table, way: list[Step]) -> list[Step]:
    """The steps of the best way through a table, each with its share."""
    return _Sums(table, way).steps()


class _Sums:
    def __init__(self, table: Table, way: list[Step]) -> None:
        self.table, self.way = table, way
        self.scale = _scale(table, way)
        self.factors = [0.0] + [
            _exp(before - here) for before, here in zip(self.scale, self.scale[1:], strict=False)
        ]
        self.ones = [
            [exp(min(LARGEST, score + before - here)) if score > -inf else 0.0 for score in row]
            for row, before, here in zip(table.ones, [0.0, *self.scale], self.scale, strict=False)
        ]
        self.several = [
            [(place, a, b, _exp(score + self.scale[n - a] - self.scale[n])) for place, a, b, score in row]
            for n, row in enumerate(table.several)
        ]
        self.left_out = [
            (_exp(opened) * factor, _exp(goes_on) * factor)
            for (opened, goes_on), factor in zip(table.left_out, self.factors[1:], strict=True)
        ]
        first = table.low[0]
        self.added = [(exp(opened), exp(goes_on)) for opened, goes_on in table.added[first : table.high[-1]]]
        self.first = first

    def steps(self) -> list[Step]:
        table = self.table
        low, high = table.low, table.high
        forward = self._forward()
        totals = [[sum(values) for values in zip(*states, strict=True)] for states in forward]
        last = len(low) - 1
        whole = totals[last][-1] if table.is_last else sum(totals[last])
        backward = self._backward()
        found = []
        for step in self.way:
            i, a, j, b = step[:4]
            n, share = i - table.top, 0.0
            if a and b:
                share = (
                    totals[n][j - low[n]] * self._weight(n, a, j, b) * backward[n + a][0][j + b - low[n + a]]
                )
            elif a:
                opened, goes_on = self.left_out[n]
                for place in range(max(low[n], low[n + 1]), min(high[n], high[n + 1]) + 1):
                    pair, gone, come = (state[place - low[n]] for state in forward[n])
                    share += ((pair + come) * opened + gone * goes_on) * backward[n + 1][1][
                        place - low[n + 1]
                    ]
            else:
                share = self._of_added(j, forward, backward)
            found.append(step._replace(sureness=min(1.0, share / whole) if whole > 0 else 0.0))
        return found

    def _of_added(self, j: int, forward: list[States], backward: list[States]) -> float:
        """The sum of all ways on which a sentence of the target is added, in whatever row."""
        low = self.table.low
        opened, goes_on = self.added[j - self.first]
        share = 0.0
        for n in self._rows(j):
            k = j - low[n]
            pair, gone, come = (state[k] for state in forward[n])
            share += ((pair + gone * REPLACING) * opened + come * goes_on) * backward[n][2][k + 1]
        return share

    def _rows(self, j: int) -> range:
        """The rows that hold a place and the next one."""
        return range(bisect_left(self.table.high, j + 1), bisect_right(self.table.low, j))

    def _weight(self, n: int, a: int, j: int, b: int) -> float:
        place = j + b - self.table.low[n + a]
        if a == b == 1:
            return self.ones[n + 1][place]
        return next((entry[3] for entry in self.several[n + a] if entry[:3] == (place, a, b)), 0.0)

    def _forward(self) -> list[States]:
        low, high = self.table.low, self.table.high
        rows: list[States] = []
        total: list[Row] = []
        for n, ones in enumerate(self.ones):
            width = high[n] - low[n] + 1
            if n == 0:
                paired, left = [0.0] * width, [0.0] * width
                paired[0] = 1.0
            else:
                opened, goes_on = self.left_out[n - 1]
                by = low[n] - low[n - 1]
                every = shifted(total[n - 1], by - 1, width, 0.0)
                paired = [value * weight for value, weight in zip(every, ones, strict=True)]
                left = [
                    all_of_it * opened + before * (goes_on - opened)
                    for all_of_it, before in zip(
                        shifted(total[n - 1], by, width, 0.0),
                        shifted(rows[n - 1][1], by, width, 0.0),
                        strict=True,
                    )
                ]
                for place, a, b, weight in self.several[n]:
                    paired[place] += total[n - a][low[n] + place - b - low[n - a]] * weight
            added, whole = [0.0] * width, [0.0] * width
            come, before_it = 0.0, 0.0
            start = low[n] - self.first - 1
            for k in range(width):
                if k:
                    opened, goes_on = self.added[start + k]
                    come = (before_it + left[k - 1] * (REPLACING - 1)) * opened + come * (goes_on - opened)
                    added[k] = come
                before_it = whole[k] = paired[k] + left[k] + come
            if max(whole) > HUGE:
                for row in (paired, left, added, whole):
                    row[:] = [min(value, HUGE) for value in row]
            rows.append((paired, left, added))
            total.append(whole)
        return rows

    def _backward(self) -> list[States]:
        low, high = self.table.low, self.table.high
        last = len(low) - 1
        rows: list[States] = [([], [], [])] * (last + 1)
        outgoing: list[list[tuple[int, int, int, float]]] = [[] for _ in low]
        for n, row in enumerate(self.several):
            for place, a, b, weight in row:
                outgoing[n - a].append((low[n] + place - b - low[n - a], n, place, weight))
        for n in range(last, -1, -1):
            width = high[n] - low[n] + 1
            paths, down = [0.0] * width, [0.0] * width
            opened_down = goes_on_down = 0.0
            if n < last:
                by = low[n] + 1 - low[n + 1]
                below = rows[n + 1]
                paths = [
                    value * weight
                    for value, weight in zip(
                        shifted(below[0], by, width, 0.0),
                        shifted(self.ones[n + 1], by, width, 0.0),
                        strict=True,
                    )
                ]
                down = shifted(below[1], by - 1, width, 0.0)
                opened_down, goes_on_down = self.left_out[n]
                for k, under, place, weight in outgoing[n]:
                    paths[k] += rows[under][0][place] * weight
            paired, left, added = [0.0] * width, [0.0] * width, [0.0] * width
            behind = 0.0
            start = low[n] - self.first
            for k in range(width - 1, -1, -1):
                # A part that is not the last may end anywhere in its last row, or go on from there to the right.
                ends = 1.0 if n == last and (k == width - 1 or not self.table.is_last) else 0.0
                right = right_on = 0.0
                if k + 1 < width:
                    opened, goes_on = self.added[start + k]
                    right, right_on = behind * opened, behind * goes_on
                path, under_it = paths[k] + ends, down[k]
                paired[k] = path + under_it * opened_down + right
                left[k] = path + under_it * goes_on_down + right * REPLACING
                added[k] = behind = path + under_it * opened_down + right_on
            if max(paired) > HUGE or max(left) > HUGE or max(added) > HUGE:
                for values in (paired, left, added):
                    values[:] = [min(value, HUGE) for value in values]
            rows[n] = (paired, left, added)
        return rows


def _scale(table: Table, way: list[Step]) -> list[float]:
    """The score of the best way to each row; where it jumps over one, that of the row before it."""
    found = [0.0] * len(table.low)
    value = 0.0
    row = 0
    for step in way:
        value += step.score
        here = step.i + step.a - table.top
        while row < here:
            row += 1
            found[row] = value if row == here else found[row - 1]
        found[here] = value
    return found


def _exp(value: float) -> float:
    return exp(min(LARGEST, value))
