"""Finds the most probable beads of two texts, and how probable each is, by dynamic programming.

Between sentences that clearly belong together, and whose neighbours do, there is nothing to be found: only what lies
between such is put in tables. Long texts are done in parts, so that memory stays small: each part looks further than it
decides.
"""

from math import exp

from audit.analysis.alignment.costs import REPLACED, Costs
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.sureness import with_sureness
from audit.analysis.alignment.table import Scores, Table
from audit.analysis.alignment.windows import Window

PART, AHEAD = 400, 80  # rows of a part that are decided, and that are looked at beyond
BOTH_WAYS = exp(REPLACED) + 1


def best_steps(costs: Costs, window: Window, roughly: bool = False) -> list[Step]:
    """The most probable way through a window. `roughly`: with the usual beads alone, and without their sureness."""
    rows = len(window.low) - 1
    steps: list[Step] = []
    top = left = 0
    while True:
        bottom = min(rows, top + PART + AHEAD)
        found = _part(Scores(costs, window, top, left, bottom, roughly), bottom, bottom == rows)
        costs.forget()
        if bottom == rows:
            return steps + found
        decided = [step for step in found if step.i + step.a <= top + PART]
        steps += decided
        top, left = decided[-1].i + decided[-1].a, decided[-1].j + decided[-1].b


def _part(scores: Scores, bottom: int, is_last: bool) -> list[Step]:
    """The best way through one part: what is settled amid settled pairs as it is, the rest by tables."""
    costs = scores.costs
    top, left = scores.top, scores.low[0]
    steps: list[Step] = []

    def search(*corner: int, is_last: bool) -> None:
        table = Table(scores, top, left, *corner, is_last=is_last)
        way = table.best_way()
        steps.extend(way if scores.roughly else with_sureness(table, way))

    # A part that ends anywhere is one table: how sure its beads are depends on where it may end.
    for i, j in scores.settled.amid_settled() if is_last else ():
        if i < top or j < left:
            continue
        if (i, j) != (top, left):
            search(i, j, is_last=True)
        score = scores.of(i, j)
        # All that could stand in its place: the one is left out, the other added, before it or behind it.
        other = BOTH_WAYS * exp(costs.left_out[i][0] + costs.added[j][0] - score)
        steps.append(Step(i, 1, j, 1, score, 1 / (1 + other)))
        top, left = i + 1, j + 1
    if top < bottom or (is_last and left < scores.high[-1]):
        search(bottom, is_last=is_last)
    return steps
