"""The same report through a Dask cluster on this machine, whoever dies."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .batches import command, contents, report, write_documents

pytest.importorskip("distributed", reason="the extra `dask` is not installed")


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, str, list[subprocess.Popen[bytes]]]]:
    """A folder with documents and an undisturbed report, the scheduler's address, and its two workers."""
    folder = tmp_path_factory.mktemp("dask")
    write_documents(folder / "texts", 40)
    assert report(folder, "texts", "-o", "calm").returncode == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {
        "cwd": folder,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "start_new_session": True,
    }
    module = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    commands = [
        [*module, "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--scheduler-file", "s.json"]
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    commands += [[*worker, "--local-directory", str(folder / "scratch")]] * 2
    started = [subprocess.Popen(words, **quiet) for words in commands]  # type: ignore[call-overload]
    try:
        yield folder, address, started[1:]
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_same_bytes(cluster: tuple[Path, str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    folder, _, _ = cluster
    done = report(
        folder, "texts", "-o", str(tmp_path / "out"), "--engine", "dask", "--scheduler-file", "s.json"
    )
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == contents(folder / "calm")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("victim", ["worker", "main"])
def test_kills(cluster: tuple[Path, str, list[subprocess.Popen[bytes]]], tmp_path: Path, victim: str) -> None:
    folder, address, nannies = cluster
    words = command("texts", "-o", str(tmp_path / "out"), "--engine", "dask", "--scheduler", address)
    process = subprocess.Popen(words, cwd=folder)
    while not (tmp_path / "out/.work").exists() and process.poll() is None:
        time.sleep(0.02)
    time.sleep(random.Random(victim).uniform(0.1, 0.8))
    if victim == "main":
        process.kill()
        process.wait()
        assert subprocess.run(words, cwd=folder, check=False, timeout=90).returncode == 0
    else:
        children = Path(f"/proc/{nannies[0].pid}/task/{nannies[0].pid}/children").read_text().split()
        for child in children:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
        assert process.wait(90) == 0
    assert contents(tmp_path / "out") == contents(folder / "calm")


def test_nobody_answers(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 1)
    done = report(tmp_path, "texts", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
