"""Between view and settle: what models are asked, for many documents at once, so that they run in batches."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from audit.model.contradiction import Contradiction
from audit.model.document import Flow
from audit.model.errors import UsageError
from audit.model.finding import Reason
from audit.model.model_choice import ModelKind
from audit.model.modelled import Modelled, Unjudged
from audit.model.suspect import Suspect
from audit.model.unchecked import Unchecked
from audit.neural.answer import Answer
from audit.neural.profile import Weighted, WeightedBoth
from audit.neural.question import Question
from audit.neural.reading_order import reading_order
from audit.neural.scorer import Scorer
from audit.neural.spans_from import spans_from
from audit.one.decide_senses import decided_by_judge, decided_by_reading
from audit.one.draft import MARKING, Draft
from audit.one.questions import Asking, asking, pairs_of

NO_TEXT = "no text"  # what a scorer says of an empty translation
MOST_REASONS = 3  # named in a note
OWN = frozenset({"error", "worst"})  # figures of the first head
DIGITS = 4  # of a mean: the last digits of an answer may depend on the machine


class Asked(NamedTuple):
    """What models said of one document.

    `suspects` are stretches of its pairs (of its segments, without a source), `models` the figures of each model; `heads`
    are the answers of a model for error spans, pair by pair, for the estimate, and `weights` those that were fitted with
    its heads: of the signs, and what joins both. `contradictions` are places of the text view, `senses` what speaks for
    each doubtful sense, by its number.
    """

    suspects: tuple[Suspect, ...] = ()
    models: tuple[Modelled, ...] = ()
    heads: tuple[Answer, ...] = ()
    notes: tuple[Unchecked, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    senses: tuple[tuple[int, Reason], ...] = ()
    weights: tuple[Weighted, WeightedBoth] | None = None


UNASKED = Asked()


def ask(drafts: Sequence[Draft]) -> list[Asked]:
    """What the models that were set up say of each document. Raises UsageError for a model that cannot be opened."""
    groups: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.view is not None and draft.choices.settings.models:
            groups.setdefault(id(draft.choices), []).append(number)
    asked = [UNASKED] * len(drafts)
    for numbers in groups.values():
        some = [drafts[number] for number in numbers]
        for number, one in zip(numbers, asked_alike(some), strict=True):
            asked[number] = one
    return asked


def asked_alike(drafts: Sequence[Draft]) -> list[Asked]:
    """The same for documents with the same choices."""
    found = [UNASKED] * len(drafts)
    silent: list[list[str]] = [[] for _ in drafts]
    scorers = drafts[0].choices.scorers
    for scorer in scorers:
        forms = [asking(draft, scorer) for draft in drafts]
        together = [question for form in forms for question in form.questions]
        answers = answered(scorer, together) if together else []
        place = 0
        for number, form in enumerate(forms):
            size = len(form.questions)
            if size:
                own = answers[place : place + size]
                found[number] = joined(found[number], scorer, drafts[number], form, own)
            elif drafts[number].pairs is None and not says_nothing(scorer, drafts[number]):
                silent[number].append(str(scorer.kind))
            place += size
    return [
        one._replace(notes=(*one.notes, *not_asked(kinds, len(scorers)))) if kinds else one
        for one, kinds in zip(found, silent, strict=True)
    ]


def answered(scorer: Scorer, questions: Sequence[Question]) -> Sequence[Answer]:
    """What a model answers; one that breaks judged nothing, and the documents are audited all the same."""
    try:
        return scorer.score(questions)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 — what libraries raise is of every class
        why = f"it broke ({type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]})"
        return [Answer(why=why)] * len(questions)


def says_nothing(scorer: Scorer, draft: Draft) -> bool:
    """True where a model for entailment was at hand and no two sentences speak of the same."""
    return scorer.kind is ModelKind.NLI and draft.document.flow is Flow.PROSE


def not_asked(kinds: Sequence[str], asked: int) -> tuple[Unchecked, ...]:
    """The note on models that had nothing to be asked about a text without its source."""
    if len(kinds) == asked:
        return (Unchecked("models", "were not asked: they compare a text with its source"),)
    return tuple(
        Unchecked(f"model {kind}", "was not asked: it compares a text with its source") for kind in kinds
    )


def joined(asked: Asked, scorer: Scorer, draft: Draft, form: Asking, answers: Sequence[Answer]) -> Asked:
    """What was said so far, and what one more model says."""
    edge = len(form.parts)
    parts, rest = answers[:edge], answers[edge:]
    suspects, heads, senses, weights = asked.suspects, asked.heads, asked.senses, asked.weights
    if scorer.kind in MARKING:
        marked = suspects_in(scorer, form, parts)
        suspects += marked
        if scorer.kind is ModelKind.JUDGE:
            senses += decided_by_judge(draft, marked)
    if scorer.kind is ModelKind.ERROR_SPANS and draft.pairs is not None:
        heads, weights = tuple(parts), getattr(scorer, "joined", None)
    found = contradictions_in(scorer, form, rest)
    senses += decided_by_reading(scorer, form.senses, rest[len(form.statements) :])
    model = modelled(scorer, draft, parts)
    return Asked(
        suspects,
        (*asked.models, model),
        heads,
        asked.notes + noted(scorer, model.unjudged, len(parts)) + dropped(scorer, parts),
        asked.contradictions + found,
        senses,
        weights,
    )


def suspects_in(scorer: Scorer, form: Asking, answers: Sequence[Answer]) -> tuple[Suspect, ...]:
    """The stretches that a model marks, at or above its threshold."""
    return tuple(
        Suspect(part, mark.start, mark.end, mark.score, mark.note, scorer.calibrated)
        for part, (question, answer) in enumerate(zip(form.parts, answers, strict=True))
        for mark in spans_from(answer.target, scorer.threshold, question.target)
    )


def contradictions_in(scorer: Scorer, form: Asking, answers: Sequence[Answer]) -> tuple[Contradiction, ...]:
    """The sentences of a text that contradict each other, as a model holds."""
    return tuple(
        Contradiction(earlier, later, probability)
        for (earlier, later, _), answer in zip(form.statements, answers, strict=False)
        if (probability := answer.figures.get("contradicts", 0.0)) >= scorer.threshold
    )


def noted(scorer: Scorer, unjudged: Sequence[Unjudged], asked: int) -> tuple[Unchecked, ...]:
    """The note on what a model had nothing to say of."""
    if not unjudged:
        return ()
    count = sum(len(one.segments) for one in unjudged)
    why = "; ".join(one.why for one in unjudged[:MOST_REASONS])
    return (Unchecked(f"model {scorer.kind}", f"had nothing to say of {count} of {asked} parts: {why}"),)


def dropped(scorer: Scorer, answers: Sequence[Answer]) -> tuple[Unchecked, ...]:
    """The note on errors that a judge named and nobody can find."""
    count = int(sum(answer.figures.get("dropped", 0) for answer in answers))
    if scorer.kind is not ModelKind.JUDGE or not count:
        return ()
    why = f"{count} of the errors it named stand nowhere in the text, or are of no known kind: they are left out"
    return (Unchecked(f"model {scorer.kind}", why),)


def modelled(scorer: Scorer, draft: Draft, answers: Sequence[Answer]) -> Modelled:
    """The figures of a model, part by part, what it did not judge, and the order in which to read the parts."""
    figures = tuple(figure_of(scorer, draft, answer) for answer in answers)
    known = [figure for figure in figures if figure is not None]
    mean = round(fmean(known), DIGITS) if known else None
    places = places_of(draft) if answers else ()
    named = dict.fromkeys(name for answer in answers for name in answer.figures if name not in OWN)
    others = {
        name: tuple(answer.figures.get(name) for answer in answers)
        for name in named
        if scorer.kind is ModelKind.ERROR_SPANS
    }
    order = reading_order(answers) if scorer.kind is ModelKind.FLUENCY else ()
    unjudged = unjudged_of(places, answers)
    return Modelled(str(scorer.kind), mean, scorer.signature, figures, places, others, unjudged, order)


def places_of(draft: Draft) -> tuple[int, ...]:
    """The segment of the document that each part stands in."""
    if draft.pairs is None:
        return tuple(draft.indexes)
    return tuple(pair.segment for pair in pairs_of(draft))


def figure_of(scorer: Scorer, draft: Draft, answer: Answer) -> float | None:
    """An adapter's one number; of a model for languages, the probability of the language that the text is to be in."""
    if scorer.kind is not ModelKind.LANGUAGE or answer.figure is None or draft.language is None:
        return answer.figure
    base = draft.language.tag.partition("-")[0]
    return max((value for tag, value in answer.figures.items() if tag.partition("-")[0] == base), default=0.0)


def unjudged_of(places: Sequence[int], answers: Sequence[Answer]) -> tuple[Unjudged, ...]:
    """What there was no answer to, by reason, the most frequent first. Where there is no text nothing is missing."""
    by_reason: dict[str, list[int]] = {}
    for place, answer in zip(places, answers, strict=True):
        if answer.why and answer.why != NO_TEXT:
            by_reason.setdefault(answer.why, []).append(place)
    found = [Unjudged(why, tuple(segments)) for why, segments in by_reason.items()]
    return tuple(sorted(found, key=lambda one: -len(one.segments)))
