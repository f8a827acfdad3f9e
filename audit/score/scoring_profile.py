"""Scoring profiles from `data/scoring/`: complete or refused."""

import msgspec

from audit.language.catalogue import decode, table
from audit.model.errors import SettingsError


class ScoringProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of the linear calibrated MQM scoring model.

    `passing_threshold` (PT): calibrated score that just passes. `acceptable_penalty_points` (APP): penalty
    points per `reference_words` (RWC) at which the score is exactly PT. `floor_words`: below this many words
    a verdict needs the interval. `weights`: error-type weights by category or dimension, 1 where not named.
    """

    description: str
    passing_threshold: float
    acceptable_penalty_points: float
    reference_words: int
    floor_words: int
    weights: dict[str, float] = {}

    def weight(self, category: str) -> float:
        """The error-type weight of a `dimension/type`."""
        return self.weights.get(category, self.weights.get(category.split("/")[0], 1.0))


def profile_names() -> tuple[str, ...]:
    """Names of the shipped profiles."""
    return tuple(table("scoring"))


def scoring_profile(name: str) -> ScoringProfile:
    """A shipped profile. Raises SettingsError when there is none of that name."""
    if name not in table("scoring"):
        raise SettingsError(
            f"profile: no scoring profile is called {name!r}; there are {', '.join(profile_names())}"
        )
    return decode("scoring", name, ScoringProfile)
