"""Every document has the configuration that is nearest to it, in every command and wherever the run starts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import main

BAD = "# Notice\n\nThe the office opens at nine on every working day of the week.\n"
QUIET = 'target = "en"\nignore = ["doubled-word"]\n'
Found = Callable[..., dict[str, int]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("top.md", "a/one.md", "a/deep/two.md", "b/three.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD)
    (tmp_path / "audit.toml").write_text('target = "en"\n')
    (tmp_path / "a" / "audit.toml").write_text(QUIET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def found(capsys: pytest.CaptureFixture[str]) -> Found:
    def run(*arguments: str) -> dict[str, int]:
        capsys.readouterr()
        main(["check", "--format", "json", *arguments])
        documents = json.loads(capsys.readouterr().out)["documents"]
        return {one["path"]: len(one["findings"]) for one in documents}

    return run


def test_a_folder_below_has_its_own(home: Path, found: Found) -> None:
    assert found(".") == {"a/deep/two.md": 0, "a/one.md": 0, "b/three.md": 1, "top.md": 1}
    assert found("a/deep") == {"a/deep/two.md": 0}
    assert found("a/one.md", "b/*.md") == {"a/one.md": 0, "b/three.md": 1}


def test_the_innermost_wins_whole(home: Path, found: Found) -> None:
    (home / "a" / "deep" / "pyproject.toml").write_text("[tool.audit]\nroot = true\n")
    (home / "b" / "pyproject.toml").write_text("[tool.other]\naudit = 1\n")
    assert found("a") == {"a/deep/two.md": 1, "a/one.md": 0}
    assert found("b") == {"b/three.md": 1}


def test_from_elsewhere(home: Path, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "b" / "audit.toml").write_text(QUIET)
    monkeypatch.chdir(home / "b")
    assert found("three.md", "../top.md", "../a/one.md") == {"../a/one.md": 0, "../top.md": 1, "three.md": 0}


def test_a_named_file_or_none_is_for_all(home: Path, found: Found) -> None:
    assert set(found("--no-config", "-t", "en", ".").values()) == {1}
    assert set(found("--config", "a/audit.toml", ".").values()) == {0}


def test_the_command_line_on_top(home: Path, found: Found) -> None:
    (home / "a" / "audit.toml").write_text('target = "de"\nterms = ["the"]\n')
    assert found("-t", "en", "--ignore", "doubled-word", "a") == {"a/deep/two.md": 0, "a/one.md": 0}
    assert set(found("--exclude", "a/deep/", ".")) == {"a/one.md", "b/three.md", "top.md"}
    assert set(found("--include", "a/*.md", ".")) == {"a/one.md"}


def test_globs_start_at_their_own_folder(home: Path, found: Found) -> None:
    (home / "a" / "audit.toml").write_text(
        'exclude = ["/deep"]\n[[path]]\nmatch = "one.md"\nselect = ["style"]\n'
    )
    assert set(found(".")) == {"a/one.md", "b/three.md", "top.md"}
    (home / "audit.toml").write_text('exclude = ["a/"]\n')
    assert set(found(".")) == {"b/three.md", "top.md"}
    (home / "audit.toml").write_text('include = ["b/*"]\n')
    assert set(found(".")) == {"a/one.md", "b/three.md"}


def test_a_broken_one_is_told_with_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "a" / "audit.toml").write_text('\nignroe = ["style"]\n')
    assert main(["check", "."]) == 2
    assert "a/audit.toml:2: unknown key" in capsys.readouterr().err


def test_baselines_beside_each(home: Path, found: Found) -> None:
    (home / "a" / "audit.toml").write_text('target = "en"\n')
    assert main(["baseline", "-q", "."]) == 0
    assert set(found(".").values()) == {0}
    assert len(json.loads((home / "a" / "audit-baseline.json").read_text())["entries"]) == 2
    (home / "audit-baseline.json").unlink()
    assert found(".") == {"a/deep/two.md": 0, "a/one.md": 0, "b/three.md": 1, "top.md": 1}
    (home / "a" / "one.md").write_text("# Notice\n\nNothing is said twice here.\n")
    assert main(["baseline", "-q", "--prune", "a"]) == 0
    assert len(json.loads((home / "a" / "audit-baseline.json").read_text())["entries"]) == 1


def test_report_agrees_and_notices_a_change(home: Path) -> None:
    def counts() -> dict[str, int]:
        main(["report", ".", "-o", "out", "-q", "-j", "1", "--exit-zero"])
        documents = json.loads((home / "out" / "summary.json").read_text())["documents"]
        return {one["path"]: len(one["findings"]) for one in documents}

    assert counts() == {"a/deep/two.md": 0, "a/one.md": 0, "b/three.md": 1, "top.md": 1}
    (home / "a" / "audit.toml").write_text('target = "en"\n')
    assert set(counts().values()) == {1}
    main(["baseline", "-q", "."])
    assert set(counts().values()) == {0}


def test_fix_agrees(home: Path) -> None:
    assert main(["fix", "-q", "--write", "."]) == 0
    assert (home / "a" / "one.md").read_text() == BAD
    assert (home / "b" / "three.md").read_text() != BAD


def test_gates_and_rules_are_counted_by_themselves(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "audit.toml").write_text(
        'target = "en"\nmax-findings = 2\n[[ignore-where]]\ninside = "the the"\n'
    )
    (home / "a" / "audit.toml").write_text(
        'target = "en"\nmax-findings = 1\n[[ignore-where]]\ninside = "x x"\n[[ignore-where]]\nafter = "office"\n'
    )
    (home / "a" / "deep" / "audit.toml").write_text('target = "en"\nmax-findings = 0\n')
    assert main(["check", "."]) == 1
    said = capsys.readouterr()
    assert "max-findings 0: 1 finding in a/deep/" in said.out
    assert "max-findings 2" not in said.out
    assert "max-findings 1" not in said.out
    unused = [line for line in said.err.splitlines() if "excuses nothing" in line]
    assert [line.split(" (")[0] for line in unused] == ["a/audit.toml: [[ignore-where]] 1"]
    main(["check", "--show-excused", "a/one.md"])
    assert "[[ignore-where]] 2" in capsys.readouterr().out
