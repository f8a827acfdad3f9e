"""Pairs of sentences that nothing else comes near: what would take them apart need not be looked at.

Nearly all sentences of a page have become one sentence each, and their scores say so by themselves. Beads of several
sentences are asked about around the others alone.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from audit.analysis.alignment.sides import LONGEST

HIGH = 2.5  # the score of a settled pair …
AHEAD = 4.0  # … and by how much it is more than that of any other pair of either sentence


class Settled:
    """`rows[i]` is the sentence of the target that one of the source belongs to, `columns[j]` the other way round; -1
    where that is open."""

    def __init__(self, rows: list[int], columns: list[int]) -> None:
        self.rows, self.columns = rows, columns
        self._open_rows = list(accumulate([partner < 0 for partner in rows], initial=0))
        self._open_columns = list(accumulate([partner < 0 for partner in columns], initial=0))

    def amid_settled(self) -> list[tuple[int, int]]:
        """The settled pairs with a settled one right before and behind them, rising on both sides."""
        rows = self.rows
        found = [
            (i, j)
            for i, j in enumerate(rows[:-1])
            if j > 0 and i and rows[i - 1] == j - 1 and rows[i + 1] == j + 1
        ]
        # What crosses another one was moved, one of them at least.
        most = list(accumulate((j for _, j in found), max))
        least = list(accumulate((j for _, j in reversed(found)), min))[::-1]
        return [pair for pair, high, low in zip(found, most, least, strict=True) if high == pair[1] == low]

    def leaves_nothing(self, i: int, start: int, end: int) -> bool:
        """True where no sentence is open that a bead from sentence i on could take, at any of some places."""
        rows, columns = self._open_rows, self._open_columns
        return (
            rows[min(i + LONGEST, len(rows) - 1)] == rows[i]
            and columns[min(end + LONGEST - 1, len(columns) - 1)] == columns[min(start, end)]
        )

    def reach(self, i: int, start: int, end: int) -> tuple[int, int]:
        """From where to where a bead may begin whose first sentence of the source is this."""
        partner = self.rows[i]
        return (start, end) if partner < 0 else (partner - LONGEST + 1, partner)

    def allows(self, i: int, a: int, j: int, b: int) -> bool:
        """False for a bead that parts a settled pair, or has nothing but such."""
        stop, end = i + a, j + b
        rows, columns = self._open_rows, self._open_columns
        if rows[stop] - rows[i] == a and columns[end] - columns[j] == b:
            return True
        if rows[stop] == rows[i] and columns[end] == columns[j]:
            return False
        return not any(partner >= 0 and not j <= partner < end for partner in self.rows[i:stop]) and not any(
            partner >= 0 and not i <= partner < stop for partner in self.columns[j:end]
        )


def settled_pairs(ones: Sequence[Sequence[float]], low: Sequence[int], top: int, size: int) -> Settled:
    """The settled ones of a part of the table. Row n of `ones` ends at sentence `top + n`, its first place at `low[n]`."""
    last = top + len(ones) - 1
    rows, columns = [-1] * last, [-1] * size
    best, second, where = [-inf] * size, [-inf] * size, [-1] * size
    found: list[tuple[int, int, float]] = []
    for n in range(1, len(ones)):
        row = ones[n]
        first = low[n] - 1
        most = max(row)
        for j, score in enumerate(row, first):
            if score > -inf:
                if score > best[j]:
                    best[j], second[j], where[j] = score, best[j], n
                elif score > second[j]:
                    second[j] = score
        if most >= HIGH:
            place = row.index(most)
            if (
                max(row[:place], default=-inf) <= most - AHEAD
                and max(row[place + 1 :], default=-inf) <= most - AHEAD
            ):
                found.append((n, first + place, most))
    for n, j, score in found:
        if where[j] == n and second[j] <= score - AHEAD:
            rows[top + n - 1], columns[j] = j, top + n - 1
    return Settled(rows, columns)
