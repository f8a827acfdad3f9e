"""What is handed out, the wheel and the source, built and used."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from audit.model.errors import UnreadableError, UsageError
from audit.model.extras import EXTRAS, REPORT, Extra

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BRINGS = PROJECT["optional-dependencies"]
# As where only the package and what it always needs is installed.
BARE = """\
import sys
sys.modules.update(dict.fromkeys({missing!r}))
sys.argv[0] = "audit"
from audit.cli.main import run
run()
"""


def distribution(requirement: str) -> str:
    """The name in a requirement."""
    return requirement.partition("[")[0].partition(">")[0].partition("=")[0].strip()


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: f"{extra.name}-{'-'.join(extra.libraries)}")
def test_an_extra_brings_what_it_promises(extra: Extra) -> None:
    brought = {distribution(requirement) for requirement in BRINGS[extra.name]}
    assert set(extra.libraries.values()) <= brought


def test_all_brings_all_but_models() -> None:
    (requirement,) = BRINGS["all"]
    named = set(requirement.partition("[")[2].rstrip("]").split(","))
    assert named == {extra.name for extra in EXTRAS} - {"neural"}


def test_nothing_heavy_is_always_installed() -> None:
    assert {distribution(requirement) for requirement in PROJECT["dependencies"]} == {
        "ahocorasick-rs",
        "chardet",
        "langdetect",
        "msgspec",
    }


def test_a_missing_library_is_named_with_what_to_type() -> None:
    extra = Extra("report", {"no_such_module_anywhere": "pandas"})
    with pytest.raises(UsageError, match=r"^a report needs pandas, which is not installed: pip install 'tr"):
        extra.require("a report needs")
    with pytest.raises(UnreadableError):
        extra.require("Parquet tables need", UnreadableError)
    REPORT.require("a report needs")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked in `wheel`, the source in `source`."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "wheel")
    with tarfile.open(next(folder.glob("*.tar.gz"))) as source:
        source.extractall(folder / "unpacked", filter="data")
    next((folder / "unpacked").iterdir()).rename(folder / "source")
    return folder


def bare(built: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command of the wheel, where no extra is installed."""
    missing = [module for extra in EXTRAS for module in extra.libraries]
    return subprocess.run(
        [sys.executable, "-P", "-c", BARE.format(missing=missing), *arguments],
        cwd=built, env={"PYTHONPATH": str(built / "wheel"), "PYTHONUTF8": "1"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_wheel_holds_no_source_of_data(built: Path) -> None:
    kept = [str(path.relative_to(built / "wheel")) for path in (built / "wheel").rglob("*.toml")]
    assert kept == ["audit/data/SOURCES.toml"]
    assert list((built / "wheel/audit/data/LICENSES").iterdir())
    size = sum(path.stat().st_size for path in (built / "wheel").rglob("*") if path.is_file())
    assert size < 25 << 20


def test_the_wheel_checks_and_repairs_without_extras(built: Path) -> None:
    (built / "ferry.txt").write_text("The ferry leaves in the morning and and comes back at night.\n")
    checked = bare(built, "check", "--format", "csv", "ferry.txt")
    assert "doubled-word" in checked.stdout, checked.stderr
    assert "-The ferry leaves in the morning and and" in bare(built, "fix", "ferry.txt").stdout


def test_the_wheel_says_what_a_report_needs(built: Path) -> None:
    (built / "pier.txt").write_text("The pier is long.\n")
    asked = bare(built, "report", "pier.txt", "-o", "report")
    assert asked.returncode == 2
    assert (
        "a report needs pandas, which is not installed: pip install 'translation-audit[report]'"
        in asked.stderr
    )
    assert not (built / "report").exists()


def test_the_source_is_enough_to_work_on(built: Path) -> None:
    source = built / "source"
    for name in ("constraints.txt", "action.yml", "Containerfile", "integrations", "templates", "reports"):
        assert (source / name).exists(), name
    done = subprocess.run(
        [sys.executable, "tools/compile_data.py", "--check"],
        cwd=source, env={"PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
