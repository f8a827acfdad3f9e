"""BLEU, chrF, chrF++ and TER of versions beside one reference, with the significance that sacrebleu finds.

Its own paired tests are at work (`sacrebleu.significance.PairedTest`), given the statistics of the segments. They hold
every sample in memory at once; where that would be too much the same is done in blocks, draw by draw.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from audit.measures.catalogue import measure
from audit.measures.measure import Measure
from audit.model.errors import UsageError
from audit.report.comparison.figures import Figure, Value, judged
from audit.report.comparison.resampling import SEED, Sampling, Scheme, blocks, p_value
from audit.report.wording import counted

if TYPE_CHECKING:
    from numpy import ndarray

MOST_BYTES = 1 << 30  # of the samples that sacrebleu may hold
Numbers = list[tuple[float, ...]]
Texts = Sequence[str]


class Beside(msgspec.Struct, frozen=True):
    """What is measured: the reference of each segment, and what each version has for it."""

    references: Texts
    texts: tuple[Texts, ...]


def measured(
    names: Sequence[str], beside: Beside, target: str | None, how: Sampling, alpha: float
) -> tuple[list[Figure], list[str]]:
    """The figures, and why others are not there."""
    figures, notes = [], []
    for name in names:
        try:
            one = measure(name, target)
            statistics = [
                [one.statistics(text, known) for text, known in zip(own, beside.references, strict=True)]
                for own in beside.texts
            ]
        except UsageError as error:
            notes.append(f"{name}: {error}")
            continue
        figures.append(figure(one, statistics, how, alpha))
    return figures, notes


def figure(one: Measure, statistics: Sequence[Numbers], how: Sampling, alpha: float) -> Figure:
    """One measure of every version."""
    rising = not one.kind.lower_is_better
    values = list[Value]()
    for result in results(one, statistics, how):
        difference = result.value - values[0].value if values else None
        p = result.p if len(statistics[0]) > 1 else None
        verdict = None if difference is None else judged(difference, p, rising, alpha)
        values.append(msgspec.structs.replace(result, difference=difference, p=p, verdict=verdict))
    drawn = counted(len(statistics[0]), "segment")
    signature = f"{one.signature}|{how.signature}"
    return Figure(one.id, one.kind.label, rising, tuple(values), drawn, signature, 2)


def results(one: Measure, statistics: Sequence[Numbers], how: Sampling) -> list[Value]:
    """The value of each version, with p for the later ones."""
    if len(statistics[0]) < 2:
        return [Value(one.corpus_score(own[0])) for own in statistics]
    size = how.samples * len(statistics[0]) * (len(statistics[0][0]) * 4 + 8)
    if size > MOST_BYTES:
        return in_blocks(one, statistics, how)
    from sacrebleu.significance import PairedTest

    kind = "bs" if how.test is Scheme.BOOTSTRAP else "ar"
    counted = Counted(one)
    with seed_of(how):
        named: Any = [(str(number), own) for number, own in enumerate(statistics)]
        test = PairedTest(named, {one.id: counted}, None, kind, how.samples)  # type: ignore[dict-item]
        _, scores = test()
    (found,) = (column for name, column in scores.items() if name != "System")
    return [
        Value(float(item.score), p=item.p_value, mean=plain(item.mean), margin=plain(item.ci))
        for item in found
        if not isinstance(item, str)
    ]


def plain(number: Any) -> float | None:
    """A number of numpy as one of ours."""
    return None if number is None else float(number)


class Counted:
    """A metric of sacrebleu whose segments are counted already: it takes statistics for texts."""

    def __init__(self, one: Measure) -> None:
        self._metric: Any = getattr(one, "metric")  # noqa: B009 — of a measure by sacrebleu

    def _extract_corpus_statistics(self, hypotheses: Numbers, references: None) -> Numbers:
        return hypotheses

    def _aggregate_and_compute(self, statistics: Any) -> Any:
        return self._metric._aggregate_and_compute(statistics)

    def _compute_score_from_stats(self, statistics: Any) -> Any:
        return self._metric._compute_score_from_stats(statistics)

    def get_signature(self) -> Any:
        return self._metric.get_signature()


@contextmanager
def seed_of(how: Sampling) -> Iterator[None]:
    """sacrebleu takes its seed from the environment."""
    before = os.environ.get(SEED)
    os.environ[SEED] = "none" if how.seed is None else str(how.seed)
    try:
        yield
    finally:
        if before is None:
            del os.environ[SEED]
        else:
            os.environ[SEED] = before


def in_blocks(one: Measure, statistics: Sequence[Numbers], how: Sampling) -> list[Value]:
    """What `PairedTest` gives, with few samples in memory at a time."""
    import numpy as np

    metric = Counted(one)
    values = [float(metric._aggregate_and_compute(own).score) for own in statistics]
    out = [Value(values[0])]
    first = np.array(statistics[0])
    for value, later in zip(values[1:], statistics[1:], strict=True):
        apart = sampled(metric, first, np.array(later), how)
        if how.test is Scheme.BOOTSTRAP:
            apart = apart - apart.mean()
        out.append(Value(value, p=p_value(apart, abs(value - values[0]))))
    return out


def sampled(metric: Counted, first: "ndarray", later: "ndarray", how: Sampling) -> "ndarray":
    """How far the two are apart in each sample."""
    import numpy as np

    generator, size, apart = np.random.default_rng(how.seed), len(first), []
    if how.test is Scheme.BOOTSTRAP:
        first, later = first.astype("float32"), later.astype("float32")
    for lines in blocks(how.samples, size):
        if how.test is Scheme.BOOTSTRAP:
            for drawn in generator.choice(size, size=(lines, size), replace=True):
                one, other = first[drawn].sum(0), later[drawn].sum(0)
                apart.append(_apart(metric._compute_score_from_stats, one, other))
            continue
        heads = generator.integers(2, size=(lines, size), dtype=bool)
        tails = ~heads
        for one, other in zip(heads @ first + tails @ later, tails @ first + heads @ later, strict=True):
            apart.append(_apart(metric._aggregate_and_compute, one[None], other[None]))
    return np.array(apart)


def _apart(score: Any, one: "ndarray", other: "ndarray") -> float:
    return abs(float(score(one).score) - float(score(other).score))
