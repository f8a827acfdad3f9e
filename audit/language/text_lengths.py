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


@cache
def ratio_in_prose(source: str, target: str) -> float:
    """The same for running text, which is shorter than labels in most languages; 1 where nobody measured it."""
    prose = decode("text_lengths", "prose", TextLengths).lengths
    labels = decode("text_lengths", "any", TextLengths).lengths

    def length(tag: str) -> float | None:
        return prose.get(tag) or (labels[tag] * prose["other"] if tag in labels else None)

    first, second = length(source), length(target)
    return second / first if first and second else 1.0
