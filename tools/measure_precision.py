"""How often each check is right on documents that people wrote: reports/precision.md and reports/precision.json.

    python tools/measure_precision.py FOLDER      FOLDER holds wild_dev.jsonl.gz and web_dev.jsonl.gz

Every finding that costs points by default is looked up among the labels (`labels/findings.jsonl`, by check and
place). The interval is Wilson's, 95 %. What no reader has seen is counted as such, never guessed.
"""

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from audit import Auditor
from audit.model.errors import UsageError
from audit.model.mqm import Severity

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "labels" / "findings.jsonl"
STRETCHES, OF_STRETCHES = ROOT / "labels" / "leftovers.jsonl", ("untranslated-text", "untranslated-words")
REPORT, TABLE = ROOT / "reports" / "precision.md", ROOT / "reports" / "precision.json"
FORMATS = {"txt": "text", "md": "markdown"}
VERDICTS = ("true", "defensible", "false")
Z = 1.96


def wilson(right: int, every: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not every:
        return 0.0, 1.0
    share = right / every
    middle = share + Z * Z / (2 * every)
    spread = Z * (share * (1 - share) / every + Z * Z / (4 * every * every)) ** 0.5
    return max(0.0, (middle - spread) / (1 + Z * Z / every)), min(
        1.0, (middle + spread) / (1 + Z * Z / every)
    )


def labels() -> dict[tuple[str, str, str], list[tuple[int, int, str]]]:
    """(set, document, check) → places with their verdicts."""
    found: dict[tuple[str, str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for text in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        found[row["set"], row["doc"], row["check"]].append((row["start"], row["end"], row["verdict"]))
    for text in STRETCHES.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        for check in OF_STRETCHES:
            found[row["set"], row["doc"], check].append((row["start"], row["end"], row["verdict"]))
    return found


def verdict_at(places: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    """The verdict on the place that shares most with a finding; None where no reader looked."""
    best, found = 0, None
    for a, b, verdict in places:
        shared = min(b, max(end, start + 1)) - max(a, start)
        if shared > best and 2 * shared >= min(max(1, b - a), max(1, end - start)):
            best, found = shared, verdict
    return found


def counted(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Verdicts by check, by family and by confidence; "unread" for findings without one."""
    known = labels()
    checks: dict[str, Counter[str]] = defaultdict(Counter)
    families: dict[str, Counter[str]] = defaultdict(Counter)
    grades: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("wild", "web"):
        with gzip.open(folder / f"{name}_dev.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                try:
                    auditor = Auditor(target=row["lang"])
                except UsageError:
                    continue
                result = auditor.check_text(row["text"], format=FORMATS.get(row["format"], row["format"]))
                for finding in result.shown:
                    if finding.severity is Severity.NEUTRAL:
                        continue
                    places = known.get((name, row["id"], finding.check), [])
                    verdict = verdict_at(places, finding.start, finding.end) or "unread"
                    checks[finding.check][verdict] += 1
                    families[f"{name}: {row['family']}"][verdict] += 1
                    grades[str(finding.confidence)][verdict] += 1
    return checks, families, grades


def table_row(name: str, counts: Counter[str]) -> str:
    read = sum(counts[verdict] for verdict in VERDICTS)
    right = counts["true"] + counts["defensible"]
    low, high = wilson(right, read)
    share = f"{right / read:.2f} ({low:.2f}–{high:.2f})" if read else "–"
    cells = [name, str(counts.total()), str(read), *(str(counts[verdict]) for verdict in VERDICTS), share]
    return f"| {' | '.join(cells)} |"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    checks, families, grades = counted(parser.parse_args().folder)
    head = "| | shown | read | true | defensible | false | right or defensible (95 %) |"
    rule = "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    every: Counter[str] = Counter()
    for counts in checks.values():
        every.update(counts)
    text = [
        "# How often findings are right",
        "",
        "Written by `tools/measure_precision.py` from the labels in [labels/](../labels/README.md): findings that cost",
        "points by default, on documents that people wrote or translated and on saved web pages, where nearly all text",
        "is good. The two checks of leftovers were fitted on labels of `wild`; on `web` nothing was. “Read”",
        "are those that a reader has judged by place; the rest is unread and counts nowhere.",
        "",
        head, rule, table_row("all", every), *(table_row(name, grades[name]) for name in sorted(grades)),
        "", "## By check", "", head, rule, *(table_row(f"`{name}`", checks[name]) for name in sorted(checks)),
        "", "## By family", "", head, rule, *(table_row(name, families[name]) for name in sorted(families)), "",
    ]  # fmt: skip
    REPORT.write_text("\n".join(text), encoding="utf-8")
    table = {}
    for name, counts in sorted(checks.items()):
        read = sum(counts[verdict] for verdict in VERDICTS)
        right = counts["true"] + counts["defensible"]
        low, high = wilson(right, read)
        table[name] = {
            "shown": counts.total(),
            "read": read,
            "right": right,
            "low": round(low, 2),
            "high": round(high, 2),
        }
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
