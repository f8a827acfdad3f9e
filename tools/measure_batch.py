"""Measure batches: does a second worker pay, does memory stay flat, does the cache, does a kill cost anything?

    python tools/measure_batch.py                          everything, at 2,000 documents
    python tools/measure_batch.py --documents 100000       the figures of reports/speed.md
    python tools/measure_batch.py --parts speed,cache      some of it: speed, memory, cache, kills, dask
    python tools/measure_batch.py --parts kills,dask --kills 20 --documents 2000

Documents of about 3 KB are generated (seeded): the English words of tools/measure_speed.py.

    speed    two processes against one, from nothing to the finished folder; peak resident memory of the main process
             and of the largest worker
    memory   the same peaks at a tenth of the documents
    cache    the command of two processes again, nothing changed; and with one document, and one in a hundred, changed
    kills    kill -9 of a random worker, and of the main process, each `--kills` times at random moments: after the
             run (or the run that follows) every file is as in an undisturbed run
    dask     the same with a scheduler and two workers on this machine; the scheduler is killed as well
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from measure_speed import generated_articles

IN_A_FOLDER = 1000
AUDIT = [
    sys.executable,
    "-m",
    "audit",
    "report",
    "--no-config",
    "--no-history",
    "-t",
    "en",
    "--exit-zero",
    "-q",
]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--parts", default="speed,memory,cache,kills,dask")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    parts = options.parts.split(",")
    # An installed package has its byte code beside it; every process that is started must be able to write it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        top = Path(name)
        generate(top / "all", options.documents)
        run(top, ["all", "--no-pages", "-o", "warm-up", "-j", "1", "--select", "doubled-word"])
        shutil.rmtree(top / "warm-up")
        if "memory" in parts:
            memory(top, options.documents)
        if "speed" in parts:
            speed(top, options.documents)
        if "cache" in parts:
            cache(top)
            shutil.rmtree(top / "jobs-2")
        if "kills" in parts:
            kills(top, options.kills)
        if "dask" in parts:
            dask_kills(top, options.kills)


def generate(folder: Path, documents: int) -> None:
    """Documents of 3 KB, a thousand in a folder. The text repeats after 8 MB; each has a number of its own."""
    articles = generated_articles(min(8.0, documents * 3.4 / 1000 + 0.1))
    for number in range(documents):
        path = folder / f"{number // IN_A_FOLDER:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Number {number}\n\n{articles[number % len(articles)]}", encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def run(top: Path, arguments: list[str]) -> float:
    """Seconds that `audit report` takes."""
    begun = time.perf_counter()
    subprocess.run([*AUDIT, *arguments], cwd=top, check=True)
    return time.perf_counter() - begun


def figure(name: str, value: object) -> None:
    print(f"{name:<66}{value:>14}", flush=True)


def speed(top: Path, documents: int) -> None:
    took = {}
    for jobs in (1, 2):
        took[jobs] = watched(top, "all", f"jobs-{jobs}", jobs, documents)
        figure(f"{documents:,} documents, {jobs} workers, s", f"{took[jobs]:.1f}")
        figure(f"{documents:,} documents, {jobs} workers, documents/s", f"{documents / took[jobs]:.0f}")
    figure("two workers, times one", f"{took[1] / took[2]:.2f}")
    figure("the same bytes", fingerprint(top / "jobs-1") == fingerprint(top / "jobs-2"))
    for part in (".work", "documents", "."):
        folder = top / "jobs-2" / part
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        figure(f"{part} of the folder, bytes a document", f"{size / documents:,.0f}")
    shutil.rmtree(top / "jobs-1")


def memory(top: Path, documents: int) -> None:
    few = max(documents // 10, 1)
    generate(top / "few", few)
    watched(top, "few", "memory", 2, few)
    shutil.rmtree(top / "memory")
    shutil.rmtree(top / "few")


def watched(top: Path, source: str, output: str, jobs: int, documents: int) -> float:
    """Seconds that a run takes; says what memory it took."""
    begun = time.perf_counter()
    process = subprocess.Popen([*AUDIT, source, "-o", output, "-j", str(jobs)], cwd=top)
    main, worker = watched_memory(process)
    took = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}")
    figure(f"{documents:,} documents, {jobs} workers: peak of the main process, MB", f"{main:.0f}")
    figure(f"{documents:,} documents, {jobs} workers: peak of a worker, MB", f"{worker:.0f}")
    return took


def watched_memory(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Peak resident megabytes of a process and of its largest child, while it runs."""
    peaks = {"main": 0.0, "worker": 0.0}
    while process.poll() is None:
        for name, pids in (("main", [process.pid]), ("worker", workers_of(process.pid))):
            for pid in pids:
                peaks[name] = max(peaks[name], high_water(pid))
        # The system keeps the peak: looking seldom misses little, and looking often takes time from the workers.
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
    return peaks["main"], peaks["worker"]


def high_water(pid: int) -> float:
    """Peak resident memory of a process so far, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM"))
    return max((int(line[1]) / 1024 for line in lines), default=0.0)


def workers_of(pid: int) -> list[int]:
    """Worker processes of a run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if int(fields[1]) == pid and b"spawn_main" in line:
                found.append(int(entry.name))
    return found


def cache(top: Path) -> None:
    command = ["all", "-o", "jobs-2", "-j", "2"]
    first = run(top, command) if not (top / "jobs-2").exists() else None
    before = fingerprint(top / "jobs-2")
    second = min(run(top, command) for _ in range(3))
    if first is not None:
        figure("first run, s", f"{first:.1f}")
    figure("second run, s", f"{second:.2f}")
    figure("the same bytes", before == fingerprint(top / "jobs-2"))
    paths = sorted((top / "all").glob("*/*.txt"))
    for some, name in ((paths[:1], "one document"), (paths[::100], "one document in a hundred")):
        texts = [path.read_bytes() for path in some]
        for path, text in zip(some, texts, strict=True):
            path.write_bytes(text + b"One line more.\n")
        figure(f"{name} changed, s", f"{run(top, command):.2f}")
        for path, text in zip(some, texts, strict=True):
            path.write_bytes(text)
            os.utime(path, (1_700_000_000, 1_700_000_000))
    run(top, command)
    figure("changed back: the same bytes", before == fingerprint(top / "jobs-2"))


def fingerprint(folder: Path) -> dict[str, str]:
    """The bytes of every file of a report; what it remembers for itself is left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.parts and not path.name.startswith("manifest.sqlite")
    }


def kills(top: Path, times: int) -> None:
    rng = random.Random(11)
    took = run(top, ["all", "-o", "calm", "-j", "2"])
    calm = fingerprint(top / "calm")
    command = [*AUDIT, "all", "-o", "disturbed", "-j", "2"]
    same = dead = 0
    for _ in range(times):
        shutil.rmtree(top / "disturbed", ignore_errors=True)
        process = subprocess.Popen(command, cwd=top)
        time.sleep(rng.uniform(0.3, took * 0.9))
        workers = workers_of(process.pid)
        if workers:
            os.kill(rng.choice(workers), signal.SIGKILL)
            dead += 1
        process.wait()
        same += process.returncode == 0 and fingerprint(top / "disturbed") == calm
    figure(f"worker killed {dead} times in {times} runs: the same bytes", f"{same} of {times}")
    same = dead = 0
    for _ in range(times):
        shutil.rmtree(top / "disturbed", ignore_errors=True)
        process = subprocess.Popen(command, cwd=top)
        time.sleep(rng.uniform(0.3, took * 0.95))
        dead += process.poll() is None
        process.kill()
        process.wait()
        subprocess.run(command, cwd=top, check=True)
        same += fingerprint(top / "disturbed") == calm
    figure(f"main process killed {dead} times in {times} runs: the same bytes", f"{same} of {times}")
    shutil.rmtree(top / "disturbed")
    shutil.rmtree(top / "calm")


@contextmanager
def cluster(top: Path) -> Iterator[dict[str, Callable[[], subprocess.Popen[bytes]]]]:
    """A scheduler and two workers; hands out what starts each of them. All are ended afterwards."""
    started: list[subprocess.Popen[bytes]] = []
    program = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": top}

    def start(command: list[str]) -> Callable[[], subprocess.Popen[bytes]]:
        def begin() -> subprocess.Popen[bytes]:
            process = subprocess.Popen(command, start_new_session=True, **quiet)  # type: ignore[call-overload]
            started.append(process)
            return process

        return begin

    file = str(top / "scheduler.json")
    port = "8796"
    scheduler = start(
        [*program, "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--scheduler-file", file]
    )
    worker = start(
        [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nworkers", "1",
         "--nthreads", "1", "--no-dashboard", "--death-timeout", "60", "--local-directory", str(top / "scratch")]
    )  # fmt: skip
    try:
        yield {"scheduler": scheduler, "worker": worker}
    finally:
        for process in reversed(started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def dask_kills(top: Path, times: int) -> None:
    rng = random.Random(12)
    run(top, ["all", "-o", "calm", "-j", "2"])
    calm = fingerprint(top / "calm")
    with cluster(top) as start:
        scheduler = start["scheduler"]()
        nannies = [start["worker"]() for _ in range(2)]
        command = [
            *AUDIT,
            "all",
            "-o",
            "disturbed",
            "--engine",
            "dask",
            "--scheduler",
            "tcp://127.0.0.1:8796",
        ]
        time.sleep(4)
        begun = time.perf_counter()
        subprocess.run(command, cwd=top, check=True)
        took = time.perf_counter() - begun
        figure("dask, two workers, s", f"{took:.1f}")
        figure("dask, undisturbed: the same bytes", fingerprint(top / "disturbed") == calm)
        for victim in ("worker", "main", "scheduler"):
            same = dead = 0
            for _ in range(times):
                shutil.rmtree(top / "disturbed", ignore_errors=True)
                process = subprocess.Popen(command, cwd=top)
                time.sleep(rng.uniform(1.0, took * 0.95))
                if victim == "main":
                    dead += process.poll() is None
                    process.kill()
                elif victim == "worker":
                    children = [pid for nanny in nannies for pid in children_of(nanny.pid)]
                    dead += bool(children)
                    if children:
                        os.kill(rng.choice(children), signal.SIGKILL)
                else:
                    dead += 1
                    os.killpg(scheduler.pid, signal.SIGKILL)
                    scheduler.wait()
                    # Workers leave with their scheduler; whoever runs a cluster starts both again.
                    for nanny in nannies:
                        os.killpg(nanny.pid, signal.SIGKILL)
                        nanny.wait()
                    scheduler = start["scheduler"]()
                    nannies = [start["worker"]() for _ in range(2)]
                code = process.wait()
                if victim == "main" or code != 0:
                    subprocess.run(command, cwd=top, check=True)
                same += fingerprint(top / "disturbed") == calm
            figure(
                f"dask: {victim} killed {dead} times in {times} runs: the same bytes", f"{same} of {times}"
            )


def children_of(pid: int) -> list[int]:
    """The worker below a nanny."""
    return workers_of(pid)


if __name__ == "__main__":
    main()
