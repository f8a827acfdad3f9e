"""Runs are appended once and whole; a file that is not ours stays as it is."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from audit.cli.main import main
from audit.model.errors import UsageError
from audit.model.mqm import Category
from audit.report.plan.causes import Causes
from audit.report.tally import Tally
from audit.report.trends.run_record import ALL, MOST_OUTLETS, OTHERS, Figure, Run, run_record, run_signature
from audit.run import history as module
from audit.run.history import BEGUN, HISTORY, append, begin_run, check_ready, end_run, runs, shown_by
from tests.report.made_results import made_finding, made_result


def made_run(number: int, signature: str = "tool:1") -> Run:
    figures = (
        Figure(ALL, ALL, 3, 300, 2, 4, 8.0, 97.5),
        Figure("north", "doubled-word", 3, 300, 2, 4, 8.0, None),
    )
    return Run(f"{number:032x}", "2026-01-01T00:00:00Z", "1", signature, "", 3, 0, 300, 4, 8.0, 97.5, figures)


def test_what_is_appended_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "a history.sqlite"
    assert append(file, made_run(2))
    assert append(file, made_run(1))
    assert runs(file) == [made_run(2), made_run(1)], "in the order they were appended"
    assert runs(file, last=1) == [made_run(1)]
    (narrow,) = runs(file, last=1, outlet="north", check="doubled-word")
    assert narrow.figures == made_run(1).figures[1:]


def test_a_run_is_appended_once(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    assert append(file, made_run(1))
    assert not append(file, msgspec.structs.replace(made_run(1), label="again"))
    assert runs(file) == [made_run(1)]


def refused(file: Path, why: str) -> None:
    before = file.read_bytes()
    for act in (lambda: append(file, made_run(1)), lambda: runs(file), lambda: check_ready(file)):
        with pytest.raises(UsageError, match=why):
            act()
    assert file.read_bytes() == before, "left as it was"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes, and nothing that a database would begin with.\n" * 100)
    refused(file, "no history, or a damaged one")


def test_foreign_databases_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE run (x)")
    other.close()
    refused(file, "no history of audits")


def test_later_layouts_are_refused(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    append(file, made_run(2))
    with sqlite3.connect(file) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    refused(file, "later version")


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    for number in range(60):
        append(file, made_run(number))
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(bytes(data))
    refused(file, "damaged")
    file.write_bytes(bytes(data[:5000]))
    refused(file, "damaged|no history")


def test_values_that_no_run_has_are_refused(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    append(file, made_run(1))
    with sqlite3.connect(file) as crafted:
        crafted.execute("UPDATE run SET words = -5")
    crafted.close()
    with pytest.raises(UsageError, match="what no run writes"):
        runs(file)


def test_no_file_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="audit report"):
        runs(tmp_path / "none.sqlite")
    with pytest.raises(UsageError, match="no folder"):
        check_ready(tmp_path / "none" / HISTORY)


def test_half_an_append_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / HISTORY
    append(file, made_run(1))
    broken = msgspec.structs.replace(made_run(2), figures=(*made_run(2).figures, made_run(2).figures[0]))
    with pytest.raises(UsageError):
        append(file, broken)  # two figures of one name
    assert runs(file) == [made_run(1)]


def test_writers_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    program = (
        "import sys; from pathlib import Path; from tests.run.test_history import made_run; "
        "from audit.run.history import append\n"
        "for number in range(15): append(Path(sys.argv[1]), made_run(int(sys.argv[2]) * 100 + number))"
    )
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(file), str(number)], cwd=root)
        for number in range(4)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * 4
    found = runs(file)
    assert len({run.id for run in found}) == len(found) == 60
    assert all(len(run.figures) == 2 for run in found)


def test_an_interrupted_run_keeps_its_name(tmp_path: Path) -> None:
    first = begin_run(tmp_path)
    assert begin_run(tmp_path) == first
    end_run(tmp_path)
    assert begin_run(tmp_path) != first
    (tmp_path / BEGUN).write_text('{"id": "../../x", "time": 3}')
    assert len(begin_run(tmp_path)[0]) == 32


def test_the_clock_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert begin_run(tmp_path)[1] == "1970-01-02T00:00:00Z"


def test_a_report_killed_after_the_append_is_appended_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves in the morning and and comes back at night.\n")
    monkeypatch.chdir(tmp_path)
    command = ["report", "-t", "en", "-q", "--exit-zero", "-o", "out", "--label", "one", "a.txt"]

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("audit.run.batch.run_batch.end_run", killed)
        main(command)
    assert len(runs(Path("out") / HISTORY)) == 1
    assert main(command) == 0
    (run,) = runs(Path("out") / HISTORY)
    assert (run.label, run.documents, run.findings) == ("one", 1, 1)
    assert main(command) == 0
    assert len(runs(Path("out") / HISTORY)) == 2
    assert not (Path("out") / BEGUN).exists()


def test_no_history_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves in the morning and comes back at night.\n")
    monkeypatch.chdir(tmp_path)
    main(["report", "-t", "en", "-q", "--exit-zero", "-o", "out", "--no-history", "a.txt"])
    assert not (tmp_path / "out" / HISTORY).exists()
    assert not (tmp_path / "out" / BEGUN).exists()


def record(paths: list[str]) -> Run:
    causes, tally = Causes(), Tally()
    for path in paths:
        result = made_result(
            "one two", made_finding("one two", 0, 3, category=Category.UNTRANSLATED), path=path
        )
        causes.add(result)
        tally.add(result)
    return run_record("0" * 32, "2026-01-01T00:00:00Z", "label", tally, causes)


def test_figures_of_a_run() -> None:
    run = record(["north/a.txt", "north/b.txt", "south/a.txt"])
    assert (run.documents, run.words, run.findings, run.penalty, run.score) == (3, 300, 3, 3, 99)
    figures = {(figure.outlet, figure.check): figure for figure in run.figures}
    assert list(figures) == [
        (outlet, check) for outlet in (ALL, "north", "south") for check in (ALL, "doubled-word")
    ]
    assert figures["north", "doubled-word"] == Figure("north", "doubled-word", 2, 200, 2, 2, 2.0, 99.0)
    assert figures[ALL, ALL] == Figure(ALL, ALL, 3, 300, 3, 3, 3.0, 99.0)


def test_small_outlets_are_added_up() -> None:
    run = record([f"{number}/a.txt" for number in range(MOST_OUTLETS + 7)])
    names = {figure.outlet for figure in run.figures}
    assert len(names) == MOST_OUTLETS + 2
    (others,) = (figure for figure in run.figures if figure.outlet == OTHERS and not figure.check)
    assert others.documents == 7


def test_signatures_tell_what_differs() -> None:
    one = run_signature(["tool:1|checks:2:a|target:en", "tool:1|checks:3:b|target:de"])
    same = run_signature(
        ["tool:1|checks:3:b|target:de", "tool:1|checks:2:a|target:fr", "tool:1|checks:2:a|target:fr"]
    )
    other = run_signature(["tool:1|checks:2:a|target:en", "tool:1|checks:3:c|target:de"])
    assert one == same != other
    assert one.startswith("tool:1|checks:*")
    assert one.endswith("target:*")
    assert run_signature([]) == ""


def test_wrong_history_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves.\n")
    (tmp_path / "b.sqlite").write_text("no database at all " * 50)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("audit.cli.report_command.run_batch", None)
    assert main(["report", "-t", "en", "-o", "out", "--history", "b.sqlite", "a.txt"]) == 2
    assert "no history" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_version_and_layout_are_in_the_file(tmp_path: Path) -> None:
    append(tmp_path / HISTORY, made_run(1))
    head = (tmp_path / HISTORY).read_bytes()[:100]
    assert head[68:72] == b"AUHT"
    assert head[60:64] == module.SCHEMA_VERSION.to_bytes(4, "big")
    assert json.dumps(runs(tmp_path / HISTORY)[0].id)
    assert os.listdir(tmp_path) == [HISTORY]


def test_an_old_history_gets_the_new_table(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    append(file, made_run(1))
    with sqlite3.connect(file) as old:
        old.execute("DROP TABLE shown")
        old.execute("PRAGMA user_version = 1")
    old.close()
    assert shown_by(file, made_run(1)) == b"", "reading changes nothing"
    assert runs(file) == [made_run(1)]
    assert append(file, msgspec.structs.replace(made_run(2), shown=b"abc"))
    assert shown_by(file, made_run(2)) == b"abc"
    assert shown_by(file, made_run(1)) == b""
    assert runs(file) == [made_run(1), made_run(2)]


def test_findings_of_the_newest_runs_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    file = tmp_path / HISTORY
    for number in range(4):
        append(file, msgspec.structs.replace(made_run(number), shown=b"abcd"))
    assert [len(shown_by(file, made_run(number))) for number in range(4)] == [0, 0, 4, 4]
    append(file, msgspec.structs.replace(made_run(5), shown=b"x" * 11))
    assert [len(shown_by(file, made_run(number))) for number in (3, 5)] == [0, 0]
