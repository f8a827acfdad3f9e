"""Heads: what is in their files, what they compute, and the stretches made of it."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from audit.model.errors import UsageError
from audit.neural.answer import Marked
from audit.neural.head import Head, decoded, encoded, read_head
from audit.neural.head_features import OF_SEGMENTS, OF_TOKENS, WITHOUT_LAYER, layers_of, parsed, width_of
from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from audit.neural.spans_from import spans_from
from neural.asked import QUESTIONS, of

SMALL = Head(1, "small", "e5", "token", ("best@1", "vector@2"), (0.5, *(0.1,) * 16), -0.25)
EVERY = tuple(name if name in WITHOUT_LAYER else f"{name}@1" for name in (*OF_TOKENS, *OF_SEGMENTS))


def written(folder: Path, head: Head) -> str:
    file = folder / "head.json"
    file.write_bytes(encoded(head))
    return str(file)


def test_a_head_survives_its_file() -> None:
    full = msgspec.structs.replace(
        SMALL, mean=(0.0,) * 17, scale=(1.0,) * 17, figures={"auc": 0.7}, label="bad"
    )
    assert decoded(encoded(full), "x") == full
    assert len(encoded(full).splitlines()) == 2 + len(Head.__struct_fields__)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"unit": "page"}, "unit 'page'"),
        ({"mean": (0.0,)}, "mean has 1 numbers, weights 17"),
        ({"scale": (0.0,) * 17}, "a scale is 0"),
        ({"threshold": 7.0}, "<= 1.0"),
        ({"format": 2}, "<= 1"),
    ],
)
def test_heads_that_are_none(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        decoded(encoded(msgspec.structs.replace(SMALL, **change)), "x")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"format": 1}', b'{"format": 1, "colour": "red"}', b"\xff"]
)
def test_files_that_are_no_heads(content: bytes) -> None:
    with pytest.raises(UsageError, match="head x: "):
        decoded(content, "x")


def test_a_head_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no such file, and no head of this package"):
        read_head("gone")


@pytest.mark.parametrize("name", ["best", "best@9", "best@x", "taste@1", "cosine@1", "@1", ""])
def test_features_that_are_none(name: str) -> None:
    with pytest.raises(UsageError, match="of a head: there are"):
        parsed(name, 2)


def test_features_by_name() -> None:
    assert layers_of(("best@1", "vector@2", "longer"), 3) == [1, 2, 3]
    assert width_of(("best@1", "vector@2", "longer"), 16) == 18


def test_tokens_become_stretches() -> None:
    text = "The dog, the dog and a cat slept."
    tokens = [
        Marked(4, 7, 0.9, "a"),
        Marked(9, 12, 0.2),
        Marked(13, 16, 0.6, "b"),
        Marked(23, 24, 0.7, "c"),
        Marked(24, 26, 0.8, "d"),
    ]
    assert [(text[one.start : one.end], one.score, one.label) for one in spans_from(tokens, 0.5, text)] == [
        ("dog", 0.9, "a"),
        ("dog", 0.6, "b"),
        ("cat", 0.8, "d"),
    ]
    assert [text[one.start : one.end] for one in spans_from(tokens[3:4], 0.5, text)] == ["cat"]
    assert spans_from([], 0.5, "") == ()
    wide = "渡" * 200
    assert [(one.start, one.end) for one in spans_from([Marked(90, 91, 1.0)], 0.5, wide)] == [(90, 91)]


def test_probabilities_by_hand(encoder: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    head = msgspec.structs.replace(
        SMALL, mean=(0.1,) * 17, scale=(2.0,) * 17, calibration=(1.5, 0.3), prefix="query: "
    )
    answers = open_scorer(of("error-spans", encoder, head=written(tmp_path, head))).score(QUESTIONS)
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder)
    model = transformers.AutoModel.from_pretrained(encoder).eval()

    def states(text: str) -> tuple[Any, Any]:
        coded = tokenizer("query: " + text, return_tensors="pt", return_offsets_mapping=True)
        offsets = coded.pop("offset_mapping")[0].tolist()
        kept = [
            n
            for n, (start, end) in enumerate(offsets)
            if end > 7 and text[max(0, start - 7) : end - 7].strip() and end > start
        ]
        with torch.no_grad():
            hidden = model(**coded, output_hidden_states=True).hidden_states
        return tuple(torch.nn.functional.normalize(hidden[layer][0][kept], dim=-1) for layer in (1, 2))

    for question, answer in zip(QUESTIONS, answers, strict=True):
        (near, own), (other, _) = states(question.target), states(question.source or "")
        rows = torch.cat([(near @ other.T).max(1).values[:, None], own], 1).double()
        score = ((rows - 0.1) / 2.0) @ torch.tensor(head.weights, dtype=torch.float64) + head.bias
        assert [one.score for one in answer.target] == pytest.approx(
            torch.sigmoid(1.5 * score + 0.3).tolist(), abs=1e-5
        )


@pytest.mark.parametrize("unit", ["token", "source-token", "segment"])
def test_every_feature_has_the_width_it_is_said_to_have(encoder: Path, tmp_path: Path, unit: str) -> None:
    pytest.importorskip("torch")
    width = width_of(EVERY, 16)
    head = Head(1, "all", "e5", unit, EVERY, tuple(0.01 * (n % 5 - 2) for n in range(width)), 0.1)
    scorer = open_scorer(of("error-spans", encoder, head=written(tmp_path, head)))
    questions = [*QUESTIONS, Question("A", "Б"), Question("\u00a0.", "\u200b")]
    answers = scorer.score(questions)
    assert all(answer.figure is None or 0 <= answer.figure <= 1 for answer in answers)
    assert all(bool(answer.source) == (unit == "source-token") for answer in answers[:-1])
    assert all(bool(answer.target) == (unit == "token") for answer in answers[:-1])
    assert scorer.score(questions[::-1]) == answers[::-1]


def test_a_head_of_another_encoder(encoder: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    short = msgspec.structs.replace(SMALL, weights=(1.0,) * 5)
    with pytest.raises(UsageError, match="5 weights, but its features are 17 numbers"):
        open_scorer(of("error-spans", encoder, head=written(tmp_path, short)))
