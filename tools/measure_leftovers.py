"""What the search for leftovers in the same script costs, as ratios taken in the same run, each in a new process.

python tools/measure_leftovers.py DATA.jsonl.gz     texts with `text` and `target_lang`, one a line

speed      the whole audit with `untranslated-words` and `untranslated-section` against the audit without
           them, cold, source language not known; and what these two alone come to in characters a second
memory     resident memory of the two processes
start      `audit check` of a page of 10 KB with them and without
"""

import argparse
import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IDS = ("untranslated-words", "untranslated-section")
ROUNDS = 5


def measured(data: str, ignored: bool) -> dict[str, float]:
    """Seconds of processor time, characters and peak memory (MB) of one process."""
    answer = subprocess.run(
        [sys.executable, __file__, data, "--one", "without" if ignored else "with"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def one(data: str, ignored: bool) -> None:
    """The work of one process; prints its figures."""
    from audit import Auditor, Settings

    settings = Settings(ignore=IDS if ignored else ())
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    auditors = {tag: Auditor(tag, settings=settings) for tag in sorted({row["target_lang"] for row in rows})}
    begun = time.process_time()
    for row in rows:
        auditors[row["target_lang"]].check_text(row["text"])
    print(
        json.dumps(
            {
                "seconds": time.process_time() - begun,
                "characters": sum(len(row["text"]) for row in rows),
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def start(ignored: bool, page: Path) -> float:
    """Seconds of a cold `audit check` of one page."""
    command = [
        sys.executable,
        "-m",
        "audit",
        "check",
        "-q",
        "--no-config",
        "--exit-zero",
        "-t",
        "en",
        str(page),
    ]
    if ignored:
        command += ["--ignore", ",".join(IDS)]
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data")
    parser.add_argument("--one", choices=("with", "without"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.data, options.one == "without")
        return
    pairs = [(measured(options.data, False), measured(options.data, True)) for _ in range(ROUNDS)]
    ratio = statistics.median(yes["seconds"] / no["seconds"] for yes, no in pairs)
    alone = statistics.median(yes["characters"] / (yes["seconds"] - no["seconds"]) for yes, no in pairs)
    memory = statistics.median(yes["memory"] - no["memory"] for yes, no in pairs)
    whole = statistics.median(yes["characters"] / yes["seconds"] for yes, _ in pairs)
    print(f"audit with / without: {ratio:.2f}; whole audit {whole:,.0f} characters a second")
    print(f"the two checks alone: {alone:,.0f} characters a second")
    print(f"more resident memory: {memory:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        with gzip.open(options.data, "rt", encoding="utf-8") as lines:
            english = (row["text"] for row in map(json.loads, lines) if row["target_lang"] == "en")
            page.write_text("\n\n".join([next(english) for _ in range(5)])[:10_000], encoding="utf-8")
        times = [(start(False, page), start(True, page)) for _ in range(4 * ROUNDS)]
    more = statistics.median(yes for yes, _ in times) - statistics.median(no for _, no in times)
    print(f"more start-up, with a page of 10 KB: {1000 * more:.0f} ms")


if __name__ == "__main__":
    main()
