"""The one protocol behind which all models stand."""

from collections.abc import Callable, Sequence
from typing import Protocol

from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer
from audit.neural.question import Question

LONGEST = 100_000  # code points of a segment: what is longer is no segment, and would take minutes


class Scorer(Protocol):
    """A loaded model.

    `signature` names everything an answer depends on: model and digest or revision, adapter and its version,
    settings, precision. `languages` are those it may be asked about, as tags without region; empty: any.
    """

    @property
    def kind(self) -> ModelKind:
        """What it is asked."""

    @property
    def signature(self) -> str:
        """What its answers depend on beside the question; the key of a cache is question and signature."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it may be asked about; empty: any."""

    @property
    def needs_source(self) -> bool:
        """True when it has nothing to say of a translation alone."""

    @property
    def threshold(self) -> float:
        """The probability from which something is worth saying: the user's, else the model's own, else the usual one."""

    @property
    def calibrated(self) -> bool:
        """True when its probabilities are shares of what is wrong, as measured on text it was not fitted on."""

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order: the same whatever the order, the batch size and the company."""


USUAL_THRESHOLD = 0.5  # where neither the user nor the model says from which probability to speak


def threshold_of(choice: ModelChoice, own: float = USUAL_THRESHOLD) -> float:
    """The threshold that the user names, else the model's own."""
    return own if choice.threshold is None else choice.threshold


def each_once(
    questions: Sequence[Question],
    answers: Callable[[list[Question]], Sequence[Answer]],
    *,
    languages: frozenset[str],
    needs_source: bool,
) -> list[Answer]:
    """Ask what can be asked, each different question once. The rest is answered with the reason."""
    found: dict[Question, Answer] = {}
    asked: list[Question] = []
    for question in dict.fromkeys(questions):
        why = why_not(question, languages, needs_source)
        if why:
            found[question] = Answer(why=why)
        else:
            asked.append(question)
    if asked:
        found.update(zip(asked, answers(asked), strict=True))
    return [found[question] for question in questions]


def why_not(question: Question, languages: frozenset[str], needs_source: bool) -> str:
    """Why a question cannot be asked; empty when it can."""
    if not question.target.strip():
        return "no text"
    if needs_source and not (question.source or "").strip():
        return "no source text"
    longest = max(len(question.target), len(question.source or ""))
    if longest > LONGEST:
        return f"too long: {longest:,} characters, of which {LONGEST:,} can be read"
    for tag in (question.target_language, question.source_language if needs_source else None):
        if languages and tag and tag.split("-")[0] not in languages:
            return f"the model is not for {tag}"
    return ""
