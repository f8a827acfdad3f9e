"""The estimate joined with what heads over an encoder say: a second, small set of weights.

`features_of` and `lost_of` turn the figures of a model's answer (heads "spans+detached+omission+critical+changed") into
numbers; `Joined` weighs them beside the sum of the signs.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from math import exp, log, log1p

import msgspec

from audit.language.catalogue import decode
from audit.score.estimate.weights import KIND, MOST

SHIPPED = "with_heads"
HEADS = ("spans", "detached", "omission", "critical", "changed")
OPTIONAL = frozenset({"changed"})  # heads without which the estimate is joined all the same
LEAST = 0.001  # a probability nearer to 0 or 1 than that says no more
# The sum of the weighted signs without its bias; the logarithm of how many tokens surely are wrong; whether an error is
# critical; whether words say something else.
FEATURES = ("rules", "sure_tokens", "critical", "changed")
SURE = 2.0  # log odds: how much surer than even a token must be to count much
# Tokens. The critical errors that the head learnt from are in comments of that length; of longer text it says less.
SHORT = 20


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is deducted is the sum of two parts, ever slower towards MOST: e to the power of `bias` and the weighted
    features, for errors in a translation; and e to the power of `lost_bias` and the weighted log odds that it is none, or
    only a part. So the second is as good as nothing for a sound translation, and all that counts for another text.

    No weight is below 0: nothing that speaks against a translation makes the estimate better.
    """

    figures: str
    bias: float
    lost_bias: float
    lost: float
    weights: dict[str, float]

    @property
    def digest(self) -> str:
        """Eight hex digits."""
        said = (self.bias, self.lost_bias, self.lost, sorted(self.weights.items()))
        return blake2b(msgspec.json.encode(said), digest_size=4).hexdigest()

    def deducted(self, features: Mapping[str, float], lost: float) -> float:
        """What a professional would deduct for a stretch, in MQM points."""
        errors = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        points = exp(min(errors, 10.0)) + exp(min(self.lost_bias + self.lost * lost, 10.0))
        return MOST * (1 - exp(-points / MOST))


@cache
def shipped_joined() -> Joined:
    """The weights of `data/estimate_weights/with_heads.toml`."""
    return decode(KIND, SHIPPED, Joined)


def features_of(rules: float, figures: Mapping[str, float], tokens: Sequence[float]) -> dict[str, float]:
    """The features by name. `rules` is the sum of the weighted signs; `figures` are those of the answer of all heads,
    the first of them "spans"; `tokens` are the probabilities of the tokens of the target in it."""
    sure = sum(1 / (1 + exp(SURE - log_odds(one))) for one in tokens)
    return {
        "rules": rules,
        "sure_tokens": log(sure),
        "critical": risen(figures["critical"]) * min(1.0, SHORT / len(tokens)),
        "changed": risen(figures.get("changed", 0.0)),
        "worst_token": log_odds(max(tokens)),  # what profiles of 0.2 weigh
    }


def lost_of(figures: Mapping[str, float]) -> float:
    """The log odds that a translation is another text, goes round in circles or leaves something out."""
    return log(exp(log_odds(figures["detached"])) + exp(log_odds(figures["omission"])))


def risen(probability: float) -> float:
    """The log odds where they are well above even, next to nothing where they are well below."""
    return log1p(exp(log_odds(probability)))


def log_odds(probability: float) -> float:
    """The logarithm of the odds, within limits."""
    within = min(max(probability, LEAST), 1 - LEAST)
    return log(within / (1 - within))
