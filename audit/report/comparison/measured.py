"""BLEU, chrF, chrF++ and TER of versions beside one reference, with the significance that sacrebleu finds.

Its own paired tests are at work (`sacrebleu.significance.PairedTest`), given the statistics of the segments. They hold
every sample in memory at once; where that would be too much the same is done in blocks, draw by draw.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from audit.measures.catalogue import MEASURES, measure
from audit.measures.measure import Measure
from audit.model.measured import Measured, Statistics
from audit.report.comparison.figures import Figure, Value, judged, rounded
from audit.report.comparison.resampling import SEED, Sampling, Scheme, blocks, coins, p_value
from audit.report.wording import counted

if TYPE_CHECKING:
    from numpy import ndarray

    from audit.report.comparison.comparison import Paired
    from audit.report.comparison.version import Entry

MOST_BYTES = 1 << 30  # of the samples that sacrebleu may hold
Numbers = Sequence[Statistics]


class Line(msgspec.Struct, frozen=True):
    """What is drawn together: the statistics of one segment, or of a whole document, in every version."""

    statistics: tuple[Statistics, ...]
    segment: bool


def measured(pairs: Sequence["Paired"], how: Sampling, alpha: float) -> tuple[list[Figure], list[str]]:
    """The measures that every version has, and what to say of those that are left out."""
    figures, notes = list[Figure](), list[str]()
    for name in MEASURES:
        found = [(pair, [own_of(entry, name) for entry in pair.entries]) for pair in pairs]
        whole = [(pair, own) for pair, own in found if None not in own]
        signatures = Counter(one.signature for _, own in whole for one in own if one is not None)
        if not whole:
            continue
        (signature, _), *others = signatures.most_common()
        lines, left_out = list[Line](), 0
        for pair, own in whole:
            if all(one is not None and one.signature == signature for one in own):
                more, torn = lines_of(pair, [one for one in own if one is not None])
                lines += more
                left_out += torn
        label = MEASURES[name].label
        lacking = sum(any(own) for _, own in found) - len(whole)
        if others:
            notes.append(f"{label}: documents with another signature than {signature} are not measured")
        if lacking:
            notes.append(
                f"{label}: {counted(lacking, 'document')} without a reference in every version, not measured"
            )
        if left_out:
            notes.append(
                f"{label}: {counted(left_out, 'segment')} not measured in every version are left out"
            )
        if lines:
            figures.append(figure(name, signature, lines, how, alpha))
    return figures, notes


def own_of(entry: "Entry", name: str) -> Measured | None:
    """A measure of one document."""
    return next((one for one in entry.measured if one.id == name), None)


def lines_of(pair: "Paired", own: Sequence[Measured]) -> tuple[list[Line], int]:
    """The segments that are measured in every version, and how many are in some only; else the document as one.

    Segments stand beside each other as the texts are lined up. Where every version has as many, in the order of one
    reference, that order tells.
    """
    if not all(one.segments for one in own):
        return [Line(tuple(one.statistics for one in own), False)], 0
    named = any(piece.name for entry in pair.entries for piece in entry.pieces)
    counts = {len(one.segments) for one in own}
    if not named and len(counts) == 1:
        columns = [[each.statistics for each in one.segments] for one in own]
        return [Line(row, True) for row in zip(*columns, strict=True)], 0
    if not named:
        return [Line(tuple(one.statistics for one in own), False)], 0
    by_place = [{each.segment: each.statistics for each in one.segments} for one in own]
    lines, torn = list[Line](), 0
    for row in pair.rows:
        here = [
            None if place is None else known.get(place) for place, known in zip(row, by_place, strict=True)
        ]
        there = [each for each in here if each is not None]
        if len(there) == len(here):
            lines.append(Line(tuple(there), True))
        else:
            torn += bool(there)
    return lines, torn


def figure(name: str, signature: str, lines: Sequence[Line], how: Sampling, alpha: float) -> Figure:
    """One measure of every version."""
    kind, one = MEASURES[name], measure(name)
    rising = not kind.lower_is_better
    columns = [list(column) for column in zip(*(line.statistics for line in lines), strict=True)]
    values = list[Value]()
    for result in results(one, columns, how):
        difference = rounded(result.value - values[0].value) if values else None
        p = result.p if len(lines) > 1 else None
        verdict = None if difference is None else judged(difference, p, rising, alpha)
        values.append(msgspec.structs.replace(result, difference=difference, p=p, verdict=verdict))
    segments = sum(line.segment for line in lines)
    drawn = [counted(segments, "segment")] if segments else []
    drawn += [counted(len(lines) - segments, "document")] if segments < len(lines) else []
    return Figure(
        name, kind.label, rising, tuple(values), " and ".join(drawn), f"{signature}|{how.signature}", 2
    )


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
    from sacrebleu.significance import estimate_ci

    metric = Counted(one)
    resampled = how.test is Scheme.BOOTSTRAP
    values = [float(metric._aggregate_and_compute(own).score) for own in statistics]
    out = [Value(values[0])]
    first = np.array(statistics[0])
    for value, later in zip(values[1:], statistics[1:], strict=True):
        of_first, of_later = sampled(metric, first, np.array(later), how)
        apart = abs(of_later - of_first)
        if resampled:
            apart = apart - apart.mean()
            out[0] = with_margin(out[0], *estimate_ci(of_first))
        own = Value(value, p=p_value(apart, abs(value - values[0])))
        out.append(with_margin(own, *estimate_ci(of_later)) if resampled else own)
    return out


def with_margin(value: Value, mean: float, margin: float) -> Value:
    """The value with what resampling says of it."""
    return msgspec.structs.replace(value, mean=float(mean), margin=float(margin))


def sampled(
    metric: Counted, first: "ndarray", later: "ndarray", how: Sampling
) -> tuple["ndarray", "ndarray"]:
    """The figure of both in each sample."""
    import numpy as np

    generator, size = np.random.default_rng(how.seed), len(first)
    scores: list[tuple[Any, Any]] = []
    whole = first.dtype.kind == later.dtype.kind == "i"
    if how.test is Scheme.BOOTSTRAP:
        first, later = first.astype("float32"), later.astype("float32")
    for lines in blocks(how.samples, size):
        if how.test is Scheme.BOOTSTRAP:
            for drawn in generator.choice(size, size=(lines, size), replace=True):
                one, other = first[drawn].sum(0), later[drawn].sum(0)
                scores.append(
                    (
                        metric._compute_score_from_stats(one).score,
                        metric._compute_score_from_stats(other).score,
                    )
                )
            continue
        heads = coins(generator, lines, size)
        if whole:  # sums of whole numbers are exact in any order
            ones = heads @ (first - later) + later.sum(0)
            others = first.sum(0) + later.sum(0) - ones
        else:
            ones, others = heads @ first + (1 - heads) @ later, (1 - heads) @ first + heads @ later
        for one, other in zip(ones, others, strict=True):
            scores.append(
                (
                    metric._aggregate_and_compute(one[None]).score,
                    metric._aggregate_and_compute(other[None]).score,
                )
            )
    # As exact as the library has them: a figure of sums of 32 bits has 32 bits.
    of_first, of_later = zip(*scores, strict=True)
    return np.array(of_first), np.array(of_later)
