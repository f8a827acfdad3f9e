"""The door: what happens when things go wrong around a run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli import judged_run
from audit.cli.auditing_options import size
from audit.cli.main import main
from audit.cli.progress_bar import bar, progress
from audit.cli.terminal import wants_color, width
from audit.model.errors import UsageError

TEXT = "The ferry ferry leaves in the morning and comes back at night.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judged_run, "audit_many", interrupt)
    assert main(["check", "--format", "json=out.json", "a.txt"]) == 130
    assert not list(Path.cwd().glob("*out.json*"))


def test_reader_gone() -> None:
    for number in range(300):
        Path(f"{number}.txt").write_text(TEXT * 5)
    program = "import sys; from audit.cli.main import run; sys.argv[1:] = ['check', '-t', 'en', '.']; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 3, "what was not looked at is no pass"


def test_no_terminal_can_be_broken_by_its_encoding() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "audit", "check", "--exit-zero", "-t", "en", "a.txt"],
        env=environment,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert b"doubled-word" in done.stdout


def test_unwritable_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json=none/out.json", "a.txt"]) == 2
    assert "cannot write none/out.json" in capsys.readouterr().err
    Path("file").write_text("")
    assert main(["report", "-o", "file", "a.txt"]) == 2
    assert "file" in capsys.readouterr().err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_unreadable_file_among_good_ones(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text(TEXT)
    Path("b.txt").chmod(0)
    assert main(["check", "-q", "."]) == 3
    out = capsys.readouterr().out
    assert "a.txt" in out
    assert "b.txt  not checked" in out


def test_a_report_twice_gives_the_same_bytes_and_leaves_no_old_pages() -> None:
    Path("old.txt").write_text(TEXT)
    main(["report", "-q", "-t", "en", "-o", "out", "."])
    Path("old.txt").unlink()
    main(["report", "-q", "-t", "en", "-o", "out", "."])
    main(["report", "-q", "-t", "en", "-o", "fresh", "a.txt"])
    once, twice = (
        {
            p.relative_to(d): p.read_bytes()
            for p in Path(d).rglob("*.*")
            if p.suffix != ".sqlite" and p.name != "index.html" and p.is_file()
        }
        for d in ("out", "fresh")
    )
    assert once == twice


def test_a_report_of_documents_elsewhere_has_no_absolute_paths(tmp_path: Path) -> None:
    (tmp_path / "site" / "ru").mkdir(parents=True)
    (tmp_path / "site" / "ru" / "b.txt").write_text("")
    (tmp_path / "here").mkdir()
    os.chdir(tmp_path / "here")
    main(["report", "-q", "-t", "en", "-o", "out", str(tmp_path / "a.txt"), str(tmp_path / "site")])
    for path in filter(Path.is_file, Path("out").rglob("*")):
        assert str(tmp_path).encode() not in path.read_bytes(), path
    assert "site/ru/b.txt" in Path("out/documents.csv").read_text(encoding="utf-8")


def test_order_and_number_of_arguments_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text(TEXT)
    outputs = []
    for arguments in (["a.txt", "b.txt"], ["b.txt", "a.txt", "./a.txt"], ["."]):
        main(["check", "-t", "en", "--format", "json", *arguments])
        outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1


def test_options_may_stand_between_paths(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text(TEXT)
    main(["check", "a.txt", "-t", "en", "b.txt", "-q"])
    assert capsys.readouterr().out.count(".txt") == 2


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), ("2k", 2048), ("64M", 64 << 20), ("1GiB", 1 << 30), ("3kb", 3072)]
)
def test_size(text: str, number: int) -> None:
    assert size(text) == number


@pytest.mark.parametrize("text", ["", "M", "-1", "0", "1.5M", "5x", "²"])
def test_no_size(text: str) -> None:
    with pytest.raises(UsageError, match="--max-size"):
        size(text)


class Screen:
    def __init__(self, terminal: bool = True) -> None:
        self.terminal = terminal
        self.shown = ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.shown += text

    def flush(self) -> None: ...

    def fileno(self) -> int:
        raise ValueError


def test_color(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert wants_color(Screen())  # type: ignore[arg-type]
    assert not wants_color(Screen(False))  # type: ignore[arg-type]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert wants_color(Screen(False))  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(Screen())  # type: ignore[arg-type]


def test_progress_only_on_terminals_and_long_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("audit.cli.progress_bar.monotonic", lambda: next(clock))
    for screen, quiet, drawn in (
        (Screen(), False, True),
        (Screen(False), False, False),
        (Screen(), True, False),
    ):
        assert list(progress([1, 2, 3], 3, screen, quiet)) == [1, 2, 3]  # type: ignore[arg-type]
        assert bool(screen.shown) is drawn
        assert not drawn or screen.shown.endswith("\x1b[K")
    assert bar(5, 10, 5.0, "a\x1b.txt", 80) == "██████████░░░░░░░░░░ 5/10  5 s left  a⟨1B⟩.txt"
    assert width(Screen()) in (80, int(os.environ.get("COLUMNS", "80")))  # type: ignore[arg-type]
