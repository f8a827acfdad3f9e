"""What the shells are told is what the parsers know."""

import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module

import pytest

from audit.cli.completion_command import commands
from audit.cli.main import COMMANDS, main

Complete = Callable[[str], list[str]]


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    def printed(shell: str) -> str:
        assert main(["completion", shell]) == 0
        return capsys.readouterr().out

    return printed


@pytest.fixture
def complete(script: Callable[[str], str]) -> Complete:
    """What bash offers for a line whose last word is being typed."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    text = script("bash")

    def offered(line: str) -> list[str]:
        words = line.split(" ")
        quoted = " ".join(f"'{word}'" for word in words)
        ask = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _audit; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        done = subprocess.run(
            ["bash", "-u", "-c", f"{text}\n{ask}"], capture_output=True, text=True, check=True
        )
        assert not done.stderr
        return done.stdout.split()

    return offered


def test_bash_offers_commands_options_and_values(complete: Complete) -> None:
    assert complete("audit ") == list(COMMANDS)
    assert complete("audit ch") == ["check", "checks"]
    assert complete("audit check --fail-") == ["--fail-under", "--fail-on"]
    assert complete("audit check --fail-on m") == ["minor", "major"]
    assert "doubled-word" in complete("audit check --select doub")
    assert complete("audit check -t u") == complete("audit fix --target u") != []
    assert complete("audit completion ") == ["bash", "zsh", "fish"]
    assert "doubled-word" in complete("audit explain ")
    assert complete("audit check --format sar") == ["sarif"]
    assert complete("audit check --term b") == complete("audit check a") == [], "files are the shell's own"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_is_there(shell: str, script: Callable[[str], str]) -> None:
    text = script(shell)
    for name, (module, _) in COMMANDS.items():
        for option in import_module(module).parser()._option_string_actions:
            shown = (
                option
                if shell != "fish"
                else f"-l {option[2:]}"
                if option[:2] == "--"
                else f"-s {option[1:]}"
            )
            assert shown in text, f"audit {name} {option}"


def test_values_are_told() -> None:
    known = {command.name: command for command in commands()}
    values = {option.names[-1]: option for option in known["check"].options}
    assert values["--config"].files
    assert not values["--config"].words
    assert values["--strict"].value == ""
    assert values["--profile"].words == ("gist", "publication", "strict")
    assert values["--exclude"].repeatable
    assert known["models"].words == ("list", "check", "time", "convert")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_itself_finds_nothing_wrong(shell: str, script: Callable[[str], str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    done = subprocess.run([shell, "-n"], input=script(shell), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
