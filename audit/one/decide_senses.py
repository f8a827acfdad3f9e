"""What models say of words whose sense is in doubt."""

import math
from collections.abc import Sequence

from audit.analysis.senses import odd_senses
from audit.model.finding import BY_MODEL, Reason
from audit.model.model_choice import ModelKind
from audit.model.suspect import Suspect
from audit.neural.answer import Answer
from audit.neural.scorer import Scorer
from audit.one.draft import Draft
from audit.one.questions import Sensed

# The whole sentence must be so much less surprising with the other word: in nats, e² is odds of seven to one.
CLEARLY = 2.0
FOLLOWS = 0.5  # so much likelier a sentence must follow from another of the text with the other word


def decided_by_judge(draft: Draft, marked: Sequence[Suspect]) -> tuple[tuple[int, Reason], ...]:
    """The senses in stretches that a judge marks; it does not say which word it would put."""
    view = draft.view
    if view is None or draft.pairs is not None or view.compared or not marked:
        return ()
    found = []
    places = [
        (view.bounds(suspect.pair)[0] + suspect.start, view.bounds(suspect.pair)[0] + suspect.end)
        for suspect in marked
    ]
    for number, odd in enumerate(odd_senses(view)):
        if any(start < odd.end and odd.start < end for start, end in places):
            found.append((number, Reason(BY_MODEL, "the judge marks it too", CLEARLY)))
    return tuple(found)


def decided_by_reading(
    scorer: Scorer, senses: Sequence[Sensed], answers: Sequence[Answer]
) -> tuple[tuple[int, Reason], ...]:
    """The senses for which a model finds what may be meant to fit clearly better; two answers each."""
    found: dict[int, Reason] = {}
    for sensed, as_is, meant in zip(senses, answers[::2], answers[1::2], strict=False):
        if as_is.why or meant.why or sensed.number in found:
            continue
        if scorer.kind is ModelKind.FLUENCY:
            gain = as_is.figures["sum"] - meant.figures["sum"]
            lower = meant.figures["surprise"] < as_is.figures["surprise"]
            if gain >= CLEARLY and lower:
                says = (
                    f"with the other word the sentence is {times(gain)} times as likely to a language model"
                )
                found[sensed.number] = Reason(BY_MODEL, says, round(gain, 2))
        elif scorer.kind is ModelKind.NLI:
            gain = meant.figures["follows"] - as_is.figures["follows"]
            if gain >= FOLLOWS:
                says = "with the other word it follows from another sentence of the text"
                found[sensed.number] = Reason(BY_MODEL, says, round(4 * gain, 2))
    return tuple(found.items())


def times(gain: float) -> str:
    """A gain in nats as a factor people can read."""
    factor = math.exp(min(gain, 20.0))
    return f"{factor:,.0f}" if factor < 1000 else "more than 1,000"
