"""Small slips made on purpose: where they stand is known, and which words of the source have lost their partner."""

import random
import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
np = pytest.importorskip("numpy")

from audit.neural.encoder import Vectors  # noqa: E402
from audit.neural.head import Head, decoded, encoded, segment_probability  # noqa: E402
from audit.neural.head_spans import judged  # noqa: E402
from audit.neural.slips import (  # noqa: E402
    CHANGES,
    changed_copies,
    gone,
    lost_tokens,
    put_tokens,
)

TOOLS = Path(__file__).resolve().parents[2] / "tools"
TOWNS = ("Husum", "Emden")
THINGS = ("ferry", "school", "bakery", "lighthouse", "harbour", "museum", "library", "station")


def pairs() -> list[dict[str, Any]]:
    return [
        {
            "lp": "de-en",
            "doc": f"d{number % 3}",
            "source": f"Am Tag {number} malt jemand in Husum lange an einem großen Haus.",
            "target": f"On day {number}, somebody in {TOWNS[number % 2]} paints the old {name} for hours with great care.",
        }
        for number, name in enumerate(THINGS * 8)
    ]


def test_slips_are_the_same_every_time_and_of_every_kind() -> None:
    first, second = (changed_copies(pairs(), random.Random(1)) for _ in range(2))
    assert first == second
    assert {row["kind"] for row in first} == {"", *(change.__name__ for change in CHANGES)}


def test_what_is_outside_of_a_slip_is_as_it_was() -> None:
    sound = {row["source"]: row["target"] for row in pairs()}
    for row in changed_copies(pairs(), random.Random(2)):
        whole = sound[row["source"]]
        if row["kind"] == "":
            assert row["target"] == whole
            assert not any(put_tokens(row, [(0, 4), (5, 9)]))
            continue
        start, end = row["put"]
        assert row["target"] != whole
        assert whole.startswith(row["target"][:start])
        assert whole.endswith(row["target"][end:].lstrip())
        assert put_tokens(row, [(start, end)]) == [True]


def test_a_text_of_few_words_has_no_slip() -> None:
    few = [{"lp": "de-en", "doc": "a", "source": "Das alte Haus.", "target": "The old house."}] * 3
    assert {row["kind"] for row in changed_copies(few, random.Random(3))} == {""}


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("The ferry sails.", "nine o'clock "),
        ("nine o'clock ferry sails.", "The "),
        ("The nine o'clock ferry", " sails."),
    ],
)
def test_what_is_gone(kept: str, lost: str) -> None:
    sound = "The nine o'clock ferry sails."
    start, end = gone(sound, kept)
    assert sound[:start] + sound[end:] == kept
    assert sound[start:end].strip() == lost.strip()


def test_words_without_their_partner_are_lost() -> None:
    rows = torch.nn.functional.normalize(torch.eye(3), dim=-1)
    source = Vectors(rows[0], ((0, 2), (3, 5), (6, 8)), {1: rows, 2: rows})
    whole = Vectors(rows[0], ((0, 2), (3, 5), (6, 8)), {1: rows[[0, 2, 1]], 2: rows[[0, 2, 1]]})
    row = {"kind": "cut", "target": "aa cc"}
    assert lost_tokens(row, "aa bb cc", source, whole, 3).tolist() == [False, False, True]
    assert not lost_tokens({**row, "kind": ""}, "aa bb cc", source, whole, 3).any()


def test_one_sure_word_outweighs_many_that_may_be_wrong() -> None:
    together = (2.0, 1.0, 0.0)
    assert segment_probability(together, [0.99, *[0.01] * 9]) > segment_probability(together, [0.3] * 10)
    assert segment_probability(together, [0.4] * 10) > segment_probability(together, [0.4] * 5)
    assert 0 < segment_probability(together, [0.0]) < segment_probability(together, [1.0]) < 1


def test_a_head_of_tokens_judges_the_segment_by_the_sure_ones() -> None:
    head = Head(1, "x", "e5", "source-token", ("best@1",), (4.0,), -2.0, together=(2.0, 1.5, 0.5))
    assert decoded(encoded(head), "x") == head
    rows = torch.nn.functional.normalize(torch.tensor([[1.0, 0.0], [0.6, 0.8]]), dim=-1)
    side = Vectors(rows[0], ((0, 2), (3, 5)), {1: rows})
    found = judged(head, "aa bb", "cc dd", side, side, 2)
    assert len(found.source) == 2
    assert found.figures["error"] == pytest.approx(
        segment_probability((2.0, 1.5, 0.5), [one.score for one in found.source]), abs=1e-4
    )


def test_vectors_come_back_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    from head_vectors import LAYERS, Cache

    def drawn(count: int) -> Vectors:
        states = {layer: torch.nn.functional.normalize(torch.randn(count, 4), dim=-1) for layer in LAYERS}
        spans = tuple((3 * place, 3 * place + 2) for place in range(count))
        return Vectors(torch.randn(4), spans, states)

    made = {"aa bb": drawn(2), "": drawn(0), "cc": drawn(1)}
    cache = Cache(tmp_path)
    cache.add(list(made)[:2], list(made.values())[:2])
    cache.add(list(made)[2:], list(made.values())[2:])
    again = Cache(tmp_path)
    for text, vectors in made.items():
        assert again.size(text) == len(vectors.spans)
        assert again.spans(text) == list(vectors.spans)
        assert torch.allclose(again[text].whole, vectors.whole)
        for layer in LAYERS:
            assert torch.allclose(again[text].layers[layer], vectors.layers[layer], atol=2e-3)
    sys.modules.pop("head_vectors", None)
