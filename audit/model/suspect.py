"""What a model holds for wrong."""

import msgspec


class Suspect(msgspec.Struct, frozen=True):
    """The stretch `[start, end)` of the target of a pair, in code points of its exact value; of a text without a source,
    of a segment.

    `pair` is the index in the view that was asked about. `probability` is what the model gives it, `said` its own word
    for the fault, "" where it has none. `calibrated`: of stretches with that probability as large a share is wrong.
    """

    pair: int
    start: int
    end: int
    probability: float
    said: str = ""
    calibrated: bool = False
