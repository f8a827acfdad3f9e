"""What a model says of one segment."""

import msgspec

from audit.model.span import Span

# Models compute with some seven digits, and the last of them may depend on what else is in the batch.
DIGITS = 5


class Marked(msgspec.Struct, frozen=True):
    """A stretch of one side and what the model says of it.

    `score` is a probability of error for error-spans and judge (1 where the judge gives none), a cosine for
    similarity. `other` is the stretch of the other side that it goes with best. `label` is the model's own word for
    the fault; `severity` and `note` what a judge says.
    """

    start: int
    end: int
    score: float
    label: str = ""
    other: Span | None = None
    severity: str = ""
    note: str = ""


class Answer(msgspec.Struct, frozen=True):
    """One model on one segment.

    `figure` is the adapter's one number, higher is better, None when there is none; `figures` are all its numbers by
    name. `target` and `source` are stretches of the two sides, in order. `label` is a class: a language tag, or what
    an entailment model decides. `why` says why the model has nothing to say; such an answer has nothing else.
    """

    figure: float | None = None
    figures: dict[str, float] = msgspec.field(default_factory=dict)
    target: tuple[Marked, ...] = ()
    source: tuple[Marked, ...] = ()
    label: str = ""
    why: str = ""


def rounded(value: float) -> float:
    """A figure with the digits that mean something."""
    return round(value, DIGITS) + 0.0
