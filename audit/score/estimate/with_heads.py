"""The estimate joined with what heads over an encoder say: a second, small set of weights.

`features_of` turns the figures of a model's answer (heads "spans+detached+omission+critical") into numbers; `Joined`
weighs them beside the sum of the signs.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from math import exp, log, log1p

import msgspec

from audit.language.catalogue import decode
from audit.score.estimate.weights import KIND, MOST

SHIPPED = "with_heads"
HEADS = ("spans", "detached", "omission", "critical")
LEAST = 0.001  # a probability nearer to 0 or 1 than that says no more
# The sum of the weighted signs without its bias; how many tokens are wrong; whether it is a translation at all; whether
# an error is critical. The last two are near 0 until a head is rather sure: below that its order is chance.
FEATURES = ("rules", "wrong_tokens", "lost", "surely_critical")
DETACHED_COUNTS = 1.0  # by how much the log odds of `detached` are raised beside those of `omission`


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is deducted is e to the power of `bias` and the weighted features, ever slower towards MOST.

    No weight is below 0: nothing that speaks against a translation makes the estimate better.
    """

    figures: str
    bias: float
    weights: dict[str, float]

    @property
    def digest(self) -> str:
        """Eight hex digits."""
        said = sorted(self.weights.items())
        return blake2b(msgspec.json.encode((self.bias, said)), digest_size=4).hexdigest()

    def deducted(self, features: Mapping[str, float]) -> float:
        """What a professional would deduct for a stretch, in MQM points."""
        total = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return MOST * (1 - exp(-exp(min(total, 10.0)) / MOST))


@cache
def shipped_joined() -> Joined:
    """The weights of `data/estimate_weights/with_heads.toml`."""
    return decode(KIND, SHIPPED, Joined)


def features_of(rules: float, figures: Mapping[str, float], tokens: Sequence[float]) -> dict[str, float]:
    """The features by name. `rules` is the sum of the weighted signs; `figures` are those of the answer of all heads,
    the first of them "spans"; `tokens` are the probabilities of the tokens of the target in it."""
    lost = max(log_odds(figures["detached"]) + DETACHED_COUNTS, log_odds(figures["omission"]))
    return {
        "rules": rules,
        "wrong_tokens": log1p(sum(tokens)),
        "lost": log1p(exp(lost)),
        "surely_critical": log1p(exp(log_odds(figures["critical"]))),
    }


def log_odds(probability: float) -> float:
    """The logarithm of the odds, within limits."""
    within = min(max(probability, LEAST), 1 - LEAST)
    return log(within / (1 - within))
