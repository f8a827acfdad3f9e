"""A reader that goes away early must not turn a run into a pass."""

import subprocess
import sys
from pathlib import Path


def test_broken_pipe_is_no_pass(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("\n\n".join(f"Guest {n} went went home." for n in range(1500)), encoding="utf-8")
    command = [sys.executable, "-m", "audit", "check", "--target", "en", str(page)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 3
    assert b"Traceback" not in errors
