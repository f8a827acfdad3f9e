"""Batches run the way people run them: as a process, in a folder."""

import os
import subprocess
import sys
from pathlib import Path

SENTENCES = (
    "The ferry ferry leaves in the morning and comes back at night.",
    "Workers paved the road at night so that the traffic was not stopped.",
    "A bakery , they said, opens on Monday.",
    "Nobody had expected слово in the middle of a line.",
)
OLD = 1_700_000_000  # long enough ago for a file's time to be believed


def write_documents(folder: Path, count: int) -> None:
    """Short documents in three folders, each with a text of its own."""
    for number in range(count):
        path = folder / f"part-{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [SENTENCES[(number + line) % len(SENTENCES)] for line in range(1 + number % 4)]
        path.write_text(f"Document {number}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
        os.utime(path, (OLD, OLD))


def command(*arguments: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "audit",
        "report",
        "-t",
        "en",
        "--exit-zero",
        "-q",
        "--no-history",
        "--partition",
        "8",
        *arguments,
    ]


def report(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None, loud: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run `audit report` in a folder, with one worker unless more are asked for. `loud`: with its closing words."""
    if not {"-j", "--jobs", "--engine"}.intersection(arguments):
        arguments = ("-j", "1", *arguments)
    return subprocess.run(
        [word for word in command(*arguments) if not (loud and word == "-q")],
        cwd=folder,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a report, but for what it remembers for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.parts and not path.name.startswith("manifest.sqlite")
    }
