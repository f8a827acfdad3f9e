"""What a professional would deduct for a document that has its source beside it."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from audit.analysis.page_view import PageView
from audit.model.check import Need
from audit.model.finding import Finding
from audit.model.side import Side
from audit.neural.answer import Answer
from audit.one.draft import Draft
from audit.score.estimate.translated import Translated
from audit.score.estimate.weights import Weights
from audit.score.estimate.with_heads import HEADS, features_of, lost_of, shipped_joined

# Of a document of more stretches so many are looked at, spread evenly over it, and count for all: what is deducted for
# a stretch is as good as chance, so that more of them tell no more than the mean of these.
MOST_STRETCHES = 20
NOBODY = "und"
SPANS = "spans"  # the head whose answers are tokens

Maker = Callable[[], Translated]


def estimate_of(
    draft: Draft, findings: Sequence[Finding], weights: Weights, heads: Sequence[Answer] = ()
) -> float | None:
    """Expected penalty in points, negated; None without a source. `heads` are answers of the heads of this package, one
    for each pair."""
    # What a model pointed at is no sign: the weights were fitted on what rules find, and heads have weights of their own.
    of_models = {check.id for check in draft.checks if Need.MODEL in check.needs}
    made = stretches_of(draft, [finding for finding in findings if finding.check not in of_models])
    if not made:
        return None
    step = max(1.0, len(made) / MOST_STRETCHES)
    taken = [int(number * step) for number in range(min(len(made), MOST_STRETCHES))]
    beside = by_stretch(draft, heads)
    total = sum(deducted(made[number](), beside[number] if beside else None, weights) for number in taken)
    return -round(total * len(made) / len(taken), 4)


def deducted(stretch: Translated, heads: Answer | None, weights: Weights) -> float:
    """What a professional would deduct for a stretch, in MQM points."""
    if heads is None or not all(name in heads.figures for name in HEADS if name != SPANS):
        return weights.deducted(stretch)
    tokens = [token.score for token in heads.target]
    features = features_of(weights.weighed(stretch), heads.figures, tokens)
    return shipped_joined().deducted(features, lost_of(heads.figures))


def by_stretch(draft: Draft, heads: Sequence[Answer]) -> list[Answer]:
    """The answers in the order of the stretches; none for a page, whose stretches are paragraphs, not sentences."""
    view = draft.pairs
    if view is None or isinstance(view, PageView):
        return []
    pairs = [pair.source.text for pair in view.pairs]
    return [answer for text, answer in zip(pairs, heads, strict=False) if text.strip()]


def stretches_of(draft: Draft, findings: Sequence[Finding]) -> list[Maker]:
    """The stretches of a document, each made when it is asked for: its pairs, or the paragraphs of a page."""
    view = draft.pairs
    if view is None:
        return []
    target = view.language.tag.partition("-")[0]
    source = (draft.source.tag or NOBODY).partition("-")[0]
    within: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        within[finding.segment].append(finding)

    def maker(translation: str, original: str, found: Sequence[Finding]) -> Maker:
        return lambda: Translated(translation, original, target, source, found)

    if isinstance(view, PageView):
        return [maker(*texts, within[index]) for index, texts in paragraphs(view)]
    return [
        maker(pair.target.text, pair.source.text, within[pair.segment])
        for pair in view.pairs
        if pair.source.text.strip()
    ]


def paragraphs(view: PageView) -> list[tuple[int, tuple[str, str]]]:
    """The segments of a page with the text they translate, then what was left out: number, target, source.

    Neighbours that translate one text are one: the first number counts for both.
    """
    found: list[tuple[int, tuple[str, str]]] = []
    before: Side | None = None
    for index, segment in enumerate(view.document.segments):
        source = segment.source
        if source is None or not source.text.strip():
            continue
        if source == before:
            number, (target, text) = found.pop()
            found.append((number, (f"{target}\n{segment.text}", text)))
        else:
            found.append((index, (segment.text, source.text)))
        before = source
    found += [
        (-1, ("", pair.source.text))
        for number, pair in enumerate(view.pairs[view.whole :], view.whole)
        if not pair.target.text and pair.source.text.strip() and view.kind(number) == "text"
    ]
    return found
