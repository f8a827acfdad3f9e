"""The scaffold of a new check: it is a real check that its own tests refuse until it is written."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def scaffold(checks: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    tool = ROOT / "tools" / "new_check.py"
    command = [sys.executable, str(tool), *arguments, "--checks", str(checks)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the package and of the tests of checks."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "audit", tmp_path / "audit", ignore=ignore)
    (tmp_path / "tests").mkdir()
    for name in ("test_every_check.py", "test_check_contract.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    return tmp_path


def test_new_check_is_listed_and_its_examples_fail(project: Path) -> None:
    checks = project / "audit" / "checks"
    before = (checks / "linguistic" / "__init__.py").read_text(encoding="utf-8")
    done = scaffold(checks, "stray-example", "--dimension", "linguistic")
    assert done.returncode == 0, done.stderr
    after = (checks / "linguistic" / "__init__.py").read_text(encoding="utf-8")
    added = set(after.splitlines()) - set(before.splitlines())
    assert added == {
        "from audit.checks.linguistic.stray_example import stray_example",
        "    stray_example,",
    }
    assert not set(before.splitlines()) - set(after.splitlines())
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "-k", "stray-example"]
    tested = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    # The bad examples fail, the good ones and the contract of records hold.
    assert "2 failed" in tested.stdout, tested.stdout + tested.stderr
    assert "test_example[stray-example-1]" in tested.stdout
    assert "error" not in tested.stdout.lower().splitlines()[-1]


def test_written_files_are_well_formed(project: Path) -> None:
    checks = project / "audit" / "checks"
    for dimension in ("accuracy", "design", "linguistic", "locale", "terminology"):
        assert scaffold(checks, f"example-of-{dimension}", "--dimension", dimension).returncode == 0
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    linted = subprocess.run([*command, str(checks)], capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("id_", "complaint"),
    [("Stray_Comma", "kebab-case"), ("no-stray-comma", "gives an order"), ("untranslated-text", "already")],
)
def test_wrong_names_are_refused(id_: str, complaint: str) -> None:
    done = scaffold(ROOT / "audit" / "checks", id_, "--dimension", "accuracy")
    assert done.returncode == 2
    assert complaint in done.stderr
