"""What a model says of a document."""

import msgspec


class Modelled(msgspec.Struct, frozen=True):
    """One model on one document: `figure` is the mean of `segments`, higher is better, None when it said nothing.

    `segments` has one figure for each pair of source and translation, in order. `kind` is what the model was asked,
    `signature` everything its answers depend on.
    """

    kind: str
    figure: float | None
    signature: str
    segments: tuple[float | None, ...] = ()
