"""Whatever the way to a report, it is the same report."""

import os
import time
from pathlib import Path

import pytest

from .batches import OLD, contents, report, write_documents


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 40 documents and an undisturbed report on them by one process."""
    folder = tmp_path_factory.mktemp("calm")
    write_documents(folder / "texts", 40)
    done = report(folder, "texts", "-o", "calm", "-j", "1")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["texts", "-j", "2"],
        ["texts", "-j", "3"],
        ["texts", "-j", "2", "--partition", "5"],
        ["texts/part-2", "texts/part-0", "texts/part-1", "texts/part-0/000.txt"],
        ["texts/**/*.txt"],
    ],
    ids=lambda words: " ".join(words),
)
def test_processes_and_order_change_nothing(calm: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = report(calm, *arguments, "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == contents(calm / "calm")


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    report(tmp_path, "texts", "-o", "out")
    before = {
        path: path.stat().st_mtime_ns
        for path in (tmp_path / "out").glob("*.*")
        if path.is_file() and path.suffix != ".sqlite"
    }
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_one_changed_document_changes_one_partition(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 40)
    report(tmp_path, "texts", "-o", "out")
    partitions = set((tmp_path / "out/.work/partitions").glob("*/*"))
    changed = tmp_path / "texts/part-1/001.txt"
    changed.write_text("Another text, with with a fault.\n")
    os.utime(changed, (OLD + 1, OLD + 1))
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    after = set((tmp_path / "out/.work/partitions").glob("*/*"))
    assert len(partitions - after) == len(after - partitions) == 1
    report(tmp_path, "texts", "-o", "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_document_that_only_looks_the_same_is_read(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 3)
    path = tmp_path / "texts/part-0/000.txt"
    ahead = time.time_ns() + 3_600_000_000_000
    os.utime(path, ns=(ahead, ahead))  # not yet past, however slow this machine is: it proves nothing
    report(tmp_path, "texts", "-o", "out")
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"ferry ferry", b"ferry often"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    report(tmp_path, "texts", "-o", "out")
    findings = (tmp_path / "out/findings.csv").read_text(encoding="utf-8").splitlines()
    assert not [line for line in findings if "000.txt" in line and "doubled-word" in line]


def test_other_settings_are_another_report(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 10)
    report(tmp_path, "texts", "-o", "out")
    report(tmp_path, "texts", "-o", "out", "--ignore", "doubled-word", "--no-pages", "--no-segments")
    report(tmp_path, "texts", "-o", "fresh", "--ignore", "doubled-word", "--no-pages", "--no-segments")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert not list((tmp_path / "out/documents").iterdir())
    assert not (tmp_path / "out/segments.csv").exists()


@pytest.mark.parametrize("lost", ["manifest.sqlite", ".work", "documents", "findings.csv", "index.html"])
def test_what_is_lost_is_made_again(tmp_path: Path, lost: str) -> None:
    write_documents(tmp_path / "texts", 12)
    report(tmp_path, "texts", "-o", "out")
    before = contents(tmp_path / "out")
    path = tmp_path / "out" / lost
    for file in sorted(path.rglob("*"), reverse=True) if path.is_dir() else [path]:
        file.rmdir() if file.is_dir() else file.unlink()
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert contents(tmp_path / "out") == before


def test_broken_memory_is_thrown_away(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 12)
    report(tmp_path, "texts", "-o", "out")
    before = contents(tmp_path / "out")
    for path in (tmp_path / "out/.work/partitions").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-5])
    (tmp_path / "out/manifest.sqlite").write_bytes(b"no database, whoever wrote it\n" * 100)
    done = report(tmp_path, "texts", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == before
