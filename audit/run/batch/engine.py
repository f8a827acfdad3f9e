"""What carries partitions to workers, and how a batch lives through the death of one."""

from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from audit.model.errors import UsageError
from audit.run.batch.job import Done, Task, note_path

DEATHS_AT_ONE_DOCUMENT = 2  # of careful workers; the first death of all was that of a careless one
DEATHS_BEFORE_ANY = 5  # of workers that did not come to their first document


class Died(msgspec.Struct, frozen=True):
    """The worker is gone and left nothing."""


class Engine(Protocol):
    """A way to have partitions audited. `submit` hands one in, `wait` says what became of some.

    `slots`: how many partitions it wants at a time. `wait` raises what made it impossible to go on.
    """

    slots: int

    def submit(self, number: int, task: Task) -> None: ...

    def wait(self) -> list[tuple[int, Done | Died]]: ...

    def close(self) -> None: ...


def carried(engine: Engine, folder: Path, tasks: Iterator[Task]) -> Iterator[tuple[Task, Done]]:
    """Every task with its answer, in the order they get done.

    A worker that dies costs its partition another try. From the second try on workers leave a note of the
    document they are at; a document at which they die again and again is left out and named in the report.
    """
    flying: dict[int, Task] = {}
    again: deque[Task] = deque()
    deaths: Counter[tuple[int, int | None]] = Counter()
    while True:
        while len(flying) < engine.slots:
            task = again.popleft() if again else next(tasks, None)
            if task is None:
                break
            flying[task.partition.number] = task
            engine.submit(task.partition.number, task)
        if not flying:
            return
        for number, answer in engine.wait():
            task = flying.pop(number)
            if isinstance(answer, Done):
                if task.careful:
                    note_path(folder, number).unlink(missing_ok=True)
                yield task, answer
            else:
                again.append(after_death(folder, task, deaths))


def after_death(folder: Path, task: Task, deaths: Counter[tuple[int, int | None]]) -> Task:
    """The task for its next try. Raises UsageError when workers cannot even begin."""
    number = task.partition.number
    place = last_note(folder, number) if task.careful else None
    deaths[number, place] += 1
    poisoned = task.poisoned
    if place is not None and deaths[number, place] >= DEATHS_AT_ONE_DOCUMENT:
        poisoned = (*poisoned, place)
    elif place is None and deaths[number, None] >= DEATHS_BEFORE_ANY:
        raise UsageError(
            "the processes that audit die before their first document; there may be too little memory: "
            "try --jobs 1 (what is done is kept, the same command goes on from there)"
        )
    note_path(folder, number).unlink(missing_ok=True)
    return Task(task.partition, careful=True, poisoned=poisoned)


def last_note(folder: Path, number: int) -> int | None:
    """The document a careful worker was at, or None when it came to none."""
    try:
        return int(note_path(folder, number).read_bytes())
    except (OSError, ValueError):
        return None
