"""Write docs/tables.md from the columns the code knows.

python tools/write_table_docs.py           write
python tools/write_table_docs.py --check   change nothing, exit 1 when it is stale
"""

import sys
from pathlib import Path

from audit.report.tables.pivots import MEANINGS, PIVOTS, SUMS
from audit.report.tables.rows import TABLES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tables.md"
HEAD = """\
# The tables of a report

`audit report` writes every table twice: as CSV (UTF-8, RFC 4180, one head line) for spreadsheets, and as Parquet for
data frames. Within version 0 columns may be added; names and meanings stay.

Text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) has a
`'` before it in the CSV files; Parquet holds it as it is. Control characters are U+FFFD in CSV. Offsets count code
points of the decoded file, or of the text in its cell.

```python
import pandas as pd

findings = pd.read_parquet("audit-report/findings.parquet")
documents = pd.read_parquet("audit-report/documents.parquet")
worst = findings.merge(documents[["path", "outlet", "target_language"]], on="path")
print(worst.pivot_table("penalty", "check", "outlet", aggfunc="sum", fill_value=0))
```
"""
ABOUT = {
    "documents": "One row a document, in the order of the report.",
    "segments": "One row a segment (heading, paragraph, caption, unit …) of every document that was read; "
    "`--no-segments` leaves it out.",
    "findings": "One row a finding. Those that are merely `possible` are there with `--possible`.\n\n"
    "`audit check --format csv` prints the same table. With `--show-excused` excused findings stand in it too, with\n"
    "the penalty 0, and a last column `excused` says by whom and why.",
}


def page() -> str:
    parts = [HEAD]
    for name, columns in TABLES.items():
        parts.append(
            f"## {name}\n\n{ABOUT[name]}\n\n| column | holds | meaning | empty when |\n| --- | --- | --- | --- |"
        )
        parts += [f"| `{c.name}` | {c.kind} | {c.meaning} | {c.empty or 'never'} |" for c in columns]
        parts.append("")
    parts.append("## Summaries\n\nWhat costs most first.\n")
    for pivot in PIVOTS:
        names = [name.replace("weighed", "score") for name in SUMS[pivot.table]]
        keys = ", ".join(f"`{key}`" for key in pivot.keys)
        parts.append(
            f"- `{pivot.name}`: {pivot.meaning}; {keys}, then {', '.join(f'`{name}`' for name in names)}"
        )
    parts.append("\n| column | meaning |\n| --- | --- |")
    parts += [f"| `{name}` | {meaning} |" for name, meaning in MEANINGS.items()]
    return "\n".join(parts) + "\n"


def main() -> int:
    text = page()
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            print("stale: docs/tables.md; run python tools/write_table_docs.py", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
