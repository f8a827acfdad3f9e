"""What a model is asked about: one segment of a translation."""

import msgspec


class Question(msgspec.Struct, frozen=True):
    """A translation, and what it is a translation of where that is known. Languages are tags, None when not known.

    Offsets in the answer count code points of `target` and `source` as they stand here: nothing is stripped.
    """

    target: str
    source: str | None = None
    target_language: str | None = None
    source_language: str | None = None
