"""`audit models convert`: the same tensors, no code run."""

import json
import os
import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

from audit.cli.main import main
from audit.neural.open_scorer import open_scorer
from neural.asked import QUESTIONS, of

torch = pytest.importorskip("torch")
safetensors = pytest.importorskip("safetensors.torch")


def with_pickles(model: Path, to: Path, shards: int = 1, **more: Any) -> Path:
    """A copy of a model with its weights in pickles."""
    folder = Path(shutil.copytree(model, to / "copy"))
    tensors = safetensors.load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    if shards == 1:
        torch.save(tensors | more, folder / "pytorch_model.bin")
        return folder
    names = sorted(tensors)
    places = {}
    for number in range(shards):
        file = f"pytorch_model-{number + 1:05d}-of-{shards:05d}.bin"
        own = names[number::shards]
        torch.save({name: tensors[name] for name in own}, folder / file)
        places |= dict.fromkeys(own, file)
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))
    return folder


@pytest.mark.parametrize("shards", [1, 3])
def test_a_converted_model_says_the_same(
    regression: Path, tmp_path: Path, shards: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_pickles(regression, tmp_path, shards)
    assert main(["models", "convert", str(folder)]) == 0
    assert "read back and compared" in capsys.readouterr().out
    note = json.loads((folder / "converted-weights.json").read_text())
    assert len(note["before"]) == len(note["after"]) == shards
    assert not list(folder.glob(".*"))
    before, after = (open_scorer(of("quality", model)).score(QUESTIONS) for model in (regression, folder))
    assert before == after


def test_tensors_that_share_memory(tmp_path: Path) -> None:
    whole = torch.arange(12.0).reshape(3, 4)
    held = {
        "a": whole,
        "b": whole,
        "c": whole[1],
        "d": whole.T,
        "e": torch.tensor(float("nan")),
        "f": torch.zeros(0),
    }
    torch.save(held, tmp_path / "pytorch_model.bin")
    assert main(["models", "convert", str(tmp_path)]) == 0
    again = safetensors.load_file(tmp_path / "model.safetensors")
    assert all(torch.equal(again[name], tensor) for name, tensor in held.items() if name != "e")


class Trap:
    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (os.mkdir, (self.path,))


def test_code_in_a_pickle_is_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trap = tmp_path / "ran"
    torch.save({"a": torch.zeros(2), "b": Trap(str(trap))}, tmp_path / "pytorch_model.bin")
    assert main(["models", "convert", str(tmp_path)]) == 2
    assert "refused: it holds something besides tensors" in capsys.readouterr().err
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps(Trap(str(trap))))
    assert main(["models", "convert", str(tmp_path)]) == 2
    assert not trap.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["pytorch_model.bin"]


@pytest.mark.parametrize("held", [[1, 2], {"a": 1}, {}, "words"])
def test_what_holds_no_weights(held: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torch.save(held, tmp_path / "pytorch_model.bin")
    assert main(["models", "convert", str(tmp_path)]) == 2
    assert "refused" in capsys.readouterr().err


def test_nothing_to_convert(encoder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, complaint in (
        ([str(encoder)], "there are safetensors already"),
        ([str(tmp_path)], "no weights to convert"),
        ([str(tmp_path / "gone")], "no such folder"),
        ([], "name the folder"),
    ):
        assert main(["models", "convert", *arguments]) == 2
        assert complaint in capsys.readouterr().err
