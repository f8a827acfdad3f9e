"""How often findings in professional translation files are right: reports/units_precision.md.

    python tools/measure_units_precision.py FOLDER [SOURCES]

FOLDER holds MANIFEST.tsv and the files it names; they are audited under the paths that they have in their packages, since
the names of folders tell languages and where sources lie. SOURCES, where given, holds the files in the source language
that FOLDER lacks, below the same paths.

The labels (`labels/units.jsonl`) name a finding by file, unit (a digest of its id), form, place and check. The first
draw is of the state that the work began with, the others of what was shown and unread after it. Shares by check are of
the labels, those of the whole are weighted with how often each check is shown.
"""

import argparse
import csv
import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from measure_precision import VERDICTS, wilson

from audit import Auditor
from audit.model.errors import UnreadableError
from audit.model.mqm import Severity

ROOT = Path(__file__).resolve().parent.parent
LABELS, REPORT = ROOT / "labels" / "units.jsonl", ROOT / "reports" / "units_precision.md"
Place = tuple[str, str, int, int, str]


def digest(unit: str | None) -> str:
    """A unit by its id, which may be text of its file."""
    return hashlib.blake2b((unit or "").encode(), digest_size=6).hexdigest()


def laid_out(folder: Path, sources: Path | None, target: Path) -> list[tuple[str, Path]]:
    """The files of a manifest under their own names, each with the name of its copy."""
    files = []
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            origin = "".join(char if char.isalnum() or char in "._-" else "_" for char in row["origin"])
            place = target / origin / row["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / row["copy"], place)
            files.append((row["copy"], place))
    if sources is not None:
        shutil.copytree(sources, target, dirs_exist_ok=True)
    return files


def shown(folder: Path, sources: Path | None) -> tuple[Counter[str], Counter[str], set[Place]]:
    """Findings that cost points by check, units by format, and the places of the findings."""
    checks: Counter[str] = Counter()
    units: Counter[str] = Counter()
    places: set[Place] = set()
    with tempfile.TemporaryDirectory() as name:
        for copy, path in laid_out(folder, sources, Path(name)):
            try:
                result = Auditor().check_file(path)
            except UnreadableError:
                continue
            units[copy.split("/")[0]] += len(result.document.segments) if result.checks_run else 0
            for finding in result.shown:
                if finding.severity is Severity.NEUTRAL:
                    continue
                checks[finding.check] += 1
                unit = finding.unit or result.document.segments[finding.segment].id
                places.add((copy, digest(unit), finding.form, finding.segment_start, finding.check))
    return checks, units, places


def share_of(counts: Counter[str]) -> str:
    read = sum(counts[verdict] for verdict in VERDICTS)
    right = counts["true"] + counts["defensible"]
    low, high = wilson(right, read)
    return f"{right / read:.2f} ({low:.2f}–{high:.2f})" if read else "–"


def weighted(labels: dict[str, Counter[str]], numbers: dict[str, int], left_out: str = "") -> float:
    """The share that is right, each check weighing as much as it is shown."""
    total = right = 0.0
    for check, number in numbers.items():
        counts = labels[check]
        read = sum(counts[verdict] for verdict in VERDICTS)
        if read and check != left_out:
            total += number
            right += number * (counts["true"] + counts["defensible"]) / read
    return right / total if total else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sources", type=Path, nargs="?")
    given = parser.parse_args()
    now, units, places = shown(given.folder, given.sources)
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    then: dict[str, int] = {}
    for text in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        if row["draw"] == 1:
            before[row["check"]][row["verdict"]] += 1
            then[row["check"]] = row["of"]
        if (row["file"], row["unit"], row["form"], row["start"], row["check"]) in places:
            after[row["check"]][row["verdict"]] += 1
    copies = "copied-source"
    figures = [
        (f"{weighted(before, then):.2f}", f"{weighted(after, now):.2f}"),
        (f"{weighted(before, then, copies):.2f}", f"{weighted(after, now, copies):.2f}"),
    ]
    rows = []
    for check in sorted(set(then) | set(now), key=lambda name: (-max(then.get(name, 0), now[name]), name)):
        cells = (
            f"`{check}`",
            then.get(check, 0),
            share_of(before[check]),
            now[check],
            share_of(after[check]),
        )
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    REPORT.write_text(
        "\n".join(
            [
                "# How often findings in translation files are right",
                "",
                "Written by `tools/measure_units_precision.py` from [labels/units.jsonl](../labels/README.md): findings",
                "that cost points by default in real translation files, read by one reader in the context of their unit.",
                "“Before” is the state that this work began with, “now” the one of this report;",
                f"{units.total()} texts in {len(units)} groups of formats. Shares: right or defensible of those read, with",
                "Wilson's interval (95 %); those of the whole are weighted with how often each check is shown. Much of what",
                "is shown are texts left in English (`copied-source`), which a reader finds right nearly always: the second",
                "line leaves them out.",
                "",
                "| | shown before | before | shown now | now |",
                "| --- | ---: | ---: | ---: | ---: |",
                f"| all | {sum(then.values())} | {figures[0][0]} | {now.total()} | {figures[0][1]} |",
                f"| all but `{copies}` | {sum(then.values()) - then.get(copies, 0)} | {figures[1][0]} "
                f"| {now.total() - now[copies]} | {figures[1][1]} |",
                *rows,
                "",
            ]
        ),
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
