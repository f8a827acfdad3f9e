"""The estimate joined with what heads say."""

import pytest

from audit.score.estimate.weights import MOST
from audit.score.estimate.with_heads import FEATURES, LEAST, features_of, log_odds, lost_of, shipped_joined


def points(rules: float, figures: dict[str, float], tokens: tuple[float, ...]) -> float:
    return shipped_joined().deducted(features_of(rules, figures, tokens), lost_of(figures))


SOUND = {"error": 0.05, "worst": 0.2, "detached": 0.01, "omission": 0.02, "critical": 0.2, "changed": 0.1}


def test_the_features_have_the_names_of_the_weights() -> None:
    assert set(features_of(0.0, SOUND, (0.1, 0.2))) >= set(FEATURES)
    assert set(shipped_joined().weights) == set(FEATURES)


def test_a_head_that_was_not_asked_takes_nothing_off() -> None:
    without = {name: value for name, value in SOUND.items() if name != "changed"}
    assert features_of(0.0, without, (0.1,))["changed"] == pytest.approx(0, abs=2 * LEAST)
    assert points(0.0, without, (0.1,)) <= points(0.0, SOUND, (0.1,))


def test_one_sure_token_outweighs_many_that_may_be_wrong() -> None:
    assert points(0.0, SOUND, (0.98, *[0.02] * 9)) > points(0.0, SOUND, (0.3,) * 10)


def test_nothing_that_speaks_against_a_translation_makes_it_better() -> None:
    assert shipped_joined().lost > 0
    assert all(weight >= 0 for weight in shipped_joined().weights.values())
    before = points(0.0, SOUND, (0.1,))
    for name in SOUND:
        assert points(0.0, {**SOUND, name: 0.9}, (0.1,)) >= before
    assert points(0.5, SOUND, (0.1,)) > before
    assert points(0.0, SOUND, (0.9,)) >= before


def test_what_is_no_translation_costs_more() -> None:
    sound = points(0.0, SOUND, (0.1,) * 10)
    lost = points(0.0, {**SOUND, "detached": 0.99}, (0.1,) * 10)
    short = points(0.0, {**SOUND, "omission": 0.99}, (0.1,) * 10)
    assert lost > 1.5 * sound
    assert short > 1.2 * sound
    assert 0 < lost < MOST


def test_what_is_surely_a_translation_is_judged_by_its_errors_alone() -> None:
    surely = {**SOUND, "detached": LEAST, "omission": LEAST}
    assert points(0.0, surely, (0.1,)) > 0.7 * points(0.0, SOUND, (0.1,))


def test_critical_errors_count_less_in_a_long_text() -> None:
    bad = {**SOUND, "critical": 0.95}
    short = points(0.0, bad, (0.1,) * 10) - points(0.0, SOUND, (0.1,) * 10)
    long = points(0.0, bad, (0.1,) * 80) - points(0.0, SOUND, (0.1,) * 80)
    assert short > 2 * long > 0


@pytest.mark.parametrize(("probability", "within"), [(0.0, LEAST), (1.0, 1 - LEAST), (0.5, 0.5)])
def test_log_odds_have_limits(probability: float, within: float) -> None:
    assert log_odds(probability) == log_odds(within)
