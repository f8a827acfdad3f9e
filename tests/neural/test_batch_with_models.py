"""Models in a batch: what was answered is kept in its folder, what changed is asked again."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from audit.cli.main import main

SOURCE = "The ferry leaves at nine.\n\nThe pier is closed on Monday and opens again on Tuesday.\n"
TARGET = "Die Fähre fährt um neun.\n\nAm Montag ist der Anleger zu, am Dienstag öffnet er wieder.\n"


def answers(folder: Path) -> dict[bytes, bytes]:
    """What is kept: key and model."""
    disk = sqlite3.connect(folder / ".work" / "answers.sqlite")
    found = dict(disk.execute("SELECT key, model FROM answers").fetchall())
    disk.close()
    return found


def test_answers_are_kept_from_run_to_run(
    encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    model = Path(shutil.copytree(encoder, tmp_path / "model"))
    for name, target in (("one", TARGET), ("two", TARGET)):
        (tmp_path / "de").mkdir(exist_ok=True)
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "de" / f"{name}.md").write_text(target, encoding="utf-8")
        (tmp_path / "en" / f"{name}.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "audit.toml").write_text(
        'target = "de"\nsource = "en"\n[[models]]\nkind = "similarity"\nmodel = "model"\ndevice = "cpu"\n'
    )
    command = ["report", "de", "--source-file", "en/{name}", "-o", "out", "-j", "1", "--exit-zero", "-q"]
    assert main(command) == 0
    first = answers(tmp_path / "out")
    assert len(first) == 2, "what stands in both documents is asked about once"
    table = (tmp_path / "out" / "segments.csv").read_text(encoding="utf-8")
    assert "model_similarity" in table
    (tmp_path / "de" / "one.md").write_text(TARGET.replace("neun", "zehn"), encoding="utf-8")
    assert main(command) == 0
    second = answers(tmp_path / "out")
    assert set(first) < set(second)
    assert len(second) == 3
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps(config | {"layer_norm_eps": 0.3}))
    assert main(command) == 0
    third = answers(tmp_path / "out")
    assert len(third) == 3
    assert not set(third) & set(second)
    assert (tmp_path / "out" / "segments.csv").read_text(encoding="utf-8") != table
    signature = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["signature"]
    assert "model:similarity:1/model@" in signature
