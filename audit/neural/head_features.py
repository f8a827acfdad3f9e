"""The features heads are fitted on, by name: `best@6` is the feature `best` at layer 6 of the encoder.

All are seen from one side, `own`; a head for words of the source changes the sides. To add a feature, write a
function and put it in the table; names are part of the files of heads and never change their meaning.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from audit.model.errors import UsageError
from audit.neural.encoder import Vectors
from audit.neural.libraries import libraries

STRETCH = 5  # neighbouring tokens that are looked at together


class Sides(msgspec.Struct, frozen=True):
    """Two texts at one layer. `table` holds the cosines, own tokens × other tokens; both sides have some."""

    own_text: str
    other_text: str
    own: Vectors
    other: Vectors
    layer: int
    table: Any

    @property
    def rows(self) -> Any:
        """The vectors of the own tokens."""
        return self.own.layers[self.layer]

    @property
    def partners(self) -> Any:
        """For each own token, the vector of its best partner."""
        return self.other.layers[self.layer][self.table.argmax(1)]


def best(sides: Sides) -> Any:
    """The cosine with the best partner."""
    return sides.table.max(1).values


def margin(sides: Sides) -> Any:
    """How far the best partner stands out from the mean of all words of the other side."""
    return sides.table.max(1).values - sides.table.mean(1)


def lead(sides: Sides) -> Any:
    """How far the best partner stands out from the second best."""
    if sides.table.shape[1] < 2:
        return sides.table.max(1).values
    two = sides.table.topk(2, 1).values
    return two[:, 0] - two[:, 1]


def taken(sides: Sides) -> Any:
    """How much better the best partner goes with another word of this side: 0 when the two choose each other."""
    return sides.table.max(0).values[sides.table.argmax(1)] - sides.table.max(1).values


def around(sides: Sides) -> Any:
    """The mean of the best partners of the words before and after."""
    found = sides.table.max(1).values
    before, after = found.roll(1), found.roll(-1)
    before[0], after[-1] = found[0], found[-1]
    return (before + after) / 2


def kin(sides: Sides) -> Any:
    """The greatest cosine with another word of this side: a word said twice."""
    own = sides.rows @ sides.rows.T
    own.fill_diagonal_(-1.0)
    return own.max(1).values


def vector(sides: Sides) -> Any:
    """The token's vector."""
    return sides.rows


def product(sides: Sides) -> Any:
    """The token's vector times that of its best partner, number by number."""
    return sides.rows * sides.partners


def difference(sides: Sides) -> Any:
    """How far the token's vector is from that of its best partner, number by number."""
    return (sides.rows - sides.partners).abs()


def mean_vector(sides: Sides) -> Any:
    """The mean of the vectors of this side: what is spoken of, and how."""
    return sides.rows.mean(0)


def other_mean_vector(sides: Sides) -> Any:
    """The same on the other side."""
    return sides.other.layers[sides.layer].mean(0)


def alike(sides: Sides) -> Any:
    """The mean over the words of this side of the cosine with the best partner."""
    return sides.table.max(1).values.mean()


def other_alike(sides: Sides) -> Any:
    """The same over the words of the other side."""
    return sides.table.max(0).values.mean()


def weakest(sides: Sides) -> Any:
    """The least cosine with a best partner on this side."""
    return sides.table.max(1).values.min()


def other_weakest(sides: Sides) -> Any:
    """The same on the other side."""
    return sides.table.max(0).values.min()


def fifth(sides: Sides) -> Any:
    """The mean of the weakest fifth of the words of this side, by the cosine with the best partner."""
    return _weakest_fifth(sides.table.max(1).values)


def other_fifth(sides: Sides) -> Any:
    """The same on the other side."""
    return _weakest_fifth(sides.table.max(0).values)


def stretch(sides: Sides) -> Any:
    """The least mean, over neighbouring words of this side, of the cosine with the best partner."""
    return _weakest_stretch(sides.table.max(1).values)


def other_stretch(sides: Sides) -> Any:
    """The same on the other side: a clause left out is a stretch without partners, not a word here and there."""
    return _weakest_stretch(sides.table.max(0).values)


def chosen(sides: Sides) -> Any:
    """The share of the words of this side that are the best partner of a word."""
    return _share_chosen(sides.table.argmax(0), sides.table.shape[0])


def other_chosen(sides: Sides) -> Any:
    """The same on the other side: what is said in circles chooses the same words again and again."""
    return _share_chosen(sides.table.argmax(1), sides.table.shape[1])


def other_kin(sides: Sides) -> Any:
    """The mean over the words of the other side of the greatest cosine with another word there."""
    other = sides.other.layers[sides.layer]
    table = other @ other.T
    table.fill_diagonal_(-1.0)
    return table.max(1).values.mean()


def cosine(sides: Sides) -> Any:
    """The cosine of the whole texts."""
    return sides.own.whole @ sides.other.whole


def whole_product(sides: Sides) -> Any:
    """The vectors of the whole texts multiplied, number by number."""
    return sides.own.whole * sides.other.whole


def whole_difference(sides: Sides) -> Any:
    """The distance of the vectors of the whole texts, number by number."""
    return (sides.own.whole - sides.other.whole).abs()


def longer(sides: Sides) -> Any:
    """The logarithm of the ratio of lengths, in code points."""
    return libraries().torch.tensor(math.log((len(sides.own_text) + 1) / (len(sides.other_text) + 1)))


def more_tokens(sides: Sides) -> Any:
    """The logarithm of the ratio of lengths, in tokens."""
    return libraries().torch.tensor(math.log(len(sides.own.spans) / len(sides.other.spans)))


def size(sides: Sides) -> Any:
    """The logarithm of the number of tokens of this side."""
    return libraries().torch.tensor(math.log(len(sides.own.spans)))


def letters(sides: Sides) -> Any:
    """The logarithm of the token's length in code points."""
    return libraries().torch.tensor([math.log(end - start) for start, end in sides.own.spans])


def begins(sides: Sides) -> Any:
    """1 for a token that begins a word, else 0."""
    text = sides.own_text
    return libraries().torch.tensor(
        [float(start == 0 or text[start - 1].isspace()) for start, _ in sides.own.spans]
    )


def _weakest_fifth(values: Any) -> Any:
    return values.sort().values[: max(1, len(values) // 5)].mean()


def _weakest_stretch(values: Any) -> Any:
    return values.unfold(0, min(STRETCH, len(values)), 1).mean(1).min()


def _share_chosen(places: Any, count: int) -> Any:
    return libraries().torch.tensor(len(places.unique()) / count)


# Of each token of the own side: one number, or a vector. Those with a layer are named with it.
OF_TOKENS: dict[str, Callable[[Sides], Any]] = {
    "best": best, "margin": margin, "lead": lead, "taken": taken, "around": around, "kin": kin,
    "vector": vector, "product": product, "difference": difference, "letters": letters, "begins": begins,
}  # fmt: skip
# Of the two texts: the same for all their tokens, and all that a head for segments may use.
OF_SEGMENTS: dict[str, Callable[[Sides], Any]] = {
    "alike": alike, "other-alike": other_alike, "weakest": weakest, "other-weakest": other_weakest,
    "fifth": fifth, "other-fifth": other_fifth, "stretch": stretch, "other-stretch": other_stretch,
    "chosen": chosen, "other-chosen": other_chosen, "other-kin": other_kin, "size": size,
    "mean-vector": mean_vector, "other-mean-vector": other_mean_vector,
    "cosine": cosine, "whole-product": whole_product, "whole-difference": whole_difference,
    "longer": longer, "more-tokens": more_tokens,
}  # fmt: skip
WIDE = frozenset(
    {
        "vector",
        "product",
        "difference",
        "mean-vector",
        "other-mean-vector",
        "whole-product",
        "whole-difference",
    }
)
WITHOUT_LAYER = frozenset(
    {"letters", "begins", "cosine", "whole-product", "whole-difference", "longer", "more-tokens", "size"}
)


def layers_of(names: Sequence[str], last: int) -> list[int]:
    """The layers that features need. Raises UsageError for a name that is no feature."""
    return sorted({parsed(name, last)[1] for name in names})


def width_of(names: Sequence[str], hidden: int) -> int:
    """How many numbers the features have together, over an encoder of this width."""
    return sum(hidden if name.split("@")[0] in WIDE else 1 for name in names)


def parsed(name: str, last: int) -> tuple[str, int]:
    """A feature and its layer; the last layer for those that have none."""
    feature, _, layer = name.partition("@")
    known = feature in OF_TOKENS or feature in OF_SEGMENTS
    if feature in WITHOUT_LAYER:
        known, layer = not layer, layer or str(last)
    if not known or not layer.isdecimal() or int(layer) > last:
        there = ", ".join(
            sorted(one if one in WITHOUT_LAYER else f"{one}@LAYER" for one in (OF_TOKENS | OF_SEGMENTS))
        )
        raise UsageError(f"feature {name!r} of a head: there are {there}, with layers to {last}")
    return feature, int(layer)


def token_features(
    own_text: str, other_text: str, own: Vectors, other: Vectors, names: Sequence[str], last: int
) -> Any:
    """A tensor with a row for every token of the own side. Both sides must have tokens."""
    torch = libraries().torch
    count = len(own.spans)
    columns = []
    for feature, sides in _seen(own_text, other_text, own, other, names, last):
        if feature in OF_TOKENS:
            columns.append(OF_TOKENS[feature](sides).reshape(count, -1).float())
        else:
            columns.append(OF_SEGMENTS[feature](sides).reshape(1, -1).float().expand(count, -1))
    return torch.cat(columns, 1)


def segment_features(
    own_text: str, other_text: str, own: Vectors, other: Vectors, names: Sequence[str], last: int
) -> Any:
    """A tensor with one row: features of the two texts; those of tokens count with their mean."""
    torch = libraries().torch
    columns = []
    for feature, sides in _seen(own_text, other_text, own, other, names, last):
        if feature in OF_TOKENS:
            columns.append(
                OF_TOKENS[feature](sides).reshape(len(own.spans), -1).float().mean(0, keepdim=True)
            )
        else:
            columns.append(OF_SEGMENTS[feature](sides).reshape(1, -1).float())
    return torch.cat(columns, 1)


def _seen(
    own_text: str, other_text: str, own: Vectors, other: Vectors, names: Sequence[str], last: int
) -> list[tuple[str, Sides]]:
    known: dict[int, Sides] = {}
    found = []
    for name in names:
        feature, layer = parsed(name, last)
        if layer not in known:
            table = own.layers[layer] @ other.layers[layer].T
            known[layer] = Sides(own_text, other_text, own, other, layer, table)
        found.append((feature, known[layer]))
    return found
