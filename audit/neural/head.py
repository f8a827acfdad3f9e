"""A head: a few kilobytes of weights over the features of a frozen encoder, from JSON."""

import json
import math
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from audit.model.errors import UsageError

FORMAT = 1
UNITS = ("token", "source-token", "segment")
LEAST = 1e-6  # a probability nearer to 0 or 1 says no more


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Logistic regression on named features: sigmoid(slope · (bias + Σ weight · (value − mean) / scale) + intercept).

    `unit`: what it judges: "token" (words of the target), "source-token" (words of the source: the same features with
    the sides changed) or "segment". `features` are names of `head_features.py`; each is one number or, as vectors, as
    many as the encoder is wide, and `weights` (with `mean` and `scale`, empty: 0 and 1) has one for each number, in
    their order. `smoothing` is the share of its neighbours in the log odds of a token: errors are rarely one token long.
    `encoder` names the model it was fitted on, `prefix` what is put before every text there.
    `calibration` is slope and intercept of a Platt scaling. `together` makes one probability for the segment of those of its
    tokens: shift, slope and intercept, see `segment_probability`; without it that is their mean. `threshold` is the
    probability from which it is worth saying something, `label` what it finds. `origin`, `licence` and `figures` say where
    it comes from and what it is worth.
    """

    format: Annotated[int, Meta(ge=FORMAT, le=FORMAT)]
    name: Annotated[str, Meta(min_length=1)]
    encoder: str
    unit: str
    features: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    mean: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()
    calibration: tuple[float, float] = (1.0, 0.0)
    together: tuple[float, float, float] | None = None
    smoothing: Annotated[float, Meta(ge=0, le=1)] = 0.0
    threshold: Annotated[float, Meta(ge=0, le=1)] = 0.5
    label: str = ""
    prefix: str = "query: "
    origin: str = ""
    licence: str = ""
    figures: dict[str, float] = msgspec.field(default_factory=dict)

    def probabilities(self, features: Any) -> list[float]:
        """A probability for every row of a tensor (or rows of numbers) with one column for each weight; rows are the
        tokens of one text in their order, or segments one at a time."""
        from audit.neural.libraries import libraries

        torch = libraries().torch
        table = torch.as_tensor(features, dtype=torch.float64)
        weights = torch.tensor(self.weights, dtype=torch.float64)
        if self.mean:
            table = table - torch.tensor(self.mean, dtype=torch.float64)
        if self.scale:
            table = table / torch.tensor(self.scale, dtype=torch.float64)
        odds = table @ weights + self.bias
        if self.smoothing and len(odds) > 1:
            around = torch.cat([odds[:1], odds, odds[-1:]])
            odds = (1 - self.smoothing) * odds + self.smoothing * (around[:-2] + around[2:]) / 2
        slope, intercept = self.calibration
        found: list[float] = torch.sigmoid(slope * odds + intercept).tolist()
        return found


def segment_probability(together: tuple[float, float, float], tokens: Sequence[float]) -> float:
    """The probability that a segment is wrong: sigmoid(slope · log(sum of sure tokens) + intercept). How sure a token is, is
    its probability with `shift` taken from the log odds: one that surely is wrong outweighs many that may be."""
    shift, slope, intercept = together
    odds = slope * math.log(sum(map(partial(surely, shift=shift), tokens))) + intercept
    return 1 / (1 + math.exp(-min(max(odds, -50.0), 50.0)))


def surely(probability: float, shift: float) -> float:
    """A probability whose log odds are less by a shift."""
    within = min(max(probability, LEAST), 1 - LEAST)
    return 1 / (1 + (1 - within) / within * math.exp(shift))


def read_head(name: str) -> Head:
    """A head of this package by its name, or the one in a file. Raises UsageError for what is none."""
    file = Path(name)
    if file.is_file():
        return decoded(file.read_bytes(), name)
    shipped = shipped_heads()
    if name not in shipped:
        there = ", ".join(shipped) or "none"
        raise UsageError(f"head {name!r}: no such file, and no head of this package; there are {there}")
    return decoded(files("audit.data").joinpath("heads", f"{name}.json").read_bytes(), name)


def shipped_heads() -> tuple[str, ...]:
    """The names of the heads in this package, sorted."""
    folder = files("audit.data").joinpath("heads")
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
    )


def decoded(content: bytes, shown: str) -> Head:
    """A head from JSON. Raises UsageError naming what is wrong with it."""
    try:
        head = msgspec.json.decode(content, type=Head)
    except msgspec.DecodeError as error:
        raise UsageError(f"head {shown}: {error}") from error
    if head.unit not in UNITS:
        raise UsageError(f"head {shown}: unit {head.unit!r}; there are {', '.join(UNITS)}")
    for field in ("mean", "scale"):
        given = getattr(head, field)
        if given and len(given) != len(head.weights):
            raise UsageError(f"head {shown}: {field} has {len(given)} numbers, weights {len(head.weights)}")
    if not all(map(math.isfinite, (*head.weights, *head.mean, *head.scale, head.bias))) or 0 in head.scale:
        raise UsageError(f"head {shown}: a weight is no number, or a scale is 0")
    return head


def encoded(head: Head, digits: int = 6) -> bytes:
    """A head as JSON, numbers rounded to significant digits, one field a line."""
    plain = msgspec.to_builtins(head)

    def short(value: Any) -> Any:
        if isinstance(value, float):
            return float(f"{value:.{digits}g}")
        return (
            [short(one) for one in value]
            if isinstance(value, Sequence) and not isinstance(value, str)
            else value
        )

    lines = [
        f"{json.dumps(key)}: {json.dumps(short(value), ensure_ascii=False)}" for key, value in plain.items()
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
