"""Worker processes on this machine.

A pool of our own rather than the standard library's: there, one dead process breaks the whole pool and
nobody knows what it was working on.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgspec

from audit.model.errors import UsageError
from audit.neural.watching import Far, watched
from audit.run.batch.engine import Died
from audit.run.batch.job import Done, Task

# A text says why the batch cannot go on; a table, under "asked", how far a model is, while the worker goes on.
Answer = Done | str | dict[str, Far]
ASKED = "asked"


class Busy(msgspec.Struct):
    """A worker process and the number of the task it is at, if any."""

    process: Any
    line: Any
    number: int | None = None


class LocalEngine:
    """Hands tasks to up to `jobs` processes, started when they are first needed."""

    def __init__(
        self, folder: Path, digest: bytes, jobs: int, asked: Callable[[Far], None] = lambda _: None
    ) -> None:
        """`asked` is told how far the models of workers are."""
        self._asked = asked
        self.slots = jobs
        self._folder = folder
        self._digest = digest
        self._workers: list[Busy] = []

    def submit(self, number: int, task: Task) -> None:
        """Give a task to an idle worker, or to a new one."""
        message = msgspec.msgpack.encode(task)
        while True:
            worker = next((worker for worker in self._workers if worker.number is None), None)
            if worker is None:
                worker = self._started()
            try:
                worker.line.send_bytes(message)
            except (BrokenPipeError, ConnectionError):  # it died while it had nothing to do
                self._buried(worker)
                continue
            worker.number = number
            return

    def wait(self) -> list[tuple[int, Done | Died]]:
        """What became of at least one task."""
        answers: list[tuple[int, Done | Died]] = []
        while not answers:
            self._heard(answers)
        return answers

    def _heard(self, answers: list[tuple[int, Done | Died]]) -> None:
        """What workers say next; what became of partitions is added to the answers."""
        busy = {worker.line: worker for worker in self._workers if worker.number is not None}
        for line in wait(list(busy)):
            worker = busy[line]
            number = worker.number
            assert number is not None
            try:
                answer = msgspec.msgpack.decode(worker.line.recv_bytes(), type=Answer)
            except (EOFError, OSError):
                self._buried(worker)
                answers.append((number, Died()))
                continue
            if isinstance(answer, str):
                raise UsageError(answer)
            if isinstance(answer, dict):
                self._asked(answer[ASKED])
                continue
            worker.number = None
            answers.append((number, answer))

    def close(self) -> None:
        """End the processes. Whoever is at work is stopped: an unfinished partition leaves nothing behind."""
        for worker in self._workers:
            worker.line.close()
            if worker.number is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
        self._workers = []

    def _started(self) -> Busy:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, str(self._folder), self._digest), daemon=True, name="audit-worker"
        )
        start(process)
        theirs.close()
        self._workers.append(Busy(process, ours))
        return self._workers[-1]

    def _buried(self, worker: Busy) -> None:
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join()


def start(process: BaseProcess) -> None:
    """Start a worker without making it run the program's main module again: it needs nothing of it."""
    main = sys.modules["__main__"].__dict__
    kept: dict[str, Any] = {name: main.pop(name) for name in ("__spec__", "__file__") if name in main}
    main["__spec__"] = None
    try:
        process.start()
    finally:
        main.update(kept)


def serve(line: Connection, folder: str, digest: bytes) -> None:
    """A worker's life: tasks in, answers out, until the line is closed."""
    import signal

    from audit.model.errors import AuditError
    from audit.run.batch.work import worker_of

    # Ctrl-C is for the process that people talk to; it ends us by closing the line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def asked(far: Far) -> None:
        with suppress(OSError):
            line.send_bytes(msgspec.msgpack.encode({ASKED: far}))

    while True:
        try:
            task = msgspec.msgpack.decode(line.recv_bytes(), type=Task)
        except (EOFError, OSError):
            return
        answer: Done | str
        try:
            with watched(asked):
                answer = worker_of(folder, digest).do(task)
        except (AuditError, OSError) as error:
            answer = str(error)
        except Exception as error:  # noqa: BLE001 — a bug of ours must end the batch, not look like a death
            answer = f"a worker broke ({type(error).__name__}: {error}); please report it"
        try:
            line.send_bytes(msgspec.msgpack.encode(answer))
        except OSError:  # nobody is left to hear it; the partition's file is there all the same
            return
