"""Between view and settle: what models are asked, for many documents at once, so that they run in batches."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pair_view import Pair
from audit.model.errors import UsageError
from audit.model.model_choice import ModelKind
from audit.model.modelled import Modelled, Unjudged
from audit.model.suspect import Suspect
from audit.model.unchecked import Unchecked
from audit.neural.answer import Answer
from audit.neural.profile import Weighted
from audit.neural.question import Question
from audit.neural.scorer import Scorer
from audit.neural.spans_from import spans_from
from audit.one.draft import MARKING, Draft

# Where neither the user nor the model says from which probability a word is worth pointing at.
USUAL_THRESHOLD = 0.5
NO_TEXT = "no text"  # what a scorer says of an empty translation
MOST_REASONS = 3  # named in a note
OWN = frozenset({"error", "worst"})  # figures of the first head
DIGITS = 4  # of a mean: the last digits of an answer may depend on the machine


class Asked(NamedTuple):
    """What models said of one document.

    `suspects` are stretches of its pairs, `models` the figures of each model; `heads` are the answers of a model for
    error spans, pair by pair, for the estimate, and `weights` those that were fitted with its heads: of the signs, and what
    joins both.
    """

    suspects: tuple[Suspect, ...] = ()
    models: tuple[Modelled, ...] = ()
    heads: tuple[Answer, ...] = ()
    notes: tuple[Unchecked, ...] = ()
    weights: tuple[Weighted, Weighted] | None = None


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
    if not together:
        return found
    for scorer in drafts[0].choices.scorers:
        answers = answered(scorer, together)
        place = 0
        for number, (draft, some) in enumerate(zip(drafts, questions, strict=True)):
            found[number] = joined(found[number], scorer, draft, some, answers[place : place + len(some)])
            place += len(some)
    return found


def answered(scorer: Scorer, questions: Sequence[Question]) -> Sequence[Answer]:
    """What a model answers; one that breaks judged nothing, and the documents are audited all the same."""
    try:
        return scorer.score(questions)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 — what libraries raise is of every class
        why = f"it broke ({type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]})"
        return [Answer(why=why)] * len(questions)


def questions_of(draft: Draft) -> list[Question]:
    """One question for each pair that has two sides, in order; of a page, for those with text."""
    view = draft.pairs
    return [
        Question(pair.target.text, pair.source.text or None, view.language.tag, draft.source.tag)
        for pair in pairs_of(draft)
        if view is not None
    ]


def pairs_of(draft: Draft) -> Sequence[Pair]:
    """The pairs that models are asked about."""
    view = draft.pairs
    if view is None:
        return ()
    return view.pairs[: view.whole] if isinstance(view, PageView) else view.pairs


def joined(
    asked: Asked, scorer: Scorer, draft: Draft, questions: Sequence[Question], answers: Sequence[Answer]
) -> Asked:
    """What was said so far, and what one more model says."""
    suspects, heads, notes, weights = asked.suspects, asked.heads, asked.notes, asked.weights
    if scorer.kind in MARKING:
        limit = threshold_of(scorer)
        suspects += tuple(
            Suspect(pair, mark.start, mark.end, mark.score, mark.note)
            for pair, (question, answer) in enumerate(zip(questions, answers, strict=True))
            for mark in spans_from(answer.target, limit, question.target)
        )
    if scorer.kind is ModelKind.ERROR_SPANS:
        heads, weights = tuple(answers), getattr(scorer, "joined", None)
    places = tuple(pair.segment for pair in pairs_of(draft))
    unjudged = unjudged_of(places, answers)
    if unjudged:
        count = sum(len(one.segments) for one in unjudged)
        why = "; ".join(one.why for one in unjudged[:MOST_REASONS])
        notes += (
            Unchecked(
                f"model {scorer.kind}", f"had nothing to say of {count} of {len(answers)} parts: {why}"
            ),
        )
    figures = tuple(answer.figure for answer in answers)
    known = [figure for figure in figures if figure is not None]
    mean = round(fmean(known), DIGITS) if known else None
    named = dict.fromkeys(name for answer in answers for name in answer.figures if name not in OWN)
    others = {
        name: tuple(answer.figures.get(name) for answer in answers)
        for name in named
        if scorer.kind is ModelKind.ERROR_SPANS
    }
    model = Modelled(str(scorer.kind), mean, scorer.signature, figures, places, others, unjudged)
    return Asked(suspects, (*asked.models, model), heads, notes, weights)


def unjudged_of(places: Sequence[int], answers: Sequence[Answer]) -> tuple[Unjudged, ...]:
    """What there was no answer to, by reason, the most frequent first. Where there is no text nothing is missing."""
    by_reason: dict[str, list[int]] = {}
    for place, answer in zip(places, answers, strict=True):
        if answer.why and answer.why != NO_TEXT:
            by_reason.setdefault(answer.why, []).append(place)
    found = [Unjudged(why, tuple(segments)) for why, segments in by_reason.items()]
    return tuple(sorted(found, key=lambda one: -len(one.segments)))


def threshold_of(scorer: Scorer) -> float:
    """From which probability a word is worth pointing at."""
    return float(getattr(scorer, "threshold", USUAL_THRESHOLD))
