"""Documents with every kind of fault there is, for `measure_fix.py`: the examples of all checks, each as a document
and many joined, and the cases and pages of a bench."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.registry.builtin_checks import builtin_checks

ENDINGS = {"text": "txt", "markdown": "md", "txt": "txt", "md": "md", "html": "html"}
JOINED = 6  # examples to one document
# What speaks of a whole document, or of its start or end, is no longer true of a part of one.
WRAPPED = ("<!doctype", "<html", "---", "```")


class Known(NamedTuple):
    """A document, and the languages it is in as far as they are known."""

    name: str
    data: bytes
    target: str
    source: str | None = None


def examples() -> Iterator[Known]:
    """The marked and the clean examples of every check that looks at the translation alone."""
    for check in builtin_checks():
        for number, example in enumerate(check.examples, 1):
            if example.beside is None and not check.needs and example.format in ENDINGS:
                name = f"{check.id}-{number}.{ENDINGS[example.format]}"
                yield Known(name, example.text.encode(), example.language, example.source)


def joined() -> Iterator[Known]:
    """Several examples of one language and one format in one document."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for known in examples():
        text = known.data.decode()
        if known.source is None and not text.lower().lstrip().startswith(WRAPPED):
            alike[known.target, known.name.rpartition(".")[2]].append(text.strip("\n"))
    for (target, ending), texts in sorted(alike.items()):
        for number in range(0, len(texts), JOINED):
            some = texts[number : number + JOINED]
            if len(some) > 1:
                yield Known(f"joined-{target}-{number}.{ending}", "\n\n".join(some).encode(), target)


def bench(folder: Path) -> Iterator[Known]:
    """The cases and the pages of a folder of labelled data."""
    with gzip.open(folder / "cases_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["format"] in ENDINGS:
                name = f"{row['id']}.{ENDINGS[row['format']]}"
                yield Known(name, row["text"].encode(), row["target"])
    pages = json.loads((folder / "pages" / "gold.json").read_text(encoding="utf-8"))["documents"]
    for page in pages:
        path = folder / "pages" / page["file"]
        path = path if path.exists() else folder / "pages" / "docs" / page["file"]
        yield Known(path.name, path.read_bytes(), page["target_lang"])
