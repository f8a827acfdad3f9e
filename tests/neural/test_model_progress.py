"""How far models are, told on a terminal and across processes."""

import io
import time
from pathlib import Path

from audit.cli.batch_progress import BatchProgress
from audit.cli.model_progress import ModelProgress, line
from audit.neural.watching import Far, tell, watched


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_says_how_fast_and_how_long() -> None:
    assert (
        line(Far("similarity", 300, 1200, 10), 10.0)
        == "█████░░░░░░░░░░░░░░░ 300/1,200 segments  30/s  30 s left  similarity"
    )
    assert line(Far("judge", 3, 12), 6.0) == "█████░░░░░░░░░░░░░░░ 3/12 segments  0.5/s  18 s left  judge"
    assert line(Far("judge", 0, 12), 6.0) == "░░░░░░░░░░░░░░░░░░░░ 0/12 segments  judge"


def test_it_is_drawn_on_a_terminal_alone_and_leaves_nothing() -> None:
    for screen, drawn in ((Screen(), True), (io.StringIO(), False)):
        with watched(ModelProgress(screen)):
            for far in (Far("quality", 0, 9), Far("quality", 5, 9, 5), Far("quality", 9, 9, 4)):
                tell(far)
        assert bool(screen.getvalue()) is drawn
        assert not drawn or screen.getvalue().endswith("\x1b[K")
    tell(Far("nobody", 1, 2))


def test_off_a_terminal_it_may_write_lines() -> None:
    stream = io.StringIO()
    with watched(ModelProgress(stream, lines_every=0)):
        for far in (Far("heads", 0, 9), Far("heads", 5, 9, 5), Far("heads", 9, 9, 4)):
            tell(far)
    told = stream.getvalue().splitlines()
    assert [line.split(" segments")[0] for line in told] == ["5/9", "9/9"]


def test_a_batch_says_the_rate_of_all_its_workers() -> None:
    screen = Screen()
    batch = BatchProgress(screen)
    batch._begun -= 10
    batch.asked(Far("similarity", 0, 100))
    time.sleep(0.01)
    batch.asked(Far("similarity", 50, 100, 50))
    assert "segments/s" in batch.line(10)
    assert "models" in screen.getvalue()


def test_workers_tell_their_engine(tmp_path: Path) -> None:
    from multiprocessing import Pipe

    import msgspec

    from audit.run.batch.job import Done
    from audit.run.batch.local_engine import ASKED, Busy, LocalEngine

    told: list[Far] = []
    engine = LocalEngine(tmp_path, b"", 1, told.append)
    ours, theirs = Pipe()
    engine._workers.append(Busy(None, ours, 3))
    theirs.send_bytes(msgspec.msgpack.encode({ASKED: Far("similarity", 4, 8, 4)}))
    theirs.send_bytes(msgspec.msgpack.encode(Done(b"key")))
    assert engine.wait() == [(3, Done(b"key"))]
    assert told == [Far("similarity", 4, 8, 4)]
