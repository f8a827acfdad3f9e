"""The heads of this package: they fit their encoder, say where they come from, and are computed as their files say."""

import math
from importlib.resources import files

import msgspec
import pytest

from audit.neural.encoder import Vectors
from audit.neural.head import Head, decoded, encoded, read_head, shipped_heads
from audit.neural.head_features import OF_SEGMENTS, Sides, layers_of, width_of
from audit.neural.head_recipes import recipes

torch = pytest.importorskip("torch")

from audit.neural.head_spans import judged, judged_by_all  # noqa: E402

WIDTH, LAST = 384, 12  # of multilingual-e5-small
NAMES = ("changed", "critical", "detached", "omission", "spans")


def vectors(count: int, seed: int, width: int = 8, layers: tuple[int, ...] = (1, 2)) -> Vectors:
    made = torch.Generator().manual_seed(seed)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.nn.functional.normalize(torch.randn(*shape, generator=made), dim=-1)

    spans = tuple((3 * place, 3 * place + 2) for place in range(count))
    return Vectors(drawn(width), spans, {layer: drawn(count, width) for layer in layers})


def sides(table: list[list[float]]) -> Sides:
    rows, columns = len(table), len(table[0])
    return Sides("x" * rows, "y" * columns, vectors(rows, 1), vectors(columns, 2), 1, torch.tensor(table))


def test_these_are_shipped() -> None:
    assert shipped_heads() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_head_fits_and_says_what_it_is(name: str) -> None:
    head = read_head(name)
    assert head.name == name
    assert len(head.weights) == len(head.mean) == len(head.scale) == width_of(head.features, WIDTH)
    assert max(layers_of(head.features, LAST)) <= LAST
    assert head.encoder == "intfloat/multilingual-e5-small"
    assert head.prefix == "query: "
    assert head.calibration[0] > 0  # more odds are never less probable
    assert 0 < head.threshold < 1
    assert head.label
    assert head.origin.startswith("fitted by tools/fit_heads.py")
    assert "en-ru" not in head.origin
    assert set(head.licence.split(" AND ")) <= {"Apache-2.0", "CC0-1.0"}
    assert {"rows", "auc-unseen", "found-at-1-percent-alarms", "found-at-5-percent-alarms"} <= set(
        head.figures
    )


def test_the_recipes_are_those_of_the_heads_that_ship() -> None:
    for recipe in recipes():
        head = read_head(recipe.name)
        assert (head.features, head.unit, head.label, head.smoothing) == (
            recipe.features,
            recipe.unit,
            recipe.label,
            recipe.smoothing,
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_head_is_small_and_survives_its_file(name: str) -> None:
    content = files("audit.data").joinpath("heads", f"{name}.json").read_bytes()
    assert len(content) < 200_000
    assert encoded(decoded(content, name)) == content


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_head_says_the_same_twice_and_probabilities(name: str) -> None:
    head = read_head(name)
    texts = "he paints it", "sie malt es"
    both = [vectors(4, seed, WIDTH, (6, 9, 12)) for seed in (1, 2)]
    first, second = (judged(head, *texts, *both, LAST) for _ in range(2))
    assert first == second
    assert 0 <= first.figures["error"] <= 1


def test_odds_and_probabilities_go_together() -> None:
    head = Head(1, "x", "e5", "segment", ("longer",), (2.0,), 0.5, calibration=(0.7, -1.0))
    found = [head.probabilities([[value]])[0] for value in (-3.0, -1.0, 0.0, 2.0)]
    assert found == sorted(found)
    assert found[2] == pytest.approx(1 / (1 + math.exp(-(0.7 * 0.5 - 1.0))))


def test_smoothing_blends_the_odds_of_neighbours() -> None:
    head = Head(1, "x", "e5", "token", ("best@1",), (1.0,), 0.0, smoothing=0.5)
    found = head.probabilities([[0.0], [4.0], [2.0]])
    odds = [math.log(value / (1 - value)) for value in found]
    assert odds == pytest.approx([0.0 * 0.75 + 4 * 0.25, 4 * 0.5 + 2 * 0.25, 2 * 0.75 + 4 * 0.25])
    assert head.probabilities([[3.0]]) == pytest.approx([1 / (1 + math.exp(-3))])


def test_several_heads_are_the_first_with_the_figures_of_the_others() -> None:
    spans = Head(1, "spans", "e5", "token", ("best@1",), (1.0,), 0.0)
    more = Head(1, "more", "e5", "segment", ("cosine", "alike@2"), (1.0, -1.0), 0.0)
    given = ("aa bb cc", "dd ee", vectors(3, 1), vectors(2, 2), 2)
    alone, other = judged(spans, *given), judged(more, *given)
    together = judged_by_all((spans, more), *given)
    assert together.target == alone.target
    assert together.figures == {**alone.figures, "more": other.figures["error"]}
    assert judged_by_all((spans,), *given) == alone


def test_heads_together_have_nothing_to_say_of_nothing() -> None:
    head = Head(1, "spans", "e5", "token", ("best@1",), (1.0,), 0.0)
    assert judged_by_all((head, head), "", "dd", vectors(0, 1), vectors(2, 2), 2).why


def test_the_weakest_stretch_and_fifth() -> None:
    good, bad = [0.9, 0.1], [0.2, 0.3]
    view = sides([good, good, bad, bad, bad, bad, bad, good, good, good])
    assert float(OF_SEGMENTS["stretch"](view)) == pytest.approx(0.3)
    assert float(OF_SEGMENTS["fifth"](view)) == pytest.approx(0.3)
    assert float(OF_SEGMENTS["other-stretch"](view)) == pytest.approx((0.9 + 0.3) / 2)
    assert float(OF_SEGMENTS["other-fifth"](view)) == pytest.approx(0.3)


def test_what_nothing_chooses() -> None:
    view = sides([[0.9, 0.1, 0.2], [0.8, 0.1, 0.3]])
    assert float(OF_SEGMENTS["other-chosen"](view)) == pytest.approx(1 / 3)  # both choose the first
    assert float(OF_SEGMENTS["chosen"](view)) == pytest.approx(1.0)


def test_the_mean_of_a_side_and_its_kin() -> None:
    view = sides([[0.9, 0.1, 0.2], [0.8, 0.1, 0.3]])
    assert torch.equal(OF_SEGMENTS["mean-vector"](view), view.own.layers[1].mean(0))
    assert torch.equal(OF_SEGMENTS["other-mean-vector"](view), view.other.layers[1].mean(0))
    other = view.other.layers[1]
    expected = sum(max(float(other[a] @ other[b]) for b in range(3) if b != a) for a in range(3)) / 3
    assert float(OF_SEGMENTS["other-kin"](view)) == pytest.approx(expected, abs=1e-6)


def test_a_head_with_smoothing_survives_its_file() -> None:
    head = Head(1, "x", "e5", "token", ("best@1",), (1.0,), 0.0, smoothing=0.25)
    assert decoded(encoded(head), "x") == head
    assert decoded(encoded(msgspec.structs.replace(head, smoothing=0.0)), "x").smoothing == 0.0
