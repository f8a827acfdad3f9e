"""How likely a language is to be what a text stood in before, other things being equal."""

from functools import cache
from math import log

import msgspec

from audit.language.catalogue import decode


class Priors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/source_priors/web.toml`: parts of a thousand by base tag."""

    others: float
    parts: dict[str, float]


@cache
def prior_cost(tag: str) -> float:
    """The negative natural logarithm of a language's share, a base tag given."""
    known = decode("source_priors", "web", Priors)
    return -log(known.parts.get(tag, known.others) / 1000)
