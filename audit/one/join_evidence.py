"""Two witnesses: what a rule and a model see at the same place."""

import math
from collections.abc import Sequence

import msgspec

from audit.analysis.pair_view import PairView
from audit.model.check import Need
from audit.model.finding import BY_MODEL, Reason
from audit.model.mqm import Confidence
from audit.model.span import Span
from audit.one.placed import CERTAIN_PAIR, Placed

SURE = 0.9  # calibrated probability from which a model's word counts
SAME = 0.5  # share of what both cover that both must cover to point at the same words
JOINING = ("accuracy", "terminology")  # dimensions of what a model for errors of translation knows


def joined(placed: Sequence[Placed], pairs: PairView | None) -> list[Placed]:
    """The detections, those certain that a rule holds for likely and a model for wrong.

    Only a calibrated probability of SURE or more counts. Nothing becomes certain by a model alone: what a model found, or
    helped to find, stays as it is, and so does what is only possible.
    """
    known = [(item.place, reason) for item in placed for reason in sure_reasons(item)]
    if not known:
        return list(placed)
    return [backed(item, known) if may_rise(item, pairs) else item for item in placed]


def sure_reasons(item: Placed) -> list[Reason]:
    """What a model says of a place, where it is sure enough."""
    if Need.MODEL not in item.check.needs:
        return []
    least = math.log(SURE / (1 - SURE))
    return [
        reason
        for reason in item.detection.reasons
        if reason.name == BY_MODEL and reason.weight >= least - 1e-6
    ]


def may_rise(item: Placed, pairs: PairView | None) -> bool:
    """True for what a rule alone holds for likely, in a pair whose sides surely belong together."""
    confidence = item.detection.confidence or item.check.confidence
    if confidence is not Confidence.LIKELY or Need.MODEL in item.check.needs:
        return False
    if any(reason.name == BY_MODEL for reason in item.detection.reasons):
        return False
    if item.pair is not None and pairs is not None and pairs.pairs[item.pair].sure < CERTAIN_PAIR:
        return False
    return str(item.check.category).partition("/")[0] in JOINING


def backed(item: Placed, known: Sequence[tuple[Span, Reason]]) -> Placed:
    """A detection with what a model says of the same words."""
    saying = [reason for place, reason in known if share(item.place, place) >= SAME]
    if not saying:
        return item
    best = max(saying, key=lambda reason: reason.weight)
    detection = msgspec.structs.replace(
        item.detection, confidence=Confidence.CERTAIN, reasons=(*item.detection.reasons, best)
    )
    return msgspec.structs.replace(item, detection=detection)


def share(one: Span, other: Span) -> float:
    """What two places have in common, of what they cover together."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0
