"""An answer depends on its question alone: not on order, company, batch size, or how often it is asked."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from audit.neural.batches import in_batches
from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from neural.asked import QUESTIONS, of

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

LONG = " ".join(
    f"{word} {number}" for number, word in enumerate(("ferry", "pier", "nine", "Фёдор", "渡轮") * 30)
)
MANY = [
    *QUESTIONS,
    *(Question(one.source or "", one.target, "de", "en") for one in QUESTIONS),
    Question("", "Die Fähre.", "en", "de"),
    Question("   ", "Die Fähre.", "en", "de"),
    Question("The ferry.", "", "en", "de"),
    Question("The ferry.", None, "en", "de"),
    Question("\ud800 half a pair", "\udfff the other", "en", "de"),
    Question("a\0b\x1b[31m", "‮reversed", "en", "de"),
    Question("e\u0301" * 40, "é" * 40, "en", "de"),
    Question(LONG, LONG[::-1], "en", "de"),
    Question("x" * 700, "The ferry.", "en", "de"),
    Question("The ferry.", "x" * 700, "en", "de"),
]
KINDS = [
    ("similarity", "encoder", {"layer": 1}),
    ("error-spans", "tagger", {}),
    ("quality", "regression", {}),
    ("quality", "metricx", {}),
    ("fluency", "writer", {}),
    ("adequacy", "translator", {}),
    ("nli", "entailment", {}),
    ("language", "languages", {}),
]


@pytest.mark.parametrize(("kind", "model", "settings"), KINDS, ids=lambda value: str(value))
def test_order_size_and_company_change_nothing(
    kind: str, model: str, settings: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(model)
    whole = open_scorer(of(kind, folder, **settings)).score(MANY)
    small = open_scorer(of(kind, folder, batch=3, **settings))
    order = list(range(len(MANY)))
    random.Random(5).shuffle(order)
    mixed = small.score([MANY[index] for index in order])
    assert [mixed[order.index(index)] for index in range(len(MANY))] == whole
    alone = [small.score([question])[0] for question in MANY[-6:]]
    assert alone == whole[-6:]
    assert small.score(MANY[:2] * 5) == whole[:2] * 5
    assert small.score([]) == []


@pytest.mark.parametrize(("kind", "model", "settings"), KINDS, ids=lambda value: str(value))
def test_every_answer_has_a_figure_or_a_reason(
    kind: str, model: str, settings: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    scorer = open_scorer(of(kind, request.getfixturevalue(model), **settings))
    for question, answer in zip(MANY, scorer.score(MANY), strict=True):
        assert (answer.figure is None) == bool(answer.why)
        if not question.target.strip():
            assert answer.why == "no text"
        elif scorer.needs_source and not (question.source or "").strip():
            assert answer.why == "no source text"
        else:
            assert not answer.why
        for side, text in ((answer.target, question.target), (answer.source, question.source or "")):
            assert all(0 <= one.start < one.end <= len(text) for one in side)
            assert not any(text[one.start].isspace() or text[one.end - 1].isspace() for one in side)


def test_a_long_text_is_read_to_its_end(encoder: Path, tagger: Path) -> None:
    for kind, folder in (("similarity", encoder), ("error-spans", tagger)):
        answer = open_scorer(of(kind, folder)).score([Question(LONG, LONG)])[0]
        covered = {place for one in answer.target for place in range(one.start, one.end)}
        assert covered == {place for place, sign in enumerate(LONG) if not sign.isspace()}


def test_languages_a_model_is_not_for(regression: Path) -> None:
    scorer = open_scorer(of("quality", regression, languages=("en", "de-AT")))
    good, bad = scorer.score([Question("A", "Б", "en-GB", "de"), Question("A", "Б", "en", "ru")])
    assert good.figure is not None
    assert bad.why == "the model is not for ru"


def test_each_question_is_asked_once(regression: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer: Any = open_scorer(of("quality", regression))
    rows = []
    forward = type(scorer.model.loaded.model).forward

    def counted(self: Any, **given: Any) -> Any:
        rows.append(len(given["input_ids"]))
        return forward(self, **given)

    monkeypatch.setattr(type(scorer.model.loaded.model), "forward", counted)
    scorer.score(QUESTIONS * 4)
    assert sum(rows) == len(QUESTIONS)


def test_fewer_at_once_when_memory_runs_out() -> None:
    sizes = []

    def compute(items: Sequence[int]) -> Sequence[int]:
        sizes.append(len(items))
        if len(items) > 3:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
        return [item * 2 for item in items]

    assert in_batches(range(10), lambda item: (4,), compute, 8) == [item * 2 for item in range(10)]
    assert sizes[:3] == [8, 4, 2]
    assert max(sizes[2:]) == 2


def test_one_item_that_does_not_fit_is_told() -> None:
    def compute(items: Sequence[int]) -> Sequence[int]:
        raise RuntimeError(
            "[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"
        )

    with pytest.raises(MemoryError, match="one segment of 4 tokens does not fit"):
        in_batches([1, 2], lambda item: (4,), compute, 8)


def test_a_segment_that_does_not_fit_spoils_no_other(
    regression: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer: Any = open_scorer(of("quality", regression))
    wanted = scorer.score(QUESTIONS)
    forward = type(scorer.model.loaded.model).forward
    widths: list[int] = []

    def short(self: Any, **given: Any) -> Any:
        widths.append(given["input_ids"].shape[1])
        if widths[-1] == widest:
            raise RuntimeError("MPS backend out of memory")
        return forward(self, **given)

    widest = 0
    monkeypatch.setattr(type(scorer.model.loaded.model), "forward", short)
    scorer.score(QUESTIONS)
    widest = max(widths)
    answers = scorer.score(QUESTIONS)
    missing = [n for n, answer in enumerate(answers) if answer.why]
    assert 0 < len(missing) < len(answers)
    assert all("out of memory" in answers[n].why for n in missing)
    assert [answers[n] for n in range(len(answers)) if n not in missing] == [
        wanted[n] for n in range(len(wanted)) if n not in missing
    ]


def test_other_errors_are_not_taken_for_memory() -> None:
    def compute(items: Sequence[int]) -> Sequence[int]:
        raise RuntimeError("shape mismatch")

    with pytest.raises(RuntimeError, match="shape mismatch"):
        in_batches([1], lambda item: (4,), compute, 8)
