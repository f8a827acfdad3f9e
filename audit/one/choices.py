"""What is the same for many documents: settings, made ready once."""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audit.language.profiles import profile
from audit.measures.catalogue import known_tokenizer, measure_ids, require_library
from audit.model.check import Check
from audit.model.settings import Settings
from audit.neural.scorer import Scorer
from audit.registry.known_checks import known_checks
from audit.registry.selection import Selection, selected
from audit.score.estimate.weights import Weights, read_weights, shipped_weights
from audit.score.scoring_profile import scoring_profile

if TYPE_CHECKING:
    from audit.neural.answer_store import AnswerStore


class Choices:
    """Settings and the checks they select.

    Raises UsageError for an unknown language or measure, and for measures that are wanted but not installed, and
    SettingsError for an unknown check or scoring profile, or weights of the estimate that cannot be read. `here` is
    where relative paths start; `answers` are those that models gave before, None for what this process remembers.
    """

    def __init__(
        self,
        settings: Settings,
        checks: Iterable[Check] | None = None,
        here: Path = Path(),
        answers: "AnswerStore | None" = None,
    ) -> None:
        for tag in (settings.target, settings.source):
            if tag is not None:
                profile(tag)
        scoring_profile(settings.profile)
        ready_to_measure(settings)
        self.settings = settings
        self._answers = answers
        self._given = read_weights(here / settings.estimate) if settings.estimate else None
        self.selection: Selection = selected(known_checks() if checks is None else tuple(checks), settings)

    @cached_property
    def weights(self) -> Weights:
        """The weights of the estimate."""
        return self._given if self._given is not None else shipped_weights()

    @cached_property
    def scorers(self) -> tuple[Scorer, ...]:
        """The models to ask, each loaded once in a process, when it is first needed. Raises UsageError for one that is not
        there."""
        if not self.settings.models:
            return ()
        from audit.neural.remembered import Remembered

        store = self._answers or shared_answers()
        return tuple(Remembered(choice, store) for choice in self.settings.models)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks these settings want, before the document has its say."""
        return self.selection.chosen


@cache
def shared_answers() -> "AnswerStore":
    """What models answered in this process."""
    from audit.neural.answer_store import AnswerStore

    return AnswerStore()


def ready_to_measure(settings: Settings) -> None:
    """Raises UsageError for measures or a tokenizer that nobody knows, and when what they need is not installed.

    Measures that nobody asked for by name may be missing: a note says so where they would have been of use.
    """
    if settings.metrics and measure_ids(settings.metrics):
        require_library()
    if settings.bleu_tokenizer:
        known_tokenizer(settings.bleu_tokenizer)
