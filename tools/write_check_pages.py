"""Write docs/checks/, a page for every check and an index, and the table in README.md, from the checks' records.

python tools/write_check_pages.py           write
python tools/write_check_pages.py --check   change nothing, exit 1 when a page is stale
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit.model.check import MARK_CLOSE, MARK_OPEN, Check, Example  # noqa: E402
from audit.model.role import EVERYWHERE  # noqa: E402
from audit.registry.builtin_checks import builtin_checks  # noqa: E402

FOLDER = ROOT / "docs" / "checks"
README = ROOT / "README.md"
BEGIN, END = "<!-- checks: begin -->\n", "<!-- checks: end -->\n"
GENERATED = "<!-- Written by tools/write_check_pages.py from the check's record: edit that, not this. -->\n\n"
# What a reader of a page cannot see, by name.
INVISIBLE = {
    "\u00a0": "[NO-BREAK SPACE]",
    "\u00ad": "[SOFT HYPHEN]",
    "\u200b": "[ZERO WIDTH SPACE]",
    "\u200c": "[ZERO WIDTH NON-JOINER]",
    "\u200d": "[ZERO WIDTH JOINER]",
    "\u200e": "[LEFT-TO-RIGHT MARK]",
    "\u200f": "[RIGHT-TO-LEFT MARK]",
    "\u202f": "[NARROW NO-BREAK SPACE]",
    "\u2060": "[WORD JOINER]",
    "\ufeff": "[BYTE ORDER MARK]",
}


def pages() -> dict[str, str]:
    """Every page: file name → text."""
    checks = builtin_checks()
    return {"index.md": index(checks), **{f"{check.id}.md": page(check) for check in checks}}


def with_overview(readme: str, checks: tuple[Check, ...]) -> str:
    """README.md with its table of checks as it should be now."""
    before, rest = readme.split(BEGIN)
    rows = ["| MQM category | checks |\n| --- | --- |\n"]
    for category in sorted({check.category for check in checks}):
        links = [f"[{check.id}](docs/checks/{check.id}.md)" for check in checks if check.category == category]
        rows.append(f"| {category} | {', '.join(links)} |\n")
    return before + BEGIN + "".join(rows) + END + rest.split(END)[1]


def index(checks: tuple[Check, ...]) -> str:
    """All checks by category."""
    out = [GENERATED, "# Checks\n\n"]
    out.append(f"{len(checks)} checks, by MQM category. `audit explain ID` shows the same pages.\n")
    for category in sorted({check.category for check in checks}):
        out.append(f"\n## {category}\n\n| check | severity | what |\n| --- | --- | --- |\n")
        for check in checks:
            if check.category == category:
                summary = cell(check.summary)
                out.append(f"| [{check.id}]({check.id}.md) | {check.severity} | {summary} |\n")
    return "".join(out)


def page(check: Check) -> str:
    """The page of one check."""
    facts = [
        f"- category: `{check.category}`",
        f"- severity: {check.severity}",
        f"- confidence: {check.confidence}",
        *(["- in preview: run with `--preview` or `preview = true`"] if check.preview else []),
        f"- where: {'everywhere' if check.roles == EVERYWHERE else ', '.join(sorted(check.roles))}",
    ]
    facts.append(precision_of(check.id))
    if check.traits:
        facts.append(f"- only in languages with: {', '.join(sorted(check.traits))}")
    if check.yields_to:
        facts.append(f"- steps back for: {', '.join(f'[{other}]({other}.md)' for other in check.yields_to)}")
    found = [example for example in check.examples if example.faults]
    left = [example for example in check.examples if not example.faults]
    out = [GENERATED, f"# {check.id}\n\n", escaped(check.doc), "\n\n", "\n".join(facts), "\n"]
    out.append("\n## Found\n")
    out += [shown(example) for example in found]
    out.append("\n## Left alone\n")
    out += [shown(example) for example in left]
    return "".join(out)


def precision_of(check: str) -> str:
    """What was measured of a check on real documents (`tools/measure_precision.py`)."""
    measured = json.loads((ROOT / "reports" / "precision.json").read_text(encoding="utf-8")).get(check)
    where = "[on real documents](../../reports/precision.md)"
    if measured is None or not measured["read"]:
        return f"- precision {where}: not measured, for it found nothing there that costs points"
    share = measured["right"] / measured["read"]
    return (
        f"- precision {where}: {share:.2f} right or defensible of {measured['read']} read "
        f"(95 %: {measured['low']:.2f} to {measured['high']:.2f})"
    )


def shown(example: Example) -> str:
    """One example with its faults marked, and its text after the repair."""
    head = [f"`{example.language}`"]
    if example.source:
        head.append(f"from `{example.source}`")
    if example.format != "text":
        head.append(f"as {example.format}")
    if example.confidence:
        head.append(str(example.confidence))
    title = ", ".join(head) + (f": {example.why}" if example.why else "")
    out = f"\n{title}\n\n{fenced(marked(example))}"
    if example.fixed is not None:
        out += f"\nrepaired:\n\n{fenced(example.fixed)}"
    return out


def marked(example: Example) -> str:
    """The text with ⟦marks⟧ around its faults."""
    text = example.text
    for fault in sorted(example.faults, key=lambda span: -span.start):
        inside = text[fault.start : fault.end]
        text = text[: fault.start] + MARK_OPEN + inside + MARK_CLOSE + text[fault.end :]
    return text


def fenced(text: str) -> str:
    """A code block that nothing in the text can close, with the unseen made visible."""
    for char, name in INVISIBLE.items():
        text = text.replace(char, name)
    fence = "```"
    while fence in text:
        fence += "`"
    lines = [line.rstrip() for line in text.rstrip("\n").replace("\r\n", "\n").split("\n")]
    return f"{fence}text\n" + "\n".join(lines) + f"\n{fence}\n"


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return escaped(text).replace("|", "\\|").replace("\n", " ")


def escaped(text: str) -> str:
    """Text whose angle brackets are not taken for tags outside code."""
    parts = text.split("`")
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a page is stale")
    check = parser.parse_args().check
    wanted = pages()
    readme = README.read_text(encoding="utf-8")
    overview = with_overview(readme, builtin_checks())
    present = {path.name for path in FOLDER.glob("*.md")}
    stale = [
        name
        for name, text in wanted.items()
        if name not in present or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    orphans = sorted(present - wanted.keys())
    if check:
        complaints = [f"docs/checks/{name}" for name in stale + orphans] + ["README.md"] * (
            overview != readme
        )
        for name in complaints:
            print(f"stale: {name}; run python tools/write_check_pages.py", file=sys.stderr)
        return 1 if complaints else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(wanted[name], encoding="utf-8", newline="\n")
    for name in orphans:
        (FOLDER / name).unlink()
    README.write_text(overview, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
