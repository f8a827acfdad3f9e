"""tools/run.py: what it says without doing anything, and when it sets up again."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "run.py"


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("frobnicate",), 2), (("--help",), 0)])
def test_help(arguments: tuple[str, ...], code: int) -> None:
    done = subprocess.run([sys.executable, str(TOOL), *arguments], capture_output=True, check=False)
    assert done.returncode == code
    assert b"tools/run.py tests" in done.stderr


def test_every_command_is_in_the_help(tool: ModuleType) -> None:
    assert all(f"tools/run.py {command}" in tool.__doc__ for command in tool.COMMANDS)


def test_set_up_again_when_requirements_change(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("a")
    monkeypatch.setattr(tool, "ROOT", str(tmp_path))
    before = tool.fingerprint()
    assert tool.fingerprint() == before
    (tmp_path / "constraints.txt").write_text("b")
    assert tool.fingerprint() != before


def test_complete_environment_is_left_alone(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*command: object, **options: object) -> int:
        raise AssertionError(command)

    (tmp_path / "complete").write_text(tool.fingerprint() + "\n")
    monkeypatch.setattr(tool, "STAMP", str(tmp_path / "complete"))
    monkeypatch.setattr(tool, "PYTHON", sys.executable)
    monkeypatch.setattr(tool.subprocess, "call", refuse)
    tool.complete_environment()


def test_old_python_is_told_so(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool.sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(tool.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.8\.18"):
        tool.restart_with_a_newer_python()


def test_checks_that_are_run_exist(tool: ModuleType) -> None:
    scripts = [command[0] for command in tool.CHECKS if command[0].endswith(".py")]
    assert scripts
    assert all((ROOT / script).is_file() for script in scripts)
