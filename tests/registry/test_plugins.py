"""Checks of installed packages."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import audit.extend
from audit.extend import assert_examples, check, good
from audit.model.check import Check, bad
from audit.model.mqm import Category, Severity

ROOT = Path(__file__).parents[2]
PLUGIN = Path(__file__).parent / "plugin"
TEXT = "The ferry NEVER EVER leaves late.\n"


def installed(folder: Path, code: str, points: dict[str, str]) -> Path:
    """A folder as pip leaves it: the module, and what tells of the package."""
    (folder / "house_style.py").write_text(code, encoding="utf-8")
    told = folder / "house_style-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: house-style\nVersion: 1.0\n")
    lines = [f"{name} = {value}\n" for name, value in points.items()]
    (told / "entry_points.txt").write_text("".join(["[translation_audit.checks]\n", *lines]))
    return folder


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command, where the folder is on the path of packages."""
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "audit", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    points = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    (tmp_path / "a.txt").write_text(TEXT)
    return installed(
        tmp_path, (PLUGIN / "house_style.py").read_text("utf-8"), points["translation_audit.checks"]
    )


def test_a_check_of_a_package_runs_with_the_others(house: Path) -> None:
    checked = run(house, "check", "-t", "en", "--format", "csv", "a.txt")
    assert "shouted-words" in checked.stdout, checked.stderr
    assert "“NEVER EVER” is written in capitals throughout" in checked.stdout
    assert "shouted-words" not in run(house, "check", "-t", "en", "--ignore", "shouted-words", "a.txt").stdout
    assert "shouted-words" in run(house, "checks").stdout
    assert "it shouts" in run(house, "explain", "shouted-words").stdout


def test_a_report_is_made_anew_when_it_changes(house: Path) -> None:
    report = "report", "-t", "en", "-j", "1", "--exit-zero", "-o", "out", "a.txt"
    assert run(house, *report).returncode == 0
    assert "shouted-words" in (house / "out/findings.csv").read_text("utf-8")
    module = house / "house_style.py"
    module.write_text(module.read_text("utf-8").replace("{4,}", "{9,}"), encoding="utf-8")
    assert run(house, *report).returncode == 0
    assert "shouted-words" not in (house / "out/findings.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "points", "said"),
    [
        ("1 / 0", {"x": "house_style:x"}, "x = house_style:x cannot be loaded: ZeroDivisionError"),
        ("x = 5", {"x": "house_style:x"}, "house-style 1.0: x = house_style:x is no check"),
        (
            "from audit.registry.builtin_checks import builtin_checks\nx = builtin_checks()[0]",
            {"x": "house_style:x"},
            "as one of this tool is called",
        ),
        (
            "from audit.extend import *\n"
            "@check(id='a-b', category=Category.PUNCTUATION, severity=Severity.MINOR, message='m', examples=())\n"
            "def x(view):\n    '''d'''\n    return []\n",
            {"x": "house_style:x", "y": "house_style:x"},
            "two installed packages have a check called 'a-b'",
        ),
    ],
)
def test_a_broken_package_is_named(tmp_path: Path, code: str, points: dict[str, str], said: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    checked = run(installed(tmp_path, code, points), "check", "-t", "en", "a.txt")
    assert checked.returncode == 2
    assert said in checked.stderr


def test_the_page_shows_the_package_as_it_is_tested() -> None:
    page = (ROOT / "docs/plugins.md").read_text("utf-8")
    for file in ("house_style.py", "pyproject.toml"):
        assert (PLUGIN / file).read_text("utf-8") in page


@pytest.mark.parametrize("name", audit.extend.__all__)
def test_what_is_promised_is_there(name: str) -> None:
    assert getattr(audit.extend, name) is not None


def broken(**given: object) -> Check:
    @check(
        id="a-b",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        message="m",
        examples=given["examples"],  # type: ignore[arg-type]
    )
    def a_b(view: audit.extend.TextView) -> list[audit.extend.Detection]:
        """Finds every x."""
        return [view.detection(at, at + 1) for at, char in enumerate(view.text) if char == "x"]

    return a_b


def test_examples_are_strict() -> None:
    assert_examples(broken(examples=(bad("en", "A bo⟦x⟧."), good("en", "A boat.", why="no x"))))
    for examples, said in (
        ((), "has no examples"),
        ((bad("en", "A ⟦b⟧ox."),), "found at"),
        ((good("en", "A box.", why="it is one"),), "found at"),
    ):
        with pytest.raises(AssertionError, match=said):
            assert_examples(broken(examples=examples))
