"""From a model the user set up to a loaded scorer."""

from functools import cache
from importlib import import_module

from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.scorer import Scorer

# Module and class of each adapter; a module is imported when its first model is opened.
ADAPTERS = {
    ModelKind.SIMILARITY: ("audit.neural.similarity", "Similarity"),
    ModelKind.ERROR_SPANS: ("audit.neural.error_spans", "TokenSpans"),
    ModelKind.QUALITY: ("audit.neural.quality", "Quality"),
    ModelKind.FLUENCY: ("audit.neural.fluency", "Fluency"),
    ModelKind.ADEQUACY: ("audit.neural.adequacy", "Adequacy"),
    ModelKind.NLI: ("audit.neural.nli", "Nli"),
    ModelKind.LANGUAGE: ("audit.neural.language", "Language"),
    ModelKind.JUDGE: ("audit.neural.judge", "Judge"),
}
HEAD_ADAPTER = ("audit.neural.head_spans", "HeadSpans")


def adapter_of(choice: ModelChoice) -> tuple[str, str]:
    """Module and class of what asks a model."""
    return HEAD_ADAPTER if choice.head is not None else ADAPTERS[choice.kind]


def open_scorer(choice: ModelChoice, allow_download: bool = False) -> Scorer:
    """Load a model. Raises UsageError that says what to do when it, or a library it needs, is not there."""
    module, name = adapter_of(choice)
    scorer: Scorer = getattr(import_module(module), name)(choice, allow_download)
    return scorer


@cache
def scorer_of(choice: ModelChoice, allow_download: bool = False) -> Scorer:
    """The same, loaded once in a process."""
    return open_scorer(choice, allow_download)
