"""`audit models`: what is set up, and what becomes of it."""

import json
from pathlib import Path

import pytest

from audit.cli.main import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def set_up(*tables: str) -> None:
    Path("audit.toml").write_text("".join(f"[[models]]\n{table}\n" for table in tables))


def test_nothing_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 2
    assert "no models are set up (there is no configuration)" in capsys.readouterr().err


def test_unknown_words(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["frobnicate"], ["list", "folder"], ["check", "--precision", "bf16"]):
        assert main(["models", *arguments]) == 2
    assert "unknown action 'frobnicate'" in capsys.readouterr().err


def test_a_folder_that_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    set_up('kind = "quality"\nmodel = "./gone"')
    assert main(["models", "list"]) == 2
    assert "no such folder" in capsys.readouterr().out


def test_without_the_extra(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.neural.libraries import libraries

    libraries.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    folder = Path("model")
    folder.mkdir()
    for name in ("config.json", "model.safetensors"):
        (folder / name).write_text("{}")
    set_up('kind = "quality"\nmodel = "model"')
    assert main(["models", "list"]) == 0
    assert main(["models", "check"]) == 2
    assert "pip install 'translation-audit[neural]'" in capsys.readouterr().out
    libraries.cache_clear()


def test_check_and_time(regression: Path, entailment: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(
        f'kind = "quality"\nmodel = "{regression.as_posix()}"\ndevice = "cpu"\nlanguages = ["fr"]',
        f'kind = "quality"\nmodel = "{entailment.as_posix()}"\ndevice = "cpu"',
    )
    assert main(["models", "check", "--format", "json"]) == 2
    good, bad = json.loads(capsys.readouterr().out)
    assert good["signature"].startswith("quality:1|")
    assert "3 classes" in bad["fault"]
    set_up(f'kind = "quality"\nmodel = "{regression.as_posix()}"\ndevice = "cpu"')
    assert main(["models", "time", "--precision", "fp32", "--precision", "bf16"]) == 0
    assert capsys.readouterr().out.count("segments a second; 1,000 in") == 2
