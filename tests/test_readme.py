"""What README.md shows is what happens."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from audit.cli.main import COMMANDS
from audit.model.settings import Configuration
from audit.registry.builtin_checks import builtin_checks

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def run(command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "audit"
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert not done.stderr, done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize("block", blocks("console"))
def test_runs_are_real(block: str) -> None:
    command, shown = block.split("\n", 1)
    assert run(command.removeprefix("$ ")).rstrip("\n") == shown.rstrip("\n"), (
        "python3 tools/run.py samples brings README.md up to date"
    )


def test_there_is_a_run_on_the_first_screen() -> None:
    assert "```console\n$ audit check " in "".join(README.splitlines(keepends=True)[:10])


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})
    assert "doubled-word" in capsys.readouterr().out


@pytest.mark.parametrize("block", blocks("toml"))
def test_configuration_is_understood(block: str) -> None:
    configuration = msgspec.convert(tomllib.loads(block), Configuration)
    ids = {check.id for check in builtin_checks()}
    assert set(configuration.ignore) <= ids


def test_commands_shown_exist() -> None:
    shown = re.findall(r"^audit ([a-z]+)", "\n".join(blocks("bash")), re.MULTILINE)
    assert shown
    assert set(shown) <= set(COMMANDS)


def test_every_check_is_named() -> None:
    assert all(f"(docs/checks/{check.id}.md)" in README for check in builtin_checks())


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")]
    pages.append(ROOT / "samples" / "README.md")
    for page in pages:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)\)", text):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
