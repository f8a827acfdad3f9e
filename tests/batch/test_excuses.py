"""Excuses and the baseline in a batch: what they say holds, and a change of theirs is noticed."""

import json
import os
from pathlib import Path

import msgspec
import pytest

from audit.cli.main import main
from audit.files.whole_file import write_whole
from audit.model.settings import Configuration
from audit.run.audit_record import Record
from audit.run.batch.job import Entry, Job, Partition, Task, partition_path, spool_path
from audit.run.batch.partition_file import PartitionFile
from audit.run.batch.work import job_path, worker_of

TEXT = "The ferry left left at noon and nobody saw it go.\n"
RULE = '[[ignore-where]]\ncheck = "doubled-word"\ninside = "left left"\nreason = "they say so here"\n'
WORDS = ["-t", "en", "--select", "doubled-word"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT)
        os.utime(name, (1_000_000_000, 1_000_000_000))


def summary(*words: str) -> tuple[int, dict[str, int]]:
    """Findings that count and excused ones by kind, of a report."""
    main(["report", *WORDS, "-j", "1", "-o", "out", "-q", *words, "a.txt", "b.txt"])
    told = json.loads(Path("out/summary.json").read_text("utf-8"))["summary"]
    return sum(told["findings"].values()), told["suppressed"]


def test_a_baseline_that_comes_and_goes() -> None:
    assert summary() == (2, {"in-source": 0, "pattern": 0, "baseline": 0})
    main(["baseline", *WORDS, "-q", "-o", "base.json", "a.txt"])
    assert summary("--baseline", "base.json") == (1, {"in-source": 0, "pattern": 0, "baseline": 1})
    main(["baseline", *WORDS, "-q", "--update", "-o", "base.json", "a.txt", "b.txt"])
    assert summary("--baseline", "base.json") == (0, {"in-source": 0, "pattern": 0, "baseline": 2})
    assert summary() == (2, {"in-source": 0, "pattern": 0, "baseline": 0})


def test_a_side_file_that_comes_and_goes() -> None:
    assert summary()[0] == 2
    Path("a.txt.audit.toml").write_text(RULE)
    assert summary() == (1, {"in-source": 0, "pattern": 1, "baseline": 0})
    Path("a.txt.audit.toml").unlink()
    assert summary()[0] == 2


def test_gates_do_not_count_what_is_excused() -> None:
    main(["baseline", *WORDS, "-q", "-o", "base.json", "a.txt", "b.txt"])
    gate = ["--max-findings", "0", "a.txt", "b.txt"]
    for command in (["check"], ["report", "-j", "1", "-o", "out"]):
        assert main([*command, *WORDS, *gate]) == 1
        assert main([*command, *WORDS, "--baseline", "base.json", *gate]) == 0


@pytest.mark.parametrize("named", ["../site", "{}/site", "../site/../site/a.txt"])
def test_documents_elsewhere_are_known_by_every_name(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site", "work"):
        Path(name).mkdir()
    Path("site/a.txt").write_text(TEXT)
    monkeypatch.chdir("work")
    main(["baseline", *WORDS, "-q", "-o", "base.json", "../site"])
    gate = [*WORDS, "--baseline", "base.json", "--max-findings", "0", named.format(tmp_path)]
    assert main(["check", *gate]) == 0
    assert main(["report", "-j", "1", "-o", "out", *gate]) == 0
    # A file of the same name in the report of another folder is another document.
    Path("a.txt").write_text(TEXT)
    assert main(["report", "-j", "1", "-o", "out", *gate[:-1], "a.txt"]) == 1


def test_a_worker_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["baseline", *WORDS, "-q", "-o", "base.json", "a.txt"])
    settings = {"target": "en", "select": ("doubled-word",), "baseline": "base.json"}
    job = Job(Configuration(**settings), pages=False, here="..")  # type: ignore[arg-type]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    folder = tmp_path / "out"
    job_path(folder, job.digest).parent.mkdir(parents=True)
    write_whole(job_path(folder, job.digest), msgspec.msgpack.encode(job))
    spool_path(folder, "one").parent.mkdir(parents=True)
    spool_path(folder, "one").write_bytes(msgspec.msgpack.encode([Record("a.txt", "a.txt", text=TEXT)]))
    entries = tuple(Entry(name, name, str(tmp_path / name)) for name in ("a.txt", "b.txt"))
    for partition, left in (
        (Partition(0, 2, 1, entries), {"minor": 1}),
        (Partition(1, 1, 1, spool="one", key=b"0" * 16), {}),
    ):
        done = worker_of(str(folder), job.digest).do(Task(partition))
        part = PartitionFile(partition_path(folder, done.key))
        assert part.values("tally")["excused"] == {"baseline": 1}
        assert part.values("tally")["severities"] == left
