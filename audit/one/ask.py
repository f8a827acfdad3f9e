"""Between view and settle: what models are asked, for many documents at once, so that they run in batches."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from audit.model.model_choice import ModelKind
from audit.model.modelled import Modelled
from audit.model.suspect import Suspect
from audit.model.unchecked import Unchecked
from audit.neural.answer import Answer
from audit.neural.question import Question
from audit.neural.scorer import Scorer
from audit.neural.spans_from import spans_from
from audit.one.draft import MARKING, Draft

# Where neither the user nor the model says from which probability a word is worth pointing at.
USUAL_THRESHOLD = 0.5
DIGITS = 4  # of a mean: the last digits of an answer may depend on the machine


class Asked(NamedTuple):
    """What models said of one document.

    `suspects` are stretches of its pairs, `models` the figures of each model; `heads` are the answers of a model for
    error spans, pair by pair, for the estimate.
    """

    suspects: tuple[Suspect, ...] = ()
    models: tuple[Modelled, ...] = ()
    heads: tuple[Answer, ...] = ()
    notes: tuple[Unchecked, ...] = ()


UNASKED = Asked()


def ask(drafts: Sequence[Draft]) -> list[Asked]:
    """What the models that were set up say of each document. Raises UsageError for a model that cannot be opened."""
    groups: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.pairs is not None and draft.choices.settings.models:
            groups.setdefault(id(draft.choices), []).append(number)
    asked = [UNASKED] * len(drafts)
    for numbers in groups.values():
        some = [drafts[number] for number in numbers]
        for number, one in zip(numbers, asked_alike(some), strict=True):
            asked[number] = one
    return asked


def asked_alike(drafts: Sequence[Draft]) -> list[Asked]:
    """The same for documents with the same choices."""
    questions = [questions_of(draft) for draft in drafts]
    together = [question for some in questions for question in some]
    found = [UNASKED] * len(drafts)
    for scorer in drafts[0].choices.scorers:
        answers = scorer.score(together)
        place = 0
        for number, some in enumerate(questions):
            found[number] = joined(found[number], scorer, some, answers[place : place + len(some)])
            place += len(some)
    return found


def questions_of(draft: Draft) -> list[Question]:
    """One question for each pair, in order."""
    view = draft.pairs
    if view is None:
        return []
    return [
        Question(pair.target.text, pair.source.text or None, view.language.tag, draft.source.tag)
        for pair in view.pairs
    ]


def joined(asked: Asked, scorer: Scorer, questions: Sequence[Question], answers: Sequence[Answer]) -> Asked:
    """What was said so far, and what one more model says."""
    suspects, heads, notes = asked.suspects, asked.heads, asked.notes
    if scorer.kind in MARKING:
        limit = threshold_of(scorer)
        suspects += tuple(
            Suspect(pair, mark.start, mark.end, mark.score, mark.note)
            for pair, (question, answer) in enumerate(zip(questions, answers, strict=True))
            for mark in spans_from(answer.target, limit, question.target)
        )
    if scorer.kind is ModelKind.ERROR_SPANS:
        heads = tuple(answers)
    silent = [answer.why for answer in answers if answer.why and answer.why != "no text"]
    if silent:
        why = max(set(silent), key=silent.count)
        count = f"{len(silent)} of {len(answers)} parts"
        notes += (Unchecked(f"model {scorer.kind}", f"had nothing to say of {count}: {why}"),)
    figures = tuple(answer.figure for answer in answers)
    known = [figure for figure in figures if figure is not None]
    mean = round(fmean(known), DIGITS) if known else None
    model = Modelled(str(scorer.kind), mean, scorer.signature, figures)
    return Asked(suspects, (*asked.models, model), heads, notes)


def threshold_of(scorer: Scorer) -> float:
    """From which probability a word is worth pointing at."""
    return float(getattr(scorer, "threshold", USUAL_THRESHOLD))
