"""The committed reports are what the tool says today, and the samples are what they claim to be."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from audit import Auditor
from audit.config.path_settings import settings_for
from audit.config.read_settings import read_configuration
from audit.registry.builtin_checks import builtin_checks

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
CONFIGURATION = read_configuration(SAMPLES / "audit.toml").configuration


def test_reports_are_fresh() -> None:
    command = [sys.executable, "tools/make_sample_reports.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", sorted((SAMPLES / "clean").iterdir()), ids=lambda path: path.name)
def test_nothing_is_found_in_clean_samples(path: Path) -> None:
    settings = settings_for(CONFIGURATION, path.relative_to(SAMPLES).as_posix())
    result = Auditor(settings=settings).check_file(path)
    assert not [(finding.check, finding.text) for finding in result.shown if finding.severity != "neutral"]


@pytest.mark.parametrize("path", sorted((SAMPLES / "dirty").iterdir()), ids=lambda path: path.name)
def test_language_of_a_dirty_sample_is_told_from_its_text(path: Path) -> None:
    result = Auditor().check_file(path)
    assert result.target_language.tag
    assert path.name.startswith(result.target_language.tag)
    assert result.shown


def test_every_planted_fault_is_in_its_file() -> None:
    faults = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))["fault"]
    assert {fault["file"] for fault in faults} <= {path.name for path in (SAMPLES / "dirty").iterdir()}
    assert all(set(fault) == {"file", "text", "check", "what"} for fault in faults)
    assert {fault["check"] for fault in faults} <= {check.id for check in builtin_checks()} | {"none"}


def test_most_planted_faults_are_seen() -> None:
    rows = [
        line.split("|")
        for line in (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and line.split("|")[1].strip().isdigit()
    ]
    seen = sum(row[4].strip() == "yes" or row[4].strip().startswith("as ") for row in rows)
    assert len(rows) > 150
    assert seen / len(rows) > 0.6


def test_samples_have_the_bytes_they_claim() -> None:
    assert (SAMPLES / "dirty/tr-from-en-league-report.txt").read_bytes()[:2] == b"\xff\xfe"
    for name in ("clean/ru-novosti.txt", "dirty/fr-from-ru-interview.txt"):
        data = (SAMPLES / name).read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n") > 10
    for name in ("clean/ru-novosti.txt", "dirty/ru-from-en-hotel-letter.txt"):
        with pytest.raises(UnicodeDecodeError):
            (SAMPLES / name).read_bytes().decode("utf-8")
