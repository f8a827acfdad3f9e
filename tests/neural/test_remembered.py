"""Models are loaded when they are needed, asked once about a text, and asked again when they changed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice
from audit.neural import open_scorer as opening
from audit.neural import remembered
from audit.neural.answer import Answer, Marked
from audit.neural.answer_store import AnswerStore
from audit.neural.question import Question
from audit.neural.remembered import Remembered, model_key
from audit.neural.watching import Far, watched
from neural.asked import QUESTIONS, of


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that were loaded, in order."""
    seen: list[str] = []
    really = opening.open_scorer

    def opened(choice: ModelChoice) -> Any:
        seen.append(str(choice.kind))
        return really(choice)

    monkeypatch.setattr(remembered, "scorer_of", opened)
    return seen


def test_a_second_run_loads_nothing(encoder: Path, tmp_path: Path, loads: list[str]) -> None:
    choice, file = of("similarity", encoder), tmp_path / "answers.sqlite"
    first = Remembered(choice, AnswerStore(file))
    answers = first.score(QUESTIONS)
    assert loads == ["similarity"] * len(loads)
    loads.clear()
    second = Remembered(choice, AnswerStore(file))
    assert second.score(QUESTIONS) == answers
    assert second.signature == first.signature
    assert second.needs_source
    assert not loads
    assert second.score([Question("Something new.", "Etwas Neues.")])[0].figure is not None
    assert loads


def test_other_weights_another_precision_and_another_layer_are_other_models(
    encoder: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(encoder, tmp_path / "copy"))
    keys = {model_key(of("similarity", copy)), model_key(of("similarity", copy, precision="bf16"))}
    keys |= {model_key(of("similarity", copy, layer=1)), model_key(of("similarity", copy, prefix="query: "))}
    assert len(keys) == 4
    assert model_key(of("similarity", copy, batch=7)) in keys, "how many are shown at once changes no answer"
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"layer_norm_eps": 0.5}))
    assert model_key(of("similarity", copy)) not in keys


def test_a_head_in_a_file_counts_by_content(encoder: Path, tmp_path: Path) -> None:
    head = tmp_path / "head.json"
    plain = {
        "format": 1,
        "name": "mine",
        "encoder": "x",
        "unit": "segment",
        "features": ["cosine"],
        "weights": [1.0],
        "bias": 0,
    }
    head.write_text(json.dumps(plain))
    before = model_key(of("error-spans", encoder, head=str(head)))
    head.write_text(json.dumps(plain | {"bias": 1}))
    assert model_key(of("error-spans", encoder, head=str(head))) != before


def test_what_was_not_judged_is_asked_again(tmp_path: Path) -> None:
    store = AnswerStore(tmp_path / "answers.sqlite")
    store.remember(b"model", {b"a": Answer(why="the endpoint did not answer"), b"b": Answer(0.5)})
    assert store.answers([b"a", b"b"]) == {b"b": Answer(0.5)}


def test_a_store_has_a_limit_in_memory_and_none_in_its_file(tmp_path: Path) -> None:
    answers = {b"%d" % number: Answer(0.5, target=(Marked(0, 3, number / 7),)) for number in range(200)}
    memory, file = AnswerStore(room=2000), AnswerStore(tmp_path / "answers.sqlite", room=2000)
    for store in (memory, file):
        store.remember(b"model", answers)
    assert 0 < len(memory.answers(list(answers))) < 100
    assert file.answers(list(answers)) == answers
    file.forget_models_but([b"other"])
    assert len(AnswerStore(tmp_path / "answers.sqlite").answers(list(answers))) == 0


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_broken_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "answers.sqlite"
    file.write_bytes(content)
    store = AnswerStore(file)
    store.remember(b"model", {b"a": Answer(0.5)})
    assert AnswerStore(file).answers([b"a"]) == {b"a": Answer(0.5)}


def test_a_file_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    store = AnswerStore(tmp_path / "gone" / "answers.sqlite")
    store.remember(b"model", {b"a": Answer(0.5)})
    assert store.answers([b"a"]) == {b"a": Answer(0.5)}


def test_whoever_watches_is_told(encoder: Path, tmp_path: Path) -> None:
    told: list[Far] = []
    scorer = Remembered(of("similarity", encoder), AnswerStore())
    with watched(told.append):
        scorer.score([*QUESTIONS, *QUESTIONS])
        scorer.score(QUESTIONS)
    assert told[0] == told[1] == Far("similarity", 0, len(QUESTIONS))
    assert told[-1] == Far("similarity", len(QUESTIONS), len(QUESTIONS), len(QUESTIONS)), (
        "repeated ones are free"
    )
    assert len(told) == 3


def test_halves_of_surrogate_pairs_have_a_name(encoder: Path) -> None:
    scorer = Remembered(of("similarity", encoder), AnswerStore())
    assert scorer.score([Question("half \ud83d", "halb \ud83d")])[0].figure is not None


def test_a_model_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        Remembered(of("similarity", tmp_path / "gone here"), AnswerStore())


def test_what_is_too_long_or_in_another_language_is_told_without_loading(
    encoder: Path, loads: list[str]
) -> None:
    store = AnswerStore()
    scorer = Remembered(of("similarity", encoder, languages=["en", "de"]), store)
    scorer.score(QUESTIONS[:1])
    loads.clear()
    asked = [
        Question("a" * 200_000, "b", "en", "de"),
        Question("Bonjour.", "Hallo.", "fr", "de"),
        Question("Hi.", None),
    ]
    assert [answer.why for answer in scorer.score(asked)] == [
        "too long: 200,000 characters, of which 100,000 can be read",
        "the model is not for fr",
        "no source text",
    ]
    assert not loads
