"""The scoring model against its published worked examples."""

import pytest

from audit.model.finding import Finding
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.score import Score, Verdict
from audit.score.mqm_score import mqm_score
from audit.score.poisson_interval import poisson_interval
from audit.score.scoring_profile import profile_names, scoring_profile


def finding(severity: Severity, confidence: Confidence = Confidence.CERTAIN) -> Finding:
    return Finding(
        "x", Category.SPELLING, severity, confidence, 0, 1, 1, 1, "x", "x", 0, 0, 1, Role.BODY, None, "0"
    )  # fmt: skip


def score(words: int, *severities: Severity) -> Score:
    return mqm_score(
        [finding(severity) for severity in severities], words, scoring_profile("publication"), "s"
    )


def test_ten_minor_errors_in_a_thousand_words_just_pass() -> None:
    result = score(1000, *[Severity.MINOR] * 10)
    assert (result.value, result.raw, result.verdict) == (90.0, 99.0, Verdict.PASS)


def test_three_majors_in_288_words() -> None:
    result = score(288, *[Severity.MAJOR] * 3)
    assert result.value == pytest.approx(47.92, abs=0.01)
    assert result.raw == pytest.approx(94.79, abs=0.01)


def test_a_short_text_with_three_slips_is_undecided_and_says_why() -> None:
    result = score(288, *[Severity.MINOR] * 3)
    assert result.verdict is Verdict.UNDECIDED
    assert result.passed
    assert "insufficient sample" in result.reason


def test_a_short_text_fails_when_even_the_good_end_misses() -> None:
    result = score(288, *[Severity.MAJOR] * 8)
    assert result.verdict is Verdict.FAIL


def test_one_major_error_beyond_doubt_fails_a_short_text_and_says_so() -> None:
    result = score(120, Severity.MAJOR)
    assert (result.verdict, result.passed) == (Verdict.FAIL, False)
    assert "1 major error that is beyond doubt" in result.reason
    likely = mqm_score([finding(Severity.MAJOR, Confidence.LIKELY)], 120, scoring_profile("publication"), "s")
    assert likely.verdict is Verdict.UNDECIDED
    assert score(2000, Severity.MAJOR).verdict is Verdict.PASS


def test_a_critical_error_fails_whatever_the_score() -> None:
    assert score(100_000, Severity.CRITICAL).verdict is Verdict.FAIL


def test_possible_and_neutral_cost_nothing() -> None:
    doubtful = [finding(Severity.CRITICAL, Confidence.POSSIBLE), finding(Severity.NEUTRAL)]
    result = mqm_score(doubtful, 5000, scoring_profile("publication"), "s")
    assert (result.penalty, result.value, result.verdict) == (0, 100.0, Verdict.PASS)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0, 3.689),
        (1, 0.025, 5.572),
        (3, 0.619, 8.767),
        (5, 1.623, 11.668),
        (10, 4.795, 18.39),
        (100, 81.36, 121.63),
    ],
)
def test_exact_poisson_interval_against_published_tables(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=0.01)


def test_every_profile_decodes() -> None:
    assert {"publication", "strict", "gist"} <= set(profile_names())
    for name in profile_names():
        assert 0 < scoring_profile(name).passing_threshold < 100


@pytest.mark.parametrize("words", range(11, 500, 7))
@pytest.mark.parametrize("errors", [1, 2, 5])
def test_the_reason_gives_the_figures_of_the_score(words: int, errors: int) -> None:
    result = score(words, *[Severity.MINOR] * errors)
    low, high = result.interval
    if result.verdict is Verdict.UNDECIDED:
        assert f"{low:.1f}–{high:.1f}" in result.reason
    else:
        assert f"({(low if result.passed else high):.1f})" in result.reason
