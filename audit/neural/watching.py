"""Lets somebody watch how far models are, wherever in a run they are asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import msgspec


class Far(msgspec.Struct, frozen=True, array_like=True):
    """So many segments of those that a model is asked about are answered; `more` of them since it was last told.

    At the start, before a model is loaded, `done` is 0.
    """

    kind: str
    done: int
    total: int
    more: int = 0


Watcher = Callable[[Far], None]
_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(by: Watcher) -> Iterator[None]:
    """While this lasts, `by` is told."""
    token = _WATCHER.set(by)
    try:
        yield
    finally:
        _WATCHER.reset(token)


def tell(far: Far) -> None:
    """Tell whoever watches."""
    watcher = _WATCHER.get()
    if watcher is not None:
        watcher(far)
