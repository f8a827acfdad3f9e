"""Quality: how good is the translation of a segment, by a model trained on what people said of others."""

from collections.abc import Sequence
from typing import Any

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, rounded
from audit.neural.coding import Row, coded, outputs, pieces_that_fit
from audit.neural.folder import model_folder
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.metricx import MetricX
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed

VERSION = 1


class Regression:
    """One number from an encoder that reads source and target as a pair. `figures`: `quality`, on the model's own
    scale. A long segment is read in parts; its figure is their mean, weighted by the target's length."""

    def __init__(self, choice: ModelChoice, allow_download: bool) -> None:
        self.loaded = loaded(choice, "AutoModelForSequenceClassification", allow_download)
        self.batch = choice.batch
        if self.loaded.model.config.num_labels != 1:
            raise UsageError(
                f"model {choice.model}: not made for quality: it has {self.loaded.model.config.num_labels} classes "
                "where a regression has 1"
            )

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question."""
        kit = self.loaded
        pairs = [(one.source or "", one.target) for one in questions]
        cut = pieces_that_fit(pairs, self._code, kit.longest)
        flat = [row for group in cut for _, row in group]
        results = iter(outputs(kit, flat, self.batch, read_first))
        found = []
        for group in cut:
            weights = [max(1, len(part[1])) for part, _ in group]
            figure = rounded(sum(weight * next(results) for weight in weights) / sum(weights))
            found.append(Answer(figure, {"quality": figure}))
        return found

    def _code(self, pairs: Sequence[tuple[str, ...]]) -> list[Row]:
        return coded(self.loaded, [pair[0] for pair in pairs], [pair[1] for pair in pairs])


class Quality:
    """`figure` is higher for better translations: a regression's own number, or MetricX's expected penalty negated."""

    kind = ModelKind.QUALITY
    needs_source = True
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        encodes = is_sequence_to_sequence(choice, allow_download)
        self.model = MetricX(choice, allow_download) if encodes else Regression(choice, allow_download)
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.model.loaded)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=True)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self.model.answers, self.model.batch)


def read_first(logits: Any, shown: Sequence[Row]) -> Sequence[float]:
    """The one number of each row."""
    found: list[float] = logits[:, 0].tolist()
    return found


def is_sequence_to_sequence(choice: ModelChoice, allow_download: bool) -> bool:
    """True for a model with encoder and decoder."""
    folder = model_folder(choice, allow_download)
    try:
        config = libraries().transformers.AutoConfig.from_pretrained(
            str(folder.path), local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"model {choice.model}: {str(error).splitlines()[0][:300]}") from error
    return bool(config.is_encoder_decoder)
