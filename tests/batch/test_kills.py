"""Processes die; the report is the same."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from .batches import command, contents, report, write_documents

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
# Makes every worker slow enough to be caught, and lets one document kill whoever reads it.
HOOK = """
import os, signal, sys, time
def hook():
    import audit.run.batch.work as work
    plain = work.audit_with
    def audit_with(made, settings, record):
        time.sleep(float(os.environ.get("SLOW", "0")))
        if b"poison" in (record.data or b""):
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(made, settings, record)
    work.audit_with = audit_with

if "--multiprocessing-fork" in sys.argv or "spawn_main" in " ".join(sys.orig_argv):
    hook()
"""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills")
    (folder / "hook").mkdir()
    (folder / "hook/sitecustomize.py").write_text(HOOK)
    write_documents(folder / "texts", 48)
    assert report(folder, "texts", "-o", "calm").returncode == 0
    return folder


def started(folder: Path, output: Path, slow: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(folder / "hook"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"PYTHONPATH": path, "SLOW": slow}
    return subprocess.Popen(command("texts", "-o", str(output), "-j", "2"), cwd=folder, env=environment)


def workers_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == pid and b"spawn_main" in line:
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_worker_is_killed(calm: Path, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    process = started(calm, tmp_path / "out", "0.03")
    killed = 0
    while process.poll() is None and killed < 2:
        time.sleep(rng.uniform(0.1, 0.5))
        workers = workers_of(process.pid)
        if workers:
            os.kill(rng.choice(workers), signal.SIGKILL)
            killed += 1
    assert process.wait(60) == 0
    assert killed
    assert contents(tmp_path / "out") == contents(calm / "calm")


@pytest.mark.parametrize("seed", range(3))
def test_the_main_process_is_killed(calm: Path, tmp_path: Path, seed: int) -> None:
    rng = random.Random(100 + seed)
    for _ in range(2):
        process = started(calm, tmp_path / "out", "0.02")
        time.sleep(rng.uniform(0.3, 1.5))
        process.kill()
        process.wait()
        # The index is written last: where it is, the report is whole, whatever became of the process.
        if (tmp_path / "out/index.html").exists():
            assert contents(tmp_path / "out") == contents(calm / "calm")
    done = report(calm, "texts", "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == contents(calm / "calm")
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_document_that_kills_is_named_and_the_others_stand(calm: Path, tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    for name in ("part-0/003.txt", "part-2/008.txt"):
        (tmp_path / "texts" / name).write_text("This is poison for whoever reads it.\n")
    environment = {"PYTHONPATH": str(calm / "hook")}
    done = report(tmp_path, "texts", "-o", "out", "-j", "2", environment=environment)
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out/documents.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 21
    assert [line.split(",")[0] for line in lines if "died at this document" in line] == [
        "texts/part-0/003.txt",
        "texts/part-2/008.txt",
    ]
    # Where it no longer kills, it is audited after all.
    again = report(tmp_path, "texts", "-o", "out", "-j", "2")
    assert again.returncode == 0
    assert "died" not in (tmp_path / "out/documents.csv").read_text(encoding="utf-8")


def test_two_runs_do_not_write_into_one_folder(calm: Path, tmp_path: Path) -> None:
    process = started(calm, tmp_path / "out", "2")  # longer than the second takes to start
    while not workers_of(process.pid) and process.poll() is None:
        time.sleep(0.05)
    second = report(calm, "texts", "-o", str(tmp_path / "out"))
    assert process.poll() is None
    process.kill()
    process.wait()
    assert second.returncode == 2
    assert "another run is writing to this folder" in second.stderr


def test_interrupted(calm: Path, tmp_path: Path) -> None:
    process = started(calm, tmp_path / "out", "0.1")
    while not workers_of(process.pid) and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert workers_of(process.pid) == []
