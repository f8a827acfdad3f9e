"""What a model says of a document."""

import msgspec


class Modelled(msgspec.Struct, frozen=True):
    """One model on one document: `figure` is the mean of `segments`, higher is better, None when it said nothing.

    `segments` has one figure for each pair of source and translation, in order; for a text without a source, one for
    each segment that is read (`parts` are their indexes in the document). `kind` is what the model was asked,
    `signature` everything its answers depend on. `order`, of a model for fluency: in which order to read, as indexes of
    `segments`, the most surprising for their length first.
    """

    kind: str
    figure: float | None
    signature: str
    segments: tuple[float | None, ...] = ()
    order: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
