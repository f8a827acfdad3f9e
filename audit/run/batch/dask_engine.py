"""Workers of a Dask cluster. The report folder must lie where the workers see it under the same path.

Dask only carries tasks: what is done is told by the partition files. So a lost answer, a task done twice or a
scheduler that comes back empty costs time and nothing else.
"""

import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from audit.model.errors import AuditError, UsageError
from audit.model.extras import DASK
from audit.run.batch.engine import Died
from audit.run.batch.job import Done, Task

PATIENCE = 60.0  # seconds to wait for a scheduler that is gone, or for a first worker
LONELY = 300.0  # seconds to wait for a worker when there is none
LOOK = 5.0  # seconds between two looks at the connection
AHEAD = 2  # partitions a thread has waiting


class DaskEngine:
    """Hands tasks to the scheduler at an address, or at the one that a file names."""

    def __init__(
        self, folder: Path, digest: bytes, scheduler: str | None, scheduler_file: str | None
    ) -> None:
        """Raises UsageError when the library is not installed or nobody answers."""
        DASK.require("--engine dask needs")
        import distributed

        self._dask: Any = distributed
        # What it would tell of lost connections, at length, is said here in a line where it matters.
        for name in ("distributed.client", "distributed.batched", "distributed.comm"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._where = scheduler or scheduler_file
        self._named = {"address": scheduler} if scheduler else {"scheduler_file": scheduler_file}
        self._folder, self._digest = str(folder), digest
        self._flying: dict[int, tuple[Any, Task]] = {}
        self._client = self._connected(PATIENCE if scheduler_file else 10.0)
        self._met = time.monotonic()
        self.slots = self._slots()

    def submit(self, number: int, task: Task) -> None:
        """Hand in a task; one that cannot be handed in now waits for the next look at the connection."""
        try:
            future = self._client.submit(
                do_task, self._folder, self._digest, msgspec.msgpack.encode(task), pure=False
            )
        except Exception:  # noqa: BLE001 — whatever it is, `wait` sees whether the scheduler is there
            future = None
        self._flying[number] = (future, task)

    def wait(self) -> list[tuple[int, Done | Died]]:
        """What became of at least one task."""
        while True:
            answers = self._answers()
            if answers:
                return answers
            if self._client.status != "running" or any(
                future is None or future.status in ("lost", "cancelled")
                for future, _ in self._flying.values()
            ):
                self._begin_again()
                continue
            try:
                self._dask.wait(
                    [future for future, _ in self._flying.values()], LOOK, return_when="FIRST_COMPLETED"
                )
            except TimeoutError:
                self.slots = self._slots()
                if time.monotonic() - self._met > LONELY:
                    raise UsageError(
                        f"the Dask scheduler at {self._where} has had no worker for {LONELY:.0f} s; start some and "
                        "run the same command again: what is done is kept"
                    ) from None
            except Exception:  # noqa: BLE001 — a connection breaks in many ways; the next look says how it is
                time.sleep(0.5)

    def _answers(self) -> list[tuple[int, Done | Died]]:
        answers: list[tuple[int, Done | Died]] = []
        for number, (future, _) in list(self._flying.items()):
            if future is None:
                continue
            if future.status == "finished":
                try:
                    answer = future.result(timeout=LOOK)
                except Exception:  # noqa: BLE001 — the worker that held the answer is gone: ask again
                    future.cancel()
                    self.submit(number, self._flying[number][1])
                    continue
                if isinstance(answer, str):
                    raise UsageError(answer)
                answers.append((number, msgspec.msgpack.decode(answer, type=Done)))
            elif future.status == "error":
                error = future.exception()
                if not isinstance(error, self._dask.scheduler.KilledWorker):
                    raise UsageError(f"a Dask worker cannot do its work: {type(error).__name__}: {error}")
                answers.append((number, Died()))
        for number, _ in answers:
            self._flying.pop(number)
        return answers

    def _begin_again(self) -> None:
        """The scheduler went away, with all it knew: find it again and hand in what is not done."""
        with suppress(Exception):  # it is gone anyway
            self._client.close(timeout=1)
        self._client = self._connected(PATIENCE)
        waiting = [(number, task) for number, (_, task) in self._flying.items()]
        self._flying = {}
        for number, task in waiting:
            self.submit(number, task)

    def _connected(self, patience: float) -> Any:
        until = time.monotonic() + patience
        while True:
            try:
                return self._dask.Client(**self._named, timeout=min(10.0, patience), set_as_default=False)
            except (OSError, TimeoutError, ValueError) as error:
                if time.monotonic() > until:
                    raise UsageError(
                        f"no Dask scheduler answers at {self._where} ({type(error).__name__}); what is done is "
                        "kept, the same command goes on from there"
                    ) from error
                time.sleep(1.0)

    def _slots(self) -> int:
        try:
            threads: int = sum(
                worker["nthreads"] for worker in self._client.scheduler_info(-1)["workers"].values()
            )
        except Exception:  # noqa: BLE001 — a scheduler that is gone knows no workers
            threads = 0
        if threads:
            self._met = time.monotonic()
        return max(1, threads) * AHEAD

    def close(self) -> None:
        """Let go of the cluster; what is still running is not needed."""
        with suppress(Exception):  # the cluster may be gone
            self._client.cancel([future for future, _ in self._flying.values() if future is not None])
            self._client.close(timeout=5)


def do_task(folder: str, digest: bytes, task: bytes) -> bytes | str:
    """What a Dask worker runs: the answer, or a text that says why the batch cannot go on."""
    from audit.run.batch.work import TURN, worker_of

    try:
        with TURN:
            done = worker_of(folder, digest).do(msgspec.msgpack.decode(task, type=Task))
    except FileNotFoundError as error:
        return f"{error.filename}: not found on a Dask worker; the report folder must be shared"
    except (AuditError, OSError) as error:
        return str(error)
    return msgspec.msgpack.encode(done)
