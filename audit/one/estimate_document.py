"""What a professional would deduct for a document that has its source beside it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple, overload

from audit.analysis.page_view import PageView
from audit.analysis.pair_view import Pair
from audit.model.check import Need
from audit.model.finding import Finding
from audit.model.segment_estimate import Estimates, Reason, SegmentEstimate
from audit.model.side import Side
from audit.neural.answer import Answer, Marked
from audit.one.ask import Asked
from audit.one.draft import Draft
from audit.score.estimate.translated import Translated
from audit.score.estimate.weights import Weights
from audit.score.estimate.with_heads import HEADS, Joined, features_of, lost_of, shipped_joined

# Of a document of more stretches so many are looked at, spread evenly over it, and count for all: what is deducted for
# a stretch is as good as chance, so that more of them tell no more than the mean of these.
MOST_STRETCHES = 20
NOBODY = "und"
SPANS = "spans"  # the head whose answers are tokens
SURELY = 0.5  # the probability from which a head is the reason for an estimate
DIGITS = 4


class Stretch(NamedTuple):
    """What is estimated at once: the segments it is made of, the pairs of the view in it, and how to make it."""

    segments: tuple[int, ...]
    pairs: tuple[int, ...]
    make: Callable[[], Translated]


class Weighing:
    """What the estimates of a document are made with, each stretch weighed once. `heads` are the answers of heads, one for
    each pair that they were asked about; `joined` are the weights that join them with the signs."""

    def __init__(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        weights: Weights,
        heads: Sequence[Answer] = (),
        joined: Joined | None = None,
    ) -> None:
        self.stretches = stretches_of(draft, by_rules(draft, findings))
        self.weights, self.heads, self._joined = weights, heads, joined
        self._known: dict[int, float] = {}

    @property
    def digest(self) -> str:
        """What names the weights in a signature."""
        return f"{self.weights.digest}+{self.joined.digest}" if self.heads else self.weights.digest

    @property
    def joined(self) -> Joined:
        """The weights that join heads with the signs."""
        return self._joined or shipped_joined()

    def deducted(self, place: int) -> float:
        """What a professional would deduct for a stretch, in MQM points."""
        if place not in self._known:
            self._known[place] = deducted(self.stretches[place], self)
        return self._known[place]


def by_rules(draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
    """What rules found. What a model pointed at is no sign: the weights were fitted on what rules find, and heads have
    weights of their own."""
    of_models = {check.id for check in draft.checks if Need.MODEL in check.needs}
    return [finding for finding in findings if finding.check not in of_models]


def weighing_of(draft: Draft, findings: Sequence[Finding], asked: Asked) -> Weighing:
    """What a document is estimated with: the weights of the settings, or those that came with the heads of a model."""
    weights, joined = draft.choices.weights, None
    if asked.weights is not None:
        signs, both = asked.weights
        weights = Weights(signs.figures, signs.bias, signs.weights)
        joined = Joined(both.figures, both.bias, both.lost_bias, both.lost, both.weights)
    return Weighing(draft, findings, weights, asked.heads, joined)


def estimate_of(weighing: Weighing) -> float | None:
    """Expected penalty in points, negated; None without a source."""
    count = len(weighing.stretches)
    if not count:
        return None
    # Beside what a model costs the signs cost nothing: then every stretch counts for itself.
    most = count if weighing.heads else MOST_STRETCHES
    step = max(1.0, count / most)
    taken = [int(number * step) for number in range(min(count, most))]
    total = sum(map(weighing.deducted, taken))
    return -round(total * count / len(taken), DIGITS)


def estimates_of(weighing: Weighing) -> Estimates:
    """The same stretch by stretch, made when somebody looks."""

    def every() -> tuple[SegmentEstimate, ...]:
        return tuple(
            SegmentEstimate(stretch.segments, -round(weighing.deducted(place), DIGITS))
            for place, stretch in enumerate(weighing.stretches)
        )

    return Estimates(every, lambda place: reason_of(weighing.stretches[place], weighing))


def deducted(stretch: Stretch, weighing: Weighing) -> float:
    """The same of a stretch that was not weighed yet."""
    translated = stretch.make()
    said = said_of(stretch, weighing.heads)
    if said is None:
        return weighing.weights.deducted(translated)
    figures, tokens = said
    scores = [token.score for token in tokens]
    features = features_of(weighing.weights.weighed(translated), figures, scores)
    return weighing.joined.deducted(features, lost_of(figures))


def said_of(stretch: Stretch, heads: Sequence[Answer]) -> tuple[dict[str, float], list[Marked]] | None:
    """What heads say of a stretch, all its pairs together: the gravest figure of each, and every token. None where not
    all heads were asked, or there are no tokens."""
    answers = [heads[pair] for pair in stretch.pairs if pair < len(heads) and not heads[pair].why]
    wanted = [name for name in HEADS if name != SPANS]
    if not answers or not all(name in answer.figures for answer in answers for name in wanted):
        return None
    figures = {name: max(answer.figures[name] for answer in answers) for name in wanted}
    tokens = [token for answer in answers for token in answer.target]
    return (figures, tokens) if tokens else None


def reason_of(stretch: Stretch, weighing: Weighing) -> Reason:
    """What weighs most in the estimate of a stretch."""
    said = said_of(stretch, weighing.heads)
    if said is not None:
        name, value = max(said[0].items(), key=lambda item: item[1])
        if value >= SURELY:
            return Reason(f"{name}: {value:.2f} by the model", True)
    return Reason(weighing.weights.heaviest(stretch.make()))


class _OfUnits(Sequence[Stretch]):
    """The pairs of a translation file that have a source: of many thousands few are looked at, so that each is made when
    it is."""

    def __init__(self, pairs: Sequence[Pair], make: "Maker", within: dict[int, list[Finding]]) -> None:
        self._pairs, self._make, self._within = pairs, make, within
        self._numbers = [number for number, pair in enumerate(pairs) if pair.source.text.strip()]

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Stretch: ...
    @overload
    def __getitem__(self, place: slice) -> list[Stretch]: ...
    def __getitem__(self, place: int | slice) -> Stretch | list[Stretch]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = self._numbers[place]
        pair = self._pairs[number]
        found = self._within.get(pair.segment, ())
        made = self._make(pair.target.text, pair.source.text, found)
        return Stretch((pair.segment,), (number,), made)


Maker = Callable[[str, str, Sequence[Finding]], Callable[[], Translated]]


def stretches_of(draft: Draft, findings: Sequence[Finding]) -> Sequence[Stretch]:
    """The stretches of a document, each made when it is asked for: its pairs, or the paragraphs of a page."""
    view = draft.pairs
    if view is None:
        return []
    target = view.language.tag.partition("-")[0]
    source = (draft.source.tag or NOBODY).partition("-")[0]
    within: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        within[finding.segment].append(finding)

    def maker(translation: str, original: str, found: Sequence[Finding]) -> Callable[[], Translated]:
        return lambda: Translated(translation, original, target, source, found)

    if isinstance(view, PageView):
        pairs_of: defaultdict[int, list[int]] = defaultdict(list)
        for number, pair in enumerate(view.pairs[: view.whole]):
            pairs_of[pair.segment].append(number)
        return [
            Stretch(
                segments,
                tuple(pair for segment in segments for pair in pairs_of.get(segment, ())),
                maker(*texts, [one for segment in segments or (-1,) for one in within.get(segment, ())]),
            )
            for segments, texts in paragraphs(view)
        ]
    return _OfUnits(view.pairs, maker, within)


def paragraphs(view: PageView) -> list[tuple[tuple[int, ...], tuple[str, str]]]:
    """The segments of a page with the text they translate, then what was left out: numbers, (target, source).

    Neighbours that translate one text are one.
    """
    found: list[tuple[tuple[int, ...], tuple[str, str]]] = []
    before: Side | None = None
    for index, segment in enumerate(view.document.segments):
        source = segment.source
        if source is None or not source.text.strip():
            continue
        if source == before:
            numbers, (target, text) = found.pop()
            found.append(((*numbers, index), (f"{target}\n{segment.text}", text)))
        else:
            found.append(((index,), (segment.text, source.text)))
        before = source
    found += [
        ((), ("", pair.source.text))
        for number, pair in enumerate(view.pairs[view.whole :], view.whole)
        if not pair.target.text and pair.source.text.strip() and view.kind(number) == "text"
    ]
    return found
