"""Finds the most probable beads of two texts, and how probable each is, by dynamic programming.

Long tables are done in parts, so that memory stays small: each part looks further than it decides.
"""

from audit.analysis.alignment.costs import Costs
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.sureness import with_sureness
from audit.analysis.alignment.table import Table
from audit.analysis.alignment.windows import Window

PART, AHEAD = 400, 80  # rows of a part that are decided, and that are looked at beyond


def best_steps(costs: Costs, window: Window, roughly: bool = False) -> list[Step]:
    """The most probable way through a window. `roughly`: with the usual beads alone, and without their sureness."""
    rows = len(window.low) - 1
    steps: list[Step] = []
    top = left = 0
    while True:
        bottom = min(rows, top + PART + AHEAD)
        table = Table(costs, window, top, left, bottom, is_last=bottom == rows, roughly=roughly)
        way = table.best_way()
        found = way if roughly else with_sureness(table, way)
        if bottom == rows:
            return steps + found
        decided = [step for step in found if step.i + step.a <= top + PART]
        steps += decided
        top, left = decided[-1].i + decided[-1].a, decided[-1].j + decided[-1].b
