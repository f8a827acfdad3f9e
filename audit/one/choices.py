"""What is the same for many documents: settings, made ready once."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from audit.language.profiles import profile
from audit.model.check import Check
from audit.model.settings import Settings
from audit.registry.builtin_checks import builtin_checks
from audit.registry.selection import Selection, selected
from audit.score.estimate.weights import Weights, read_weights, shipped_weights
from audit.score.scoring_profile import scoring_profile


class Choices:
    """Settings and the checks they select.

    Raises UsageError for an unknown language and SettingsError for an unknown check or scoring profile, or weights of
    the estimate that cannot be read. `here` is where relative paths start.
    """

    def __init__(
        self, settings: Settings, checks: Iterable[Check] | None = None, here: Path = Path()
    ) -> None:
        for tag in (settings.target, settings.source):
            if tag is not None:
                profile(tag)
        scoring_profile(settings.profile)
        self.settings = settings
        self._given = read_weights(here / settings.estimate) if settings.estimate else None
        self.selection: Selection = selected(builtin_checks() if checks is None else tuple(checks), settings)

    @cached_property
    def weights(self) -> Weights:
        """The weights of the estimate."""
        return self._given if self._given is not None else shipped_weights()

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks these settings want, before the document has its say."""
        return self.selection.chosen
