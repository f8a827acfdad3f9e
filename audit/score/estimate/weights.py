"""The weights of the estimate: those that ship, or a file that `audit calibrate` wrote."""

from functools import cache, cached_property
from hashlib import blake2b
from math import exp
from pathlib import Path

import msgspec

from audit.language.catalogue import decode
from audit.model.errors import SettingsError
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.sign import Sign
from audit.score.estimate.translated import Translated

KIND, SHIPPED = "estimate_weights", "beside_source"
MOST = 100.0  # points that are deducted for one stretch at most: four times what no translation at all costs


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A sum of weighted signs. What is deducted is e to the power of `bias` and the sum, ever slower towards MOST.

    `figures` says on what the weights were fitted. A sign without a weight is not looked at.
    """

    figures: str
    bias: float
    weights: dict[str, float]

    @cached_property
    def terms(self) -> tuple[tuple[Sign, float], ...]:
        """The signs that weigh something."""
        return tuple(
            (each, self.weights[each.name]) for each in EVERY_SIGN if self.weights.get(each.name, 0.0)
        )

    @cached_property
    def digest(self) -> str:
        """Eight hex digits."""
        said = sorted(self.weights.items())
        return blake2b(msgspec.json.encode((self.bias, said)), digest_size=4).hexdigest()

    def weighed(self, stretch: Translated) -> float:
        """The sum of the weighted signs, without the bias."""
        return sum(weight * each.measure(stretch) for each, weight in self.terms)

    def heaviest(self, stretch: Translated) -> str:
        """What the sign measures that speaks loudest against a stretch; "" where none does."""
        loudest, said = 0.0, ""
        for each, weight in self.terms:
            if each.against and (found := weight * each.measure(stretch)) > loudest:
                loudest, said = found, each.says
        return said

    def deducted(self, stretch: Translated) -> float:
        """What a professional would deduct for a stretch, in MQM points."""
        total = self.bias + self.weighed(stretch)
        return MOST * (1 - exp(-exp(min(total, 10.0)) / MOST))


@cache
def shipped_weights() -> Weights:
    """The weights of `data/estimate_weights/`."""
    return decode(KIND, SHIPPED, Weights)


def read_weights(file: Path) -> Weights:
    """The weights of a file that `audit calibrate` wrote. Raises SettingsError naming what does not fit."""
    import tomllib

    try:
        text = file.read_text(encoding="utf-8")
        weights = msgspec.convert(tomllib.loads(text), Weights)
    except OSError as error:
        raise SettingsError(f"estimate: {file}: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"estimate: {file}: {error}") from None
    known = {each.name: each for each in EVERY_SIGN}
    for name, weight in weights.weights.items():
        if name not in known:
            raise SettingsError(f"estimate: {file}: there is no sign called {name!r}")
        if weight != weight or abs(weight) > 1000:
            raise SettingsError(f"estimate: {file}: {name} is no weight: {weight}")
        if weight < 0 and known[name].against:
            raise SettingsError(
                f"estimate: {file}: {name} speaks against a translation: its weight cannot be below 0"
            )
    if weights.bias != weights.bias or abs(weights.bias) > 1000:
        raise SettingsError(f"estimate: {file}: bias is no number: {weights.bias}")
    return weights


def weights_text(weights: Weights, comment: str) -> str:
    """A weights file, signs in their order, each with what it measures."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += [
        f"figures = {msgspec.json.encode(weights.figures).decode()}",
        f"bias = {weights.bias:.4f}",
        "",
        "[weights]",
    ]
    lines += [
        f"{each.name} = {weights.weights[each.name]:.4f}  # {each.says}"
        for each in EVERY_SIGN
        if round(weights.weights.get(each.name, 0.0), 4)
    ]
    return "\n".join(lines) + "\n"
