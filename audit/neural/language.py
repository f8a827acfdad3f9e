"""Language: in which language a segment is, by a sequence classifier."""

from collections.abc import Sequence
from typing import Any

from audit.language.profiles import normalised, resolve
from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, rounded
from audit.neural.coding import Row, coded, outputs, pieces_that_fit
from audit.neural.labels import is_unnamed, labels
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed

VERSION = 1
SHOWN = 3  # languages named in an answer


class Language:
    """`label` is the likeliest language as a tag, `figure` its probability; `figures` hold the likeliest three, by
    tag. The source is not read, nor what the segment is said to be."""

    kind = ModelKind.LANGUAGE
    needs_source = False
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.loaded = loaded(choice, "AutoModelForSequenceClassification", allow_download)
        self.batch = choice.batch
        named = labels(self.loaded)
        if len(named) < 2 or all(map(is_unnamed, named)):
            raise UsageError(f"model {choice.model}: not made for language: its classes have no names")
        self.tags = [tag_of(label) for label in named]
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.loaded)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        alone = [Question(one.target) for one in questions]
        return each_once(alone, self._all, languages=frozenset(), needs_source=False)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        kit = self.loaded
        cut = pieces_that_fit([(one.target,) for one in questions], self._code, kit.longest)
        results = iter(outputs(kit, [row for group in cut for _, row in group], self.batch, self._read))
        return [self._answer([(max(1, len(part[0])), next(results)) for part, _ in group]) for group in cut]

    def _code(self, texts: Sequence[tuple[str, ...]]) -> list[Row]:
        return coded(self.loaded, [text[0] for text in texts])

    def _read(self, logits: Any, shown: Sequence[Row]) -> Sequence[list[float]]:
        found: list[list[float]] = libraries().torch.softmax(logits, -1).tolist()
        return found

    def _answer(self, group: Sequence[tuple[int, Sequence[float]]]) -> Answer:
        """The mean over the parts, weighted by length; classes of one language count together."""
        total = sum(weight for weight, _ in group)
        sums: dict[str, float] = {}
        for weight, row in group:
            for tag, value in zip(self.tags, row, strict=True):
                sums[tag] = sums.get(tag, 0.0) + weight * value / total
        first = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        figures = {tag: rounded(value) for tag, value in first}
        return Answer(rounded(first[0][1]), figures, label=first[0][0])


def tag_of(label: str) -> str:
    """The tag that stands for a class: "deu_Latn" is "de"; a name that is no tag stays as it is."""
    try:
        return resolve(label.removeprefix("__label__"))
    except UsageError:
        return normalised(label.removeprefix("__label__"))
