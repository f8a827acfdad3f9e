"""Measure how fast `--changed-since` answers, beside the full run on the same repository.

    python tools/measure_gate.py                      2,000 documents, 1 % of them changed
    python tools/measure_gate.py --documents 300      a quick look

The repository is generated (seeded): articles of about 3 KB in 40 folders, all of them committed, then one
sentence with a slip added to every hundredth. Both runs are whole processes, in turns, the fastest of each
counts; the result of the narrow run is compared with the full run's, line by line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measure_speed import generated_articles

SLIP = "The harbour harbour stays closed until the storm has passed the islands."


def git(folder: Path, *words: str) -> None:
    """A git command that must succeed, without anybody's settings."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    named = ["-c", "user.name=measure", "-c", "user.email=measure@example.org"]
    subprocess.run(["git", *named, *words], cwd=folder, check=True, env=environment, capture_output=True)


def make_repository(folder: Path, documents: int, share: float) -> int:
    """Write, commit and change the articles; returns how many changed."""
    git(folder, "init", "-q")
    articles = generated_articles(documents * 0.0036)[:documents]
    paths = [folder / f"part{number % 40:02}" / f"article{number:05}.txt" for number in range(len(articles))]
    for path, article in zip(paths, articles, strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(article, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all of it")
    changed = paths[:: round(1 / share)]
    for path in changed:
        parts = path.read_text(encoding="utf-8").split("\n\n")
        path.write_text("\n\n".join([*parts[:2], SLIP, *parts[2:]]), encoding="utf-8")
    return len(changed)


def audit(folder: Path, *words: str) -> tuple[float, dict[str, Any]]:
    """Wall seconds and report of one process."""
    command = [sys.executable, "-m", "audit", "check", "-t", "en", "--format", "json", *words, "."]
    # An installed package has its byte code beside it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return seconds, json.loads(done.stdout)


def on_slips(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The findings that stand in the added sentences."""
    return [
        (document["path"], finding["start"], finding["check"])
        for document in report["documents"]
        for finding in document["findings"]
        if finding["text"] in SLIP and finding["text"].startswith("harbour")
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--share", type=float, default=0.01, help="of the documents that change")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        changed = make_repository(folder, options.documents, options.share)
        full, narrow = float("inf"), float("inf")
        for _ in range(options.rounds):
            took, whole = audit(folder)
            full = min(full, took)
            took, part = audit(folder, "--changed-since", "HEAD")
            narrow = min(narrow, took)
    assert len(part["documents"]) == changed == part["summary"]["changes"]["changed"]
    assert len(on_slips(part)) == changed
    assert on_slips(part) == on_slips(whole), "the same findings, at the same places"
    figures = {
        "documents": len(whole["documents"]),
        "changed": changed,
        "full run, s": round(full, 2),
        "--changed-since, s": round(narrow, 2),
        "--changed-since / full run": round(narrow / full, 3),
        "findings of the full run": sum(len(document["findings"]) for document in whole["documents"]),
        "findings on changed lines": sum(len(document["findings"]) for document in part["documents"]),
    }
    for what, value in figures.items():
        print(f"{what:<50}{value:>10}")


if __name__ == "__main__":
    main()
