"""What a measure says of a document."""

import msgspec

# What a measure counts, as plain numbers that may be added.
Statistics = tuple[int | float, ...]


class SegmentMeasured(msgspec.Struct, frozen=True, array_like=True):
    """The figure of one segment, by its number in the document, and what it is reckoned from."""

    segment: int
    score: float
    statistics: Statistics


class TotalMeasured(msgspec.Struct, frozen=True):
    """The figure of many documents: of those that have a reference and share a signature."""

    id: str
    score: float
    signature: str
    documents: int
    statistics: Statistics


class Measured(msgspec.Struct, frozen=True):
    """The figure of a document: `score` is reckoned from `statistics`, the sum of those of the segments compared.

    `id` and `signature` say which figure it is; statistics of the same signature may be added.
    `segments` are the figures of the single segments, whose own `segment_signature` may differ; none where the
    document was compared as a whole.
    """

    id: str
    score: float
    signature: str
    statistics: Statistics
    segments: tuple[SegmentMeasured, ...] = ()
    segment_signature: str = ""
