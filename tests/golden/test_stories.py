"""Golden stories: a command, what goes in, and all that comes out.

A story is a folder: `command.toml` (`what`, `arguments`, optionally `stdin`, `environment`, `exit_code`,
`compare`), `in/` (the files it starts with) and `expected/` (`stdout`, `stderr`, and the files it writes that
`compare` names). After a wanted change: `python tests/golden/test_stories.py --update`, then read the diff.
"""

import io
import os
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from audit.cli.main import COMMANDS, main
from audit.cli.parser import Parser

HOME = Path(__file__).parent
STORIES = sorted(path.parent for path in HOME.glob("*/command.toml"))


class Story(msgspec.Struct, forbid_unknown_fields=True):
    what: str
    arguments: list[str]
    exit_code: int = 0
    stdin: str | None = None
    environment: dict[str, str] = {}
    compare: list[str] = []


class Outcome(msgspec.Struct):
    exit_code: int
    files: dict[str, str]


def read_story(folder: Path) -> Story:
    return msgspec.convert(tomllib.loads((folder / "command.toml").read_text("utf-8")), Story)


# What changes with every new check, word list or style sheet is not what a story tells.
VOLATILE = (
    (re.compile(r"translation-audit(:| )\d+\.\d+\.\d+"), r"translation-audit\1VERSION"),
    (re.compile(r'("(?:semanticV|v)ersion": ?)"(?!2\.1\.0")[\d.]+"'), r'\1"VERSION"'),
    (re.compile(r'"rules": \[\n.*?\n {10}\]', re.DOTALL), '"rules": […]'),
    (re.compile(r'"ruleIndex": \d+'), '"ruleIndex": …'),
    (re.compile(r"\b(profile:\w+|checks:\d+|data):[0-9a-f]{8}"), r"\1:DIGEST"),
    (re.compile(r"\|version:\d+[.\d]*"), "|version:VERSION"),
    (re.compile(r"<style>.*?</style>", re.DOTALL), "<style>…</style>"),
    (re.compile(r"<script>.*?</script>", re.DOTALL), "<script>…</script>"),
    (re.compile(r"sha256-[\w+/]+=*"), "sha256-…"),
    (re.compile(r'<section class="about">.*?</section>', re.DOTALL), "<section>…</section>"),
    (re.compile(r'<details class="checks">.*?</details>', re.DOTALL), "<details>…</details>"),
)


def steady(text: str) -> str:
    for pattern, replacement in VOLATILE:
        text = pattern.sub(replacement, text)
    return text


@contextmanager
def surroundings(story: Story, folder: Path, home: Path) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """A process of its own, as far as the program can tell."""
    out, err = io.BytesIO(), io.BytesIO()
    kept = sys.stdin, sys.stdout, sys.stderr, os.getcwd(), dict(os.environ)
    data = (home / "in" / story.stdin).read_bytes() if story.stdin else b""
    sys.stdin = io.TextIOWrapper(io.BytesIO(data))
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)
    os.environ.update({"COLUMNS": "80"} | story.environment)
    os.chdir(folder)
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        # Kept alive: a collected wrapper would close the buffer behind it.
        held = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        os.chdir(kept[3])
        os.environ.clear()
        os.environ.update(kept[4])
        for stream in held:
            stream.detach()


def play(home: Path) -> Outcome:
    story = read_story(home)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "work"
        if (home / "in").is_dir():
            shutil.copytree(home / "in", folder)
        else:
            folder.mkdir()
        with surroundings(story, folder, home) as (out, err):
            code = main(story.arguments)
        texts = {"stdout": out.getvalue().decode(), "stderr": err.getvalue().decode()}
        for pattern in story.compare:
            written = sorted(folder.glob(pattern))
            assert written, f"{pattern} was not written"
            texts |= {
                path.relative_to(folder).as_posix(): path.read_bytes().decode()
                for path in written
                if path.is_file()
            }
        left = [path.name for path in folder.rglob("*.part")]
    assert not left, "half files are left behind"
    assert all(name not in text for text in texts.values()), "an absolute path came out"
    return Outcome(code, {name: steady(text) for name, text in texts.items() if text})


@pytest.mark.parametrize("home", STORIES, ids=lambda path: path.name)
def test_story(home: Path) -> None:
    outcome = play(home)
    expected = home / "expected"
    wanted = {
        path.relative_to(expected).as_posix(): path.read_bytes().decode()
        for path in sorted(expected.rglob("*"))
        if path.is_file()
    }
    assert outcome.files == wanted
    assert outcome.exit_code == read_story(home).exit_code


def parsers() -> Iterator[tuple[str, Parser]]:
    for command, (module, _) in COMMANDS.items():
        yield command, import_module(module).parser()


@pytest.mark.parametrize(("command", "parser"), list(parsers()), ids=list(COMMANDS))
def test_every_flag_is_in_a_story(command: str, parser: Parser) -> None:
    stories = [read_story(home).arguments for home in STORIES]
    others = [name for name, other in parsers() if set(other._option_string_actions) & {"--target"}]
    commands = others if command in others else [command]  # what check and report share, one shows for both
    used = {word.split("=")[0] for words in stories if words and words[0] in commands for word in words}
    for action in parser._actions:
        if action.option_strings and action.dest != "help":
            assert used & set(action.option_strings), (
                f"audit {command} {action.option_strings} is in no story"
            )


def test_every_exit_code_is_in_a_story() -> None:
    assert {read_story(home).exit_code for home in STORIES} == {0, 1, 2, 3}


def update() -> None:
    for home in STORIES:
        outcome = play(home)
        shutil.rmtree(home / "expected", ignore_errors=True)
        for name, text in outcome.files.items():
            file = home / "expected" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        if outcome.exit_code != read_story(home).exit_code:
            print(f"{home.name}: exit code {outcome.exit_code}")


if __name__ == "__main__" and sys.argv[1:] == ["--update"]:
    update()
