"""One line on the terminal that says how far a long run is."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

from audit.cli.terminal import width
from audit.report.visible_text import visible

T = TypeVar("T")
PATIENCE = 0.7  # seconds before a run counts as long
INTERVAL = 0.1  # seconds between two drawings
BAR = 20


def progress(items: Iterable[T], total: int, stream: TextIO, quiet: bool = False) -> Iterator[T]:
    """Hands the items through, drawing on `stream` when it is a terminal and the run takes long."""
    if quiet or total < 2 or not stream.isatty():
        yield from items
        return
    begun = drawn = monotonic()
    shown = False
    try:
        for done, item in enumerate(items, 1):
            now = monotonic()
            if now - begun > PATIENCE and now - drawn > INTERVAL:
                drawn, shown = now, True
                stream.write(
                    "\r\x1b[K" + bar(done, total, now - begun, str(getattr(item, "path", "")), width(stream))
                )
                stream.flush()
            if shown:
                stream.write("\r\x1b[K")
            yield item
    finally:
        if shown:
            stream.write("\r\x1b[K")
            stream.flush()


def bar(done: int, total: int, seconds: float, label: str, columns: int) -> str:
    """`██████░░░░ 120/400  12 s left  name`."""
    full = BAR * done // total
    left = seconds / done * (total - done)
    text = f"{'█' * full}{'░' * (BAR - full)} {done}/{total}  {left:.0f} s left  {visible(label)}"
    return text[: columns - 1]
