"""Entailment: does one text follow from another, and does it contradict it."""

from collections.abc import Sequence
from typing import Any

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, rounded
from audit.neural.coding import Row, coded, outputs, pieces_that_fit
from audit.neural.labels import labels
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed

VERSION = 1
CONTRADICTS = 0.9  # probability from which two sentences of one text are worth a look


class Nli:
    """Source and target in both orders, or two sentences of one text put as source and target.

    `figures`: `follows`, the probability that the target follows from the source (low where something was added or
    changed); `leads-back`, that the source follows from the target (low where something was left out); `contradicts`,
    the greater of the two contradictions (high where a negation was lost). `figure` is the lesser of the first two.
    `label` is what is likeliest for source → target.
    """

    kind = ModelKind.NLI
    needs_source = True
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.loaded = loaded(choice, "AutoModelForSequenceClassification", allow_download)
        self.batch = choice.batch
        self.labels = [label.lower() for label in labels(self.loaded)]
        missing = [wanted for wanted in ("entailment", "contradiction") if self.labels.count(wanted) != 1]
        if missing:
            raise UsageError(
                f"model {choice.model}: not made for nli: no class is named {' or '.join(missing)}; its classes are "
                f"{', '.join(self.labels)}"
            )
        self.entails = self.labels.index("entailment")
        self.contradicts = self.labels.index("contradiction")
        self.threshold = threshold_of(choice, CONTRADICTS)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.loaded)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=True)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        kit = self.loaded
        pairs = [(one.source or "", one.target) for one in questions]
        both = [*pairs, *((target, source) for source, target in pairs)]
        cut = pieces_that_fit(both, self._code, kit.longest)
        results = iter(outputs(kit, [row for group in cut for _, row in group], self.batch, self._read))
        read = [[next(results) for _ in group] for group in cut]
        return [
            self._answer(there, back)
            for there, back in zip(read[: len(pairs)], read[len(pairs) :], strict=True)
        ]

    def _code(self, pairs: Sequence[tuple[str, ...]]) -> list[Row]:
        return coded(self.loaded, [pair[0] for pair in pairs], [pair[1] for pair in pairs])

    def _read(self, logits: Any, shown: Sequence[Row]) -> Sequence[list[float]]:
        found: list[list[float]] = libraries().torch.softmax(logits, -1).tolist()
        return found

    def _answer(self, there: Sequence[Sequence[float]], back: Sequence[Sequence[float]]) -> Answer:
        """Of a text in parts, all must follow, and one contradiction is enough."""
        follows = min(row[self.entails] for row in there)
        leads_back = min(row[self.entails] for row in back)
        contradicts = max(row[self.contradicts] for row in (*there, *back))
        worst = min(there, key=lambda row: row[self.entails])
        figures = {
            "follows": rounded(follows),
            "leads-back": rounded(leads_back),
            "contradicts": rounded(contradicts),
        }
        label = self.labels[max(range(len(worst)), key=lambda number: worst[number])]
        return Answer(rounded(min(follows, leads_back)), figures, label=label)
