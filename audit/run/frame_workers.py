"""Blocks of texts, audited here or by processes of this machine; the answers come in the order of the blocks."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from audit.model.check import Check
from audit.model.errors import AuditError, UsageError
from audit.model.settings import Settings
from audit.one.around import Around
from audit.run.audit_record import Preparations, Record
from audit.run.frame_rows import Rows, audited_rows

# The ids as the table has them, and the texts.
Block = tuple[Sequence[Any], Sequence[Record]]
WAITING = 2  # blocks a process that wait or work: more would only fill memory

_made: list[tuple[Preparations, Settings]] = []  # of a worker: what it has made ready


def audited_blocks(
    given: Sequence[Check] | None, around: Around, chosen: Settings, blocks: Iterator[Block], jobs: int
) -> Iterator[Rows]:
    """The rows of each block. `given`: the checks to choose from, None for all there are.

    Raises UsageError for checks that no other process can be given, AuditError when a process dies.
    """
    if jobs == 1:
        made = Preparations(given, around)
        for names, records in blocks:
            yield audited_rows(made, chosen, names, records)
        return
    if given is not None:
        raise UsageError(
            "checks that are given to an Auditor stay in their process: leave jobs=1, or bring them with a package "
            "(docs/plugins.md)"
        )
    # Started anew rather than forked: libraries with threads do not survive a fork.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (around, chosen)) as pool:
        flying: deque[Future[Rows]] = deque()
        try:
            for block in blocks:
                flying.append(pool.submit(_work, block))
                if len(flying) >= WAITING * jobs:
                    yield flying.popleft().result()
            while flying:
                yield flying.popleft().result()
        except BrokenProcessPool as error:
            raise AuditError(
                "a process died while it audited rows (out of memory?); try again with fewer jobs"
            ) from error
        finally:
            for future in flying:
                future.cancel()


def _start(around: Around, chosen: Settings) -> None:
    _made.append((Preparations(None, around), chosen))


def _work(block: Block) -> Rows:
    made, chosen = _made[-1]
    return audited_rows(made, chosen, *block)
