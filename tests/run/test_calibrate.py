"""Weights fitted to labels of one's own."""

import json
import random
from pathlib import Path

import pytest

from audit import Auditor
from audit.cli.main import main
from audit.model.errors import UsageError
from audit.model.settings import Settings
from audit.run.calibrate import calibrated, kendall
from audit.run.label_rows import read_labels

pytest.importorskip("numpy")
PLACES = ("Helgoland", "Husum", "Amrum", "Wyk", "Emden", "Leer", "Norden", "Jever")
THINGS = (("Fähre", "ferry"), ("Bahn", "train"), ("Kutsche", "coach"), ("Barke", "barge"), ("Straße", "road"))


def labels(count: int = 240) -> list[dict[str, object]]:
    """Invented translations; what was left out or looped costs points, and nothing else does."""
    rng = random.Random(3)
    rows: list[dict[str, object]] = []
    for number in range(count):
        (german, english), place, other, hour = rng.choice(THINGS), *rng.sample(PLACES, 2), rng.randint(2, 11)
        source = f"Die {german} nach {place} fährt um {hour} Uhr ab, und wer nach {other} will, wartet bis zum Abend."
        target = f"The {english} to {place} leaves at {hour}, and whoever wants to go to {other} waits until the evening."
        points = 0.0
        if number % 3 == 1:
            target, points = target[: 30 + rng.randint(0, 25)], 9.0
        elif number % 3 == 2 and number % 2:
            target, points = (
                f"{target[:-1]} the evening the evening the evening the evening the evening.",
                5.0,
            )
        rows.append(
            {"source": source, "target": target, "score": 100 - points - rng.random(), "languages": "de-en"}
        )
    return rows


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    file = folder / "labels.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_new_weights_find_what_the_labels_punish(tmp_path: Path) -> None:
    done = calibrated(read_labels(written(tmp_path, labels())), Settings())
    assert done.labels == 240
    assert done.unseen > 0.5
    assert done.unseen > done.length
    again = calibrated(read_labels(written(tmp_path, labels())), Settings())
    assert again.weights == done.weights


def test_the_command_writes_what_settings_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, weights = written(tmp_path, labels()), tmp_path / "weights.toml"
    assert main(["calibrate", "--labels", str(file), "-o", str(weights)]) == 0
    assert "unseen labels" in capsys.readouterr().out
    auditor = Auditor(target="en", source="de", settings=Settings(estimate=str(weights)))
    rows = labels(3)
    good, bad = (
        auditor.check_text(str(row["target"]), source_text=str(row["source"])).score.estimate
        for row in rows[:2]
    )
    assert good is not None
    assert bad is not None
    assert bad < good


def test_a_table_with_penalties(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(
        "src;mt;Penalty;src_lang\nEin Satz.;A sentence.;-5;de\nZwei.;;1;de\nDrei.;Three.;x;de\n", "utf-8"
    )
    (only,) = read_labels(file)
    assert (only.source, only.target, only.points) == ("Ein Satz.", "A sentence.", 5.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no row"),
        ("source,target\na,b\n", "score"),
        ("text,score\na,1\n", "source"),
        ("source,target,score\na,b,c\n", "no row has"),
        ("{broken\n", "labels.csv:1"),
        ("source,target,score\nEin Satz.,A sentence.,1\n", "50 are needed"),
    ],
)
def test_labels_that_say_nothing(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        calibrated(read_labels(file), Settings(target="en", source="de"))


def test_kendall_counts_ties() -> None:
    import numpy as np

    assert kendall(np.array([1.0, 2, 3]), np.array([1.0, 2, 3])) == pytest.approx(1)
    assert kendall(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-1)
    assert kendall(np.array([1.0, 1, 2]), np.array([1.0, 2, 3])) == pytest.approx(2 / 6**0.5)
    assert kendall(np.array([1.0, 1]), np.array([1.0, 2])) == 0
