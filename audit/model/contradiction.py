"""Two sentences that a model holds for contradicting each other."""

import msgspec

from audit.model.span import Span


class Contradiction(msgspec.Struct, frozen=True):
    """Two stretches of one text view, the earlier and the later, and the probability that they contradict."""

    earlier: Span
    later: Span
    probability: float
