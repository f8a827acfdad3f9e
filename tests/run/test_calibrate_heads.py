"""Heads and weights fitted on labels of one's own, in a profile that settings name."""

import json
import random
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from neural.conftest import encoder  # noqa: F401 — a fixture

from audit.cli.main import main
from audit.model.errors import UsageError
from audit.model.model_choice import Device, ModelChoice, ModelKind
from audit.model.settings import Settings
from audit.neural.profile import joined_weights, profile_text, read_heads, read_profile
from audit.run.auditor import Auditor
from audit.run.label_rows import MarkedError, read_labels
from audit.score.estimate.with_heads import FEATURES, shipped_joined
from run.test_calibrate import labels, written

SOURCE, TARGET = "Die Fähre nach Husum fährt um 9 Uhr ab.", "The ferry to Husum leaves at 9."


def with_errors(count: int = 160) -> list[dict[str, object]]:
    """Labels with a marked word in every second one, and a critical error in every third."""
    rng = random.Random(4)
    rows = []
    for number, row in enumerate(labels(count)):
        target = str(row["target"])
        marks = []
        if number % 2:
            start = rng.randrange(len(target) // 2)
            marks.append({"start": start, "end": start + 6, "severity": "major"})
        if not number % 3:
            marks.append({"start": 0, "end": 3, "severity": "critical"})
        rows.append(row | {"errors": marks})
    return rows


def test_a_profile_is_what_a_model_is_asked_with(
    encoder: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, profile = written(tmp_path, with_errors()), tmp_path / "profile.json"
    command = [
        "calibrate",
        "--labels",
        str(file),
        "--encoder",
        str(encoder),
        "--prefix",
        "",
        "-o",
        str(profile),
    ]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert said.count("fitted on these labels") == 4
    assert "joined with heads" in said
    heads = read_heads(str(profile))
    assert [head.name for head in heads] == ["spans", "detached", "omission", "critical"]
    assert heads[0].prefix == ""
    weights = joined_weights(str(profile))
    assert weights is not None
    assert weights[1].lost == shipped_joined().lost
    assert set(weights[1].weights) == set(FEATURES)
    choice = ModelChoice(ModelKind.ERROR_SPANS, str(encoder), head=str(profile), device=Device.CPU)
    result = Auditor("en", "de", Settings(models=(choice,))).check_text(TARGET, SOURCE)
    plain = Auditor("en", "de").check_text(TARGET, SOURCE)
    assert result.score.estimate != plain.score.estimate
    assert set(result.models[0].heads) == {"detached", "omission", "critical"}
    assert "+" in next(part for part in result.score.signature.split("|") if part.startswith("estimate:"))
    before = profile.read_bytes()
    assert main(command) == 0
    assert profile.read_bytes() == before, "the same labels give the same bytes"
    read = read_profile(str(profile))
    assert read is not None
    assert profile_text(read) == before


def test_labels_without_marks_give_what_they_can(
    encoder: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, profile = written(tmp_path, labels(160)), tmp_path / "profile.json"
    assert main(["calibrate", "--labels", str(file), "--encoder", str(encoder), "-o", str(profile)]) == 0
    said = capsys.readouterr().out
    assert "no head spans: 30 translations with marked stretches" in said
    assert [head.name for head in read_heads(str(profile))] == ["detached", "omission"]
    assert joined_weights(str(profile)) is None


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"profile": 2, "heads": []}', "profile"),
        ('{"profile": 1, "heads": []}', "no head in it"),
        ("{", "head"),
        (
            '{"profile": 1, "heads": [], "joined": {"figures": "", "bias": 0.0, "weights": {}, "lost_bias": 0.0}}',
            "lost",
        ),
    ],
)
def test_broken_profiles(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "p.json").write_text(content)
    with pytest.raises(UsageError, match=complaint):
        read_heads(str(tmp_path / "p.json"))


def test_marks_and_labels_are_read(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    marks = json.dumps([{"start": 0, "end": 3, "severity": "major"}, {"severity": "critical"}]).replace(
        '"', '""'
    )
    file.write_text(
        f'source,target,errors,label\nDie Fähre,The ferry,"{marks}",ERR\nDer Hafen,The port,[],OK\n'
    )
    first, second = read_labels(file)
    assert first.errors == (MarkedError(0, 3, "major"), MarkedError(severity="critical"))
    assert (first.points, first.wrong) == (30.0, True)
    assert (second.points, second.errors, second.wrong) == (0.0, (), False)
    file.write_text("source,target,label\nDie Fähre,The ferry,ERR\nDer Hafen,The port,OK\n")
    assert [label.points for label in read_labels(file)] == [10.0, 1.0]
    file.write_text('source,target,errors\nDie Fähre,The ferry,"[{""start"": ""x""}]"\n')
    with pytest.raises(UsageError, match="row 1: errors"):
        read_labels(file)
