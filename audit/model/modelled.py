"""What a model says of a document."""

import msgspec


class Unjudged(msgspec.Struct, frozen=True):
    """What a model had nothing to say of, and why. `segments` are numbers of segments of the document, in order."""

    why: str
    segments: tuple[int, ...]


class Modelled(msgspec.Struct, frozen=True):
    """One model on one document: `figure` is the mean of `segments`, higher is better, None when it said nothing.

    `segments` has one figure for each pair of source and translation that it was asked about, in order, or for each
    segment of a text without a source; `places` is the segment of the document that each stands in. `heads` are
    probabilities of being wrong by other heads over the same model, in the same way. `kind` is what the model was asked,
    `signature` everything its answers depend on. `order`, of a model for fluency: in which order to read, as indexes of
    `segments`, the most surprising for their length first.
    """

    kind: str
    figure: float | None
    signature: str
    segments: tuple[float | None, ...] = ()
    places: tuple[int, ...] = ()
    heads: dict[str, tuple[float | None, ...]] = msgspec.field(default_factory=dict)
    unjudged: tuple[Unjudged, ...] = ()
    order: tuple[int, ...] = ()

    def by_segment(self) -> dict[int, float]:
        """The figure of each segment: of several pairs the lowest, which is the one to read."""
        return least(self.places, self.segments)

    def heads_by_segment(self) -> dict[str, dict[int, float]]:
        """The same of each head: the highest."""
        found = {}
        for name, values in self.heads.items():
            negated = [None if value is None else -value for value in values]
            found[name] = {place: -value for place, value in least(self.places, negated).items()}
        return found


def least(
    places: tuple[int, ...], values: "tuple[float | None, ...] | list[float | None]"
) -> dict[int, float]:
    """The lowest value at each place; places without a value are left out."""
    found: dict[int, float] = {}
    for place, value in zip(places, values, strict=True):
        if value is not None:
            found[place] = min(value, found.get(place, value))
    return found
