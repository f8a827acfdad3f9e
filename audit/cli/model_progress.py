"""How far models are: one line on the terminal while they are asked."""

from time import monotonic
from typing import TextIO

from audit.cli.progress_bar import BAR, INTERVAL
from audit.cli.terminal import width
from audit.neural.watching import Far

CLEAR = "\r\x1b[K"


class ModelProgress:
    """Draws on `stream` when it is a terminal. Elsewhere it writes a line every so many seconds, or nothing. The rate is
    that of what is really computed: segments that were answered before cost nothing and are not counted."""

    def __init__(self, stream: TextIO, quiet: bool = False, lines_every: float | None = None) -> None:
        self._stream = stream
        self._lines_every = None if quiet or stream.isatty() else lines_every
        self._wanted = not quiet and stream.isatty()
        self._begun = monotonic()
        self._drawn = 0.0
        self._shown = False

    def __call__(self, far: Far) -> None:
        """So far is a model."""
        now = monotonic()
        if not far.done:
            self._begun = now
        if self._lines_every is not None and far.done and now - self._drawn >= self._lines_every:
            self._drawn = now
            self._stream.write(line(far, now - self._begun).lstrip("█░ ") + "\n")
            self._stream.flush()
        if not self._wanted:
            return
        if far.done >= far.total:
            self.close()
        elif not far.done or now - self._drawn > INTERVAL:
            self._drawn, self._shown = now, True
            self._stream.write(CLEAR + line(far, now - self._begun)[: width(self._stream) - 1])
            self._stream.flush()

    def close(self) -> None:
        """Leave the line empty."""
        if self._shown:
            self._stream.write(CLEAR)
            self._stream.flush()
            self._shown = False


def line(far: Far, seconds: float) -> str:
    """`██████░░░░ 320/1,200 segments  35/s  25 s left  similarity`."""
    full = BAR * far.done // max(far.total, 1)
    text = f"{'█' * full}{'░' * (BAR - full)} {far.done:,}/{far.total:,} segments"
    if far.done and seconds > 0:
        rate = far.done / seconds
        text += f"  {rate:,.0f}/s" if rate >= 10 else f"  {rate:.1f}/s"
        text += f"  {(far.total - far.done) / rate:,.0f} s left"
    return f"{text}  {far.kind}"
