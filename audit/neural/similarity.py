"""Similarity: do the two sides mean the same, and which words have no partner on the other side."""

from collections.abc import Sequence
from typing import Any

from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.span import Span
from audit.neural.answer import Answer, Marked, rounded
from audit.neural.encoder import Encoder, Vectors
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed

VERSION = 1


class Similarity:
    """Cosine of mean-pooled texts, and for every token the cosine with its best partner.

    `figure` is the cosine of the whole. `figures`: `cosine`; `precision` and `recall`, the means over the tokens of
    target and source; `f`, their harmonic mean; `weakest-target`, `weakest-source`, the least of each.
    """

    kind = ModelKind.SIMILARITY
    needs_source = True
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.encoder = Encoder(choice, allow_download)
        self.layer = self.encoder.last if choice.layer is None else choice.layer
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(
            self.kind, VERSION, self.encoder.loaded, layer=str(self.layer), prefix=self.encoder.prefix
        )

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=True)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.encoder.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        texts = list(dict.fromkeys(side for one in questions for side in (one.target, one.source or "")))
        known = dict(zip(texts, self.encoder.vectors(texts, [self.layer]), strict=True))
        return [compared(known[one.target], known[one.source or ""], self.layer) for one in questions]


def compared(target: Vectors, source: Vectors, layer: int) -> Answer:
    """What two texts have in common."""
    cosine = rounded(float(target.whole @ source.whole))
    if not target.spans or not source.spans:
        return Answer(cosine, {"cosine": cosine})
    table = target.layers[layer] @ source.layers[layer].T
    on_target, on_source = best(table, target, source), best(table.T, source, target)
    precision = sum(one.score for one in on_target) / len(on_target)
    recall = sum(one.score for one in on_source) / len(on_source)
    total = precision + recall
    figures = {
        "cosine": cosine,
        "precision": rounded(precision),
        "recall": rounded(recall),
        "f": rounded(2 * precision * recall / total if total > 0 else 0.0),
        "weakest-target": min(one.score for one in on_target),
        "weakest-source": min(one.score for one in on_source),
    }
    return Answer(cosine, figures, on_target, on_source)


def best(table: Any, own: Vectors, other: Vectors) -> tuple[Marked, ...]:
    """Every token of one side with its best partner on the other."""
    values, places = table.max(dim=1)
    return tuple(
        Marked(*span, rounded(value), other=Span(*other.spans[place]))
        for span, value, place in zip(own.spans, values.tolist(), places.tolist(), strict=True)
    )
