"""How much longer or shorter the same text is in another language."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class TextLengths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of `data/text_lengths/`: length as a share of that in English, by base tag."""

    lengths: dict[str, float]


@cache
def usual_ratio(source: str, target: str) -> float | None:
    """Length of a text in `target` as a share of its length in `source`, both base tags; None when nobody measured it."""
    lengths = decode("text_lengths", "any", TextLengths).lengths
    if source not in lengths or target not in lengths:
        return None
    return lengths[target] / lengths[source]
