"""The significance tests give the p-values of sacrebleu, whose scheme they follow."""

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.measures.catalogue import MEASURES, measure
from audit.model.errors import UsageError
from audit.model.measured import Statistics
from audit.report.comparison import measured, resampling
from audit.report.comparison.measured import Line
from audit.report.comparison.resampling import Sampling, Scheme, paired_test, sampling

np = pytest.importorskip("numpy")
pytest.importorskip("sacrebleu")

from sacrebleu.metrics.base import Metric, Score, Signature  # noqa: E402
from sacrebleu.significance import PairedTest  # noqa: E402

SHORT = {Scheme.BOOTSTRAP: "bs", Scheme.RANDOMISATION: "ar"}


class Quotient(Metric):
    """A metric of sacrebleu whose figure is a quotient of two sums, with statistics for texts."""

    _SIGNATURE_TYPE = Signature

    def __init__(self) -> None:
        self.num_refs = 1
        self._ref_cache = None

    def _extract_corpus_statistics(self, hypotheses: Any, references: Any) -> Any:
        return hypotheses

    def _aggregate_and_compute(self, stats: Any) -> Score:
        return self._compute_score_from_stats(np.array(stats).sum(0))

    def _compute_score_from_stats(self, stats: Any) -> Score:
        return Score("quotient", float(stats[0]) / float(stats[1]) if stats[1] else 0.0)

    def get_signature(self) -> Signature:
        return Signature({"num_refs": 1})

    def _check_corpus_args(self, *_: Any) -> None: ...
    def _check_sentence_args(self, *_: Any) -> None: ...
    def _compute_segment_statistics(self, *_: Any) -> Any: ...
    def _extract_reference_info(self, *_: Any) -> Any: ...
    def _preprocess_segment(self, sent: str) -> str:
        return sent


def lines(numbers: list[tuple[int, int]]) -> Any:
    return np.array(numbers, dtype=np.float64)


LINE = st.tuples(st.integers(0, 30), st.integers(1, 60))
PAIRS = st.lists(st.tuples(LINE, LINE), min_size=2, max_size=60)


@pytest.mark.parametrize("test", list(Scheme))
@settings(max_examples=25, deadline=None)
@given(
    pairs=PAIRS, seed=st.integers(1, 10**6), samples=st.integers(1, 150), cells=st.sampled_from([64, 1 << 22])
)
def test_own_figures_are_tested_as_sacrebleu_would(
    test: Scheme, pairs: list[Any], seed: int, samples: int, cells: int
) -> None:
    first, second = lines([a for a, _ in pairs]), lines([b for _, b in pairs])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SACREBLEU_SEED", str(seed))
        patch.setattr(resampling, "CELLS", cells)
        named: Any = [("a", first), ("b", second)]
        _, scores = PairedTest(named, {"q": Quotient()}, None, SHORT[test], samples)()
        ours = paired_test(first, second, Sampling(test, samples, seed))
    assert ours.p == scores["quotient"][1].p_value  # type: ignore[union-attr]


SENTENCES = [
    "The ferry leaves in the morning and comes back at night.",
    "The ferry goes in the morning and returns at night.",
    "Tickets are sold at the harbour office.",
    "You can buy tickets in the office of the harbour.",
    "Dogs travel for free, bicycles do not!",
    "Bread, cheese and fish cost 20 euros.",
    "It costs 20.50 euros.",
    "",
]
TEXTS = st.lists(st.tuples(*[st.sampled_from(SENTENCES)] * 3), min_size=2, max_size=25)


def counted(name: str, texts: list[str], references: list[str]) -> list[Statistics]:
    one = measure(name, "en")
    return [one.statistics(text, known) for text, known in zip(texts, references, strict=True)]


@pytest.mark.parametrize("test", list(Scheme))
@pytest.mark.parametrize("most_bytes", [1 << 30, 0], ids=["at once", "in blocks"])
@settings(max_examples=6, deadline=None)
@given(rows=TEXTS, seed=st.integers(1, 10**6))
def test_measures_have_the_p_values_of_sacrebleu(
    test: Scheme, most_bytes: int, rows: list[Any], seed: int
) -> None:
    references, first, second = ([row[place] for row in rows] for place in range(3))
    how = Sampling(test, 40, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measured, "MOST_BYTES", most_bytes)
        patch.setenv("SACREBLEU_SEED", str(seed))
        metrics = {name: measure(name, "en").metric for name in MEASURES}  # type: ignore[attr-defined]
        _, scores = PairedTest([("a", first), ("b", second)], metrics, [references], SHORT[test], 40)()
        theirs = [column for name, column in scores.items() if name != "System"]
        for name, column in zip(MEASURES, theirs, strict=True):
            columns = [counted(name, texts, references) for texts in (first, second)]
            lines = [Line(pair, True) for pair in zip(*columns, strict=True)]
            figure = measured.figure(name, "signature", lines, how, 0.05)
            assert [value.value for value in figure.values] == [item.score for item in column]  # type: ignore[union-attr]
            assert figure.values[1].p == column[1].p_value  # type: ignore[union-attr]
            assert [value.mean for value in figure.values] == [item.mean for item in column]  # type: ignore[union-attr]
            assert [value.margin for value in figure.values] == [item.ci for item in column]  # type: ignore[union-attr]


def test_nothing_is_left_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    statistics = counted("chrf", ["a b", "a c"], ["a b", "a b"])
    measured.figure("chrf", "signature", [Line((one, one), True) for one in statistics], Sampling(), 0.05)
    assert "SACREBLEU_SEED" not in os.environ


def test_a_seed_is_read_as_sacrebleu_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    assert sampling(Scheme.BOOTSTRAP) == Sampling(Scheme.BOOTSTRAP, 1000, 12345)
    assert sampling(Scheme.RANDOMISATION, seed="none") == Sampling(Scheme.RANDOMISATION, 10000, None)
    monkeypatch.setenv("SACREBLEU_SEED", "77")
    assert sampling(Scheme.BOOTSTRAP, 10).seed == 77
    assert sampling(Scheme.BOOTSTRAP, 10, "5").seed == 5
    for wrong in ("0", "-3", "x", "1.5", "٣"):
        with pytest.raises(UsageError, match="--seed"):
            sampling(Scheme.BOOTSTRAP, 10, wrong)


def test_the_interval_of_a_bootstrap_holds_the_difference() -> None:
    first, second = lines([(1, 10)] * 30 + [(0, 10)] * 30), lines([(3, 10)] * 30 + [(0, 10)] * 30)
    ours = paired_test(first, second, Sampling())
    assert ours.low is not None
    assert ours.high is not None
    assert ours.low < 0.1 < ours.high
    assert ours.p < 0.01


def test_equal_versions_differ_in_no_sample() -> None:
    own = lines([(1, 3), (2, 7), (0, 1)])
    assert paired_test(own, own, Sampling()) == paired_test(own, own.copy(), Sampling())
    assert paired_test(own, own, Sampling()).high == 0
