"""How the weights that join heads with the signs are fitted: on invented rows whose weights are known."""

from typing import Any

import pytest

np = pytest.importorskip("numpy")

from audit.score.estimate.fit_joined import (  # noqa: E402
    HIGHEST,
    LOWEST,
    RIDGE,
    RIDGE_RULES,
    START,
    Known,
    fitted_joined,
    known,
    level,
    numbers_of,
    totals,
)
from audit.score.estimate.weights import MOST  # noqa: E402
from audit.score.estimate.with_heads import FEATURES, Joined, shipped_joined  # noqa: E402

TRUE = Joined("invented", 1.4, 0.1, 0.5, dict(zip(FEATURES, (0.8, 0.3, 0.2, 0.4), strict=True)))


def invented(
    seed: int, count: int = 600, weights: Joined = TRUE, noise: float = 0.3, share: float = 1 / 6
) -> Known:
    """Rows of three hands, a share of them no translation; a hand deducts more or less than another."""
    rng = np.random.default_rng(seed)
    features = np.column_stack(
        [
            rng.normal(0, 0.7, count),
            rng.normal(-1, 1.5, count),
            rng.exponential(0.5, count),
            rng.exponential(0.5, count),
        ]
    )
    lost = np.where(rng.random(count) < share, rng.normal(4, 1, count), rng.normal(-3, 1.5, count))
    hands = [f"h{number % 3}" for number in range(count)]
    raised = np.array([(-0.2, 0.0, 0.3)[number % 3] for number in range(count)])
    said = totals(weights, features, lost) + raised + rng.normal(0, noise, count)
    return known(features, lost, np.maximum(0.0, np.exp(said) - 1), hands)


def by_scipy(parts: list[Known], prior: Joined | None = None) -> Any:
    """The same by a method of another make, with slopes by differences."""
    optimize = pytest.importorskip("scipy.optimize")
    near = np.array([0.0, 1.0] + [0.0] * (len(FEATURES) + 1)) if prior is None else numbers_of(prior)
    held = np.array([0.0, RIDGE_RULES] + [RIDGE] * (len(FEATURES) - 1) + [0.0, RIDGE])
    limits = list(zip(LOWEST, HIGHEST, strict=True))
    if prior is not None:
        held = np.array([0.0] + [RIDGE_RULES] * len(FEATURES) + [0.0, 0.0])
        fixed = {0, len(near) - 2, len(near) - 1}
        limits = [(near[at], near[at]) if at in fixed else one for at, one in enumerate(limits)]

    def loss(numbers: Any) -> float:
        off = 0.0
        for rows in parts:
            said = np.logaddexp(
                numbers[0] + rows.features @ numbers[1:-2], numbers[-2] + numbers[-1] * rows.lost
            )
            apart = np.log1p(rows.points) - said
            for hand in set(rows.hands.tolist()):
                apart[rows.hands == hand] -= apart[rows.hands == hand].mean()
            off += float((rows.counts * apart**2).sum())
        return off / sum(rows.counts.sum() for rows in parts) + float((held * (numbers - near) ** 2).sum())

    start = np.array(START) if prior is None else near
    exact = {"ftol": 1e-14, "gtol": 1e-9, "maxiter": 2000, "maxfun": 20_000}
    found = optimize.minimize(loss, start, method="L-BFGS-B", bounds=limits, options=exact).x
    found[[0, -2]] += level(found, parts)
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("prior", [None, shipped_joined()])
def test_it_comes_out_as_with_scipy(seed: int, prior: Joined | None) -> None:
    first, second = invented(seed), invented(seed + 100, 200)
    parts = [first, second._replace(counts=second.counts * 3)]
    assert numbers_of(fitted_joined(parts, "", prior=prior)) == pytest.approx(
        by_scipy(parts, prior), abs=1e-3
    )


def test_a_weight_at_its_limit_comes_out_as_with_scipy() -> None:
    against = Joined("", 1.4, 0.1, 0.5, dict(zip(FEATURES, (0.8, -0.3, 0.2, 0.4), strict=True)))
    parts = [invented(7, weights=against)]
    found = numbers_of(fitted_joined(parts, ""))
    assert found[2] == 0
    assert found == pytest.approx(by_scipy(parts), abs=1e-3)


def test_the_weights_are_found_again() -> None:
    found = fitted_joined([invented(1, 6000, noise=0.05)], "figures")
    assert found.figures == "figures"
    assert found.weights == pytest.approx(TRUE.weights, abs=0.15)
    assert found.lost == pytest.approx(TRUE.lost, abs=0.05)
    assert found.lost_bias - found.bias == pytest.approx(TRUE.lost_bias - TRUE.bias, abs=0.25)


def test_what_is_deducted_is_on_the_average_what_people_deducted() -> None:
    rows, others = invented(2), invented(3)._replace(points=invented(3).points * 2)
    for level_of in ([rows], [others]):
        found = fitted_joined([rows], "", level_of)
        said = np.exp(totals(found, level_of[0].features, level_of[0].lost)).mean()
        assert said == pytest.approx(level_of[0].points.mean(), rel=1e-3)


def test_beside_a_prior_labels_leave_what_is_lost_as_it_is() -> None:
    prior = shipped_joined()
    found = fitted_joined([invented(5, share=0.0)], "", prior=prior)
    assert found.lost == prior.lost
    assert found.lost_bias - found.bias == pytest.approx(prior.lost_bias - prior.bias, abs=2e-4)
    assert found.weights != prior.weights


def test_a_total_is_what_the_estimate_deducts() -> None:
    rows = invented(6, 5)
    for place, total in enumerate(totals(TRUE, rows.features, rows.lost)):
        named = dict(zip(FEATURES, rows.features[place].tolist(), strict=True))
        assert TRUE.deducted(named, float(rows.lost[place])) == pytest.approx(
            MOST * (1 - np.exp(-np.exp(total) / MOST)), rel=1e-6
        )
