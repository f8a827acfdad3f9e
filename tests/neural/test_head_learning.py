"""How heads are fitted: the same twice, calibrated without turning the order, held out by document."""

import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
np = pytest.importorskip("numpy")

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(TOOLS))
    from audit.neural import head_fit

    yield head_fit
    for name in ("head_learning", "head_rows", "head_vectors", "damaged_translations"):
        sys.modules.pop(name, None)


def learnt(rooms: Any, smoothing: float = 0.0) -> tuple[Any, Any]:
    rng = np.random.default_rng(4)
    table = rng.normal(size=(400, 2)).astype(np.float32)
    wrong = table[:, 0] + 0.5 * rng.normal(size=400) > 0.3
    groups = np.repeat(np.arange(100) % rooms.FOLDS, 4)
    rows = rooms.Learnt(table, wrong, groups, np.ones(400), np.full(100, 4))
    recipe = rooms.Recipe(
        "x", "token", ("best@1", "kin@1"), 0.001, "bad", "made up", "Apache-2.0", smoothing, alarms=0.05
    )
    return rows, recipe


def test_a_fit_comes_out_the_same(rooms: Any) -> None:
    rows, recipe = learnt(rooms)
    first, second = (rooms.fitted_head(rows, recipe, rooms.unseen_odds(rows, recipe)) for _ in range(2))
    assert first == second
    assert abs(first.weights[0]) > 5 * abs(first.weights[1])
    assert first.figures["auc-unseen"] > 0.9


@pytest.mark.parametrize("smoothing", [0.0, 0.4])
def test_what_is_fitted_is_what_the_head_says(rooms: Any, smoothing: float) -> None:
    rows, recipe = learnt(rooms, smoothing)
    head = rooms.fitted_head(rows, recipe, rooms.unseen_odds(rows, recipe))
    slope, intercept = head.calibration
    odds = rooms.odds_of(head, rows.table, rows.lengths)
    said = [one for start in range(0, 400, 4) for one in head.probabilities(rows.table[start : start + 4])]
    assert said == pytest.approx(rooms.sigmoid(slope * odds + intercept).tolist(), abs=1e-4)


def test_calibration_never_turns_the_order_and_means_something(rooms: Any) -> None:
    rng = np.random.default_rng(5)
    odds = rng.normal(size=4000)
    wrong = rng.random(4000) < rooms.sigmoid(0.5 * odds - 1)
    slope, intercept = rooms.platt(odds, wrong)
    assert (slope, intercept) == (pytest.approx(0.5, abs=0.1), pytest.approx(-1, abs=0.1))
    assert rooms.platt(odds, ~wrong)[0] > 0
    assert rooms.sigmoid(slope * odds + intercept).mean() == pytest.approx(wrong.mean(), abs=0.01)


def test_auc_counts_ties_half(rooms: Any) -> None:
    wrong = np.array([True, True, False, False])
    assert rooms.auc(np.array([3.0, 2.0, 2.0, 1.0]), wrong) == pytest.approx(3.5 / 4)
    assert rooms.auc(np.array([1.0, 1.0, 1.0, 1.0]), wrong) == 0.5
    assert rooms.found_at(np.array([3.0, 0.0, 2.0, 1.0]), wrong, 0.05) == 0.5


def test_both_directions_of_a_document_are_held_out_together(rooms: Any) -> None:
    import head_learning

    assert head_learning.document({"lp": "en-de", "doc": "a", "source": "x"}) == head_learning.document(
        {"lp": "de-en", "doc": "a", "source": "y"}
    )
    assert 0 <= rooms.part("a") < rooms.FOLDS
