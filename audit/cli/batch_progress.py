"""How far a batch is: one line on the terminal."""

from collections.abc import Callable
from time import monotonic
from typing import TextIO

from audit.cli.progress_bar import BAR, INTERVAL, PATIENCE
from audit.cli.terminal import width
from audit.neural.watching import Far

CLEAR = "\r\x1b[K"


class BatchProgress:
    """Draws on `stream` when it is a terminal and the run takes long; otherwise does nothing."""

    def __init__(self, stream: TextIO, quiet: bool = False) -> None:
        self._stream = stream
        self._wanted = not quiet and stream.isatty()
        self._begun = self._drawn = monotonic()
        self._shown = False
        self._size = self._all = 0
        self._fresh_size = self._documents = self._fresh = 0
        self._asked, self._asked_since = 0, 0.0

    def plan(self, size: Callable[[], int]) -> None:
        """The bytes of all documents; asked for only when somebody looks."""
        if self._wanted:
            self._all = size()

    def done(self, documents: int, size: int, fresh: bool) -> None:
        """Some more are done; `fresh` when they were not done before."""
        self._documents += documents
        self._size += size
        if fresh:
            self._fresh += documents
            self._fresh_size += size
        now = monotonic()
        if self._wanted and now - self._begun > PATIENCE and now - self._drawn > INTERVAL:
            self._drawn = now
            self._draw(self.line(now - self._begun))

    def asked(self, far: Far) -> None:
        """A worker's model is so far; several may be at it."""
        now = monotonic()
        if not self._asked_since:
            self._asked_since = now
        self._asked += far.more
        if self._wanted and now - self._begun > PATIENCE and (not far.done or now - self._drawn > INTERVAL):
            self._drawn = now
            self._draw(self.line(now - self._begun))

    def merging(self) -> None:
        """All documents are done; the files are written."""
        if self._wanted and monotonic() - self._begun > PATIENCE:
            self._draw(f"{self._documents:,} documents done; writing the tables")

    def close(self) -> None:
        """Leave the line empty."""
        if self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()
            self._shown = False

    def line(self, seconds: float) -> str:
        """`██████░░░░ 1,200 documents  410/s  3 min left`."""
        share = min(1.0, self._size / self._all) if self._all else 0.0
        full = int(BAR * share)
        text = f"{'█' * full}{'░' * (BAR - full)} {self._documents:,} documents"
        if self._fresh and seconds > 0:
            text += f"  {self._fresh / seconds:,.0f}/s"
            if self._all > self._size and self._fresh_size:
                text += f"  {span(seconds / self._fresh_size * (self._all - self._size))} left"
        if self._asked_since:
            rate = self._asked / max(monotonic() - self._asked_since, 0.001)
            text += f"  models {rate:,.1f} segments/s"
        return text

    def _draw(self, text: str) -> None:
        self._shown = True
        self._stream.write(CLEAR + text[: width(self._stream) - 1])
        self._stream.flush()


def span(seconds: float) -> str:
    """A time for people: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
