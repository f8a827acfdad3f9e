"""Error spans by a head of ours over a frozen encoder."""

from collections.abc import Sequence

import msgspec

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, Marked, rounded
from audit.neural.encoder import Encoder, Vectors
from audit.neural.head import Head, encoded, segment_probability
from audit.neural.head_features import layers_of, segment_features, token_features, width_of
from audit.neural.parts import in_parts
from audit.neural.profile import read_heads
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, short_digest, signed

VERSION = 1
UNCALIBRATED = (1.0, 0.0)  # slope and intercept of a head whose log odds stand as they were fitted


class HeadSpans:
    """A probability of error for every token of the side a head judges, or for the segment.

    Several heads, their names joined by "+" or in a profile, share what the encoder computed: the first answers as it
    would alone, and the others add a figure each, named like them: the probability that the segment is wrong.

    `figure` is 1 less the probability that the segment is wrong: for a head of tokens, the mean of theirs weighted by
    length, or what its `together` makes of them. `figures`: `error`, that probability; `worst`, the greatest of a token.
    `target` (or `source`) has every token with its probability; `spans_from` joins those above a threshold.
    """

    kind = ModelKind.ERROR_SPANS
    needs_source = True

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        if choice.head is None:
            raise UsageError(f"model {choice.model}: a head is missing (head = …)")
        self.heads = read_heads(choice.head)
        self.head = self.heads[0]
        prefixes = {head.prefix for head in self.heads}
        if choice.prefix is None and len(prefixes) > 1:
            raise UsageError(f"head {choice.head}: they were fitted with different prefixes")
        prefix = self.head.prefix if choice.prefix is None else choice.prefix
        self.encoder = Encoder(msgspec.structs.replace(choice, prefix=prefix), allow_download)
        self.layers = layers_of([name for head in self.heads for name in head.features], self.encoder.last)
        for head in self.heads:
            wanted = width_of(head.features, self.encoder.width)
            if wanted != len(head.weights):
                raise UsageError(
                    f"head {head.name}: {len(head.weights)} weights, but its features are {wanted} numbers over "
                    f"{choice.model}; it was fitted on {head.encoder}"
                )
        self.threshold = threshold_of(choice, self.head.threshold)
        self.calibrated = self.head.calibration != UNCALIBRATED
        self.languages = languages_of(choice)
        self.signature = signed(
            self.kind,
            VERSION,
            self.encoder.loaded,
            head="+".join(f"{head.name}@{short_digest(encoded(head, 17))}" for head in self.heads),
            prefix=prefix,
        )

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=True)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.encoder.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        texts = list(dict.fromkeys(side for one in questions for side in (one.target, one.source or "")))
        known = dict(zip(texts, self.encoder.vectors(texts, self.layers), strict=True))
        return [
            judged_by_all(
                self.heads,
                one.target,
                one.source or "",
                known[one.target],
                known[one.source or ""],
                self.encoder.last,
            )
            for one in questions
        ]


def judged_by_all(
    heads: Sequence[Head], target_text: str, source_text: str, target: Vectors, source: Vectors, last: int
) -> Answer:
    """What the first head says, and the figure `error` of each of the others under its name."""
    first, *others = (judged(head, target_text, source_text, target, source, last) for head in heads)
    if first.why or not others:
        return first
    more = {head.name: answer.figures["error"] for head, answer in zip(heads[1:], others, strict=True)}
    return msgspec.structs.replace(first, figures={**first.figures, **more})


def judged(
    head: Head, target_text: str, source_text: str, target: Vectors, source: Vectors, last: int
) -> Answer:
    """What a head says of two texts."""
    if not target.spans or not source.spans:
        return Answer(why="no words on one side")
    if head.unit == "segment":
        row = segment_features(target_text, source_text, target, source, head.features, last)
        error = rounded(head.probabilities(row)[0])
        return Answer(rounded(1 - error), {"error": error}, label=head.label)
    of_source = head.unit == "source-token"
    sides = (
        (source_text, target_text, source, target)
        if of_source
        else (target_text, source_text, target, source)
    )
    probabilities = head.probabilities(token_features(*sides, head.features, last))
    own = sides[2]
    marked = tuple(
        Marked(*span, rounded(value), head.label)
        for span, value in zip(own.spans, probabilities, strict=True)
    )
    if head.together is None:
        length = sum(one.end - one.start for one in marked)
        error = rounded(sum(one.score * (one.end - one.start) for one in marked) / length)
    else:
        error = rounded(segment_probability(head.together, probabilities))
    figures = {"error": error, "worst": max(one.score for one in marked)}
    answer = (rounded(1 - error), figures)
    return Answer(*answer, source=marked) if of_source else Answer(*answer, target=marked)
