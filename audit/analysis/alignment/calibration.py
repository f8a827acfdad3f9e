"""How often a bead is right that the table gives a share: less often than the share says.

The table knows no page where one paragraph was put in the place of another, and its parts are not independent. The
constants were fitted on pages with gold beads and on pages of which paragraphs were replaced by others.
"""

from collections.abc import Sequence
from math import exp, log

from audit.analysis.alignment.costs import Costs
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.steps import Step

POWER = 0.65  # of the odds
FEW_ANCHORS, LITTLE = -1.0, 2.0  # where what both sides have is worth less than that
SEVERAL = -0.8  # sentences on one side or on both
LEAST = 1e-9


def calibrated(steps: Sequence[Step], costs: Costs) -> list[Step]:
    """The steps with the sureness that experience leaves them."""
    return [
        step if step.moved or _is_silent(step, costs) else step._replace(sureness=_of(step, costs))
        for step in steps
    ]


def _is_silent(step: Step, costs: Costs) -> bool:
    """True for a pair of blocks of code, pictures, lines of markup: they are what they are."""
    return bool(step.a and step.b) and costs.source[step.i].kind.name in SILENT


def _of(step: Step, costs: Costs) -> float:
    share = min(max(step.sureness, LEAST), 1 - LEAST)
    odds = POWER * log(share / (1 - share))
    if step.a and step.b:
        if costs.shared(step.i, step.a, step.j, step.b) < LITTLE:
            odds += FEW_ANCHORS
        if step.a > 1 or step.b > 1:
            odds += SEVERAL
    return 1 / (1 + exp(-odds))
