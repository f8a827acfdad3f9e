"""Reads a folder of translation files and says how true the readers are.

    python tools/measure_files.py FOLDER [--formats xliff android] [--edits 20000]

FOLDER holds MANIFEST.tsv (columns: format, copy, units, …) and the files it names. For every format: how many files
have as many units as the manifest says, how many come back byte for byte, and how many random edits of a single unit
changed that unit to exactly the new text and nothing else. The edits fall on all files that a reference parser reads,
each as often as any other; an edit that the reader refuses is made at another place.
"""

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.side import Side
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes

ODDITIES = (
    *(
        "",
        " ",
        "  ",
        "\n",
        "\t",
        '"',
        "'",
        "\\",
        "\\n",
        "&",
        "&amp;",
        "<",
        ">",
        "<b>",
        "]]>",
        "{",
        "}",
        "{0}",
        "%s",
    ),
    *(
        "%",
        "@",
        "?",
        "#",
        "=",
        ":",
        ";",
        ",",
        "|",
        "-",
        "- ",
        "!",
        "*",
        "é",
        "ß",
        "Ж",
        "漢",
        "𝄞",
        "\u00a0",
        "\u2028",
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--formats", nargs="*", default=())
    parser.add_argument("--edits", type=int, default=20_000, help="of all formats together")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with (options.folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    files: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for row in rows:
        if not options.formats or row["format"] in options.formats:
            files[row["format"]].append((options.folder / row["copy"], row["units"]))
    measured = {name: measure(name, paths) for name, paths in sorted(files.items())}
    editable = [(name, document) for name, documents in measured.items() for document in documents]
    if editable:
        edit(editable, options.edits, chance)


def edit(editable: list[tuple[str, Document]], edits: int, chance: random.Random) -> None:
    """So many edits of single units, told by format."""
    right, tried, refused = Counter[str](), Counter[str](), Counter[str]()
    while tried.total() < edits and refused.total() < 20 * edits:
        name, document = chance.choice(editable)
        verdict = edited_well(document, chance)
        refused[name] += verdict is None
        tried[name] += verdict is not None
        right[name] += bool(verdict)
    for name in sorted(tried | refused):
        print(f"{name}: edits right {right[name]} of {tried[name]} ({refused[name]} refused)")
    print(f"all: edits right {right.total()} of {tried.total()} ({refused.total()} refused)")


def measure(name: str, paths: list[tuple[Path, str]]) -> list[Document]:
    """The documents with units of a format; what is said of them is printed."""
    counted: Counter[str] = Counter()
    documents: list[Document] = []
    for path, units in paths:
        data = path.read_bytes()
        try:
            document = read_bytes(data, str(path))
        except Exception as error:  # noqa: BLE001 - every file is to be measured
            if units not in ("", "0"):
                print(f"  {path.name}: {type(error).__name__}: {error}")
                counted["unread"] += 1
            continue
        counted["files"] += 1
        counted["round"] += document.data == data
        found = len(document.units)
        forms = sum(len(unit.targets) for unit in document.units)  # a parser may know nothing of plurals
        same = units in (str(found), str(forms))
        counted["units"] += same
        if not same:
            print(f"  {path.name}: {found} units, the manifest says {units}")
        if found and units not in ("", "0"):
            documents.append(document)
    print(
        f"{name}: {counted['files']} files read, {counted['unread']} not; units as said in {counted['units']}; "
        f"byte for byte {counted['round']}"
    )
    return documents


def edited_well(document: Document, chance: random.Random) -> bool | None:
    """Writes one side anew and reads the file again. None: it cannot be written."""
    unit = chance.choice(document.units)
    side = chance.choice((*unit.sources, *unit.targets))
    if side.notation == Notation.READ_ONLY:
        return None
    start, end, new = random_edit(side, chance)
    if not side.map.unbroken(start, end):
        return None
    place = side.map.to_file(start, end)
    wanted = side.text[:start] + new + side.text[end:]
    try:
        written = write(new, side.notation, document.encoding, wanted)
    except UnwritableError:
        return None
    text = document.text[: place.start] + written + document.text[place.end :]
    again = read_bytes(text.encode(document.encoding, "surrogateescape"), document.path)
    before, after = sides_of(document), sides_of(again)
    if len(before) != len(after):
        print("  LOST", document.path, unit.id, repr(side.text), (start, end), repr(new), repr(written))
        return False
    for (_, old), (_, now) in zip(before, after, strict=True):
        if now.text != (wanted if old is side else old.text):
            print("  WRONG", document.path, unit.id, repr(old.text), (start, end), repr(new), repr(now.text))
            return False
    return True


def sides_of(document: Document) -> list[tuple[str, Side]]:
    return [(unit.id, side) for unit in document.units for side in (*unit.sources, *unit.targets)]


def random_edit(side: Side, chance: random.Random) -> tuple[int, int, str]:
    """A stretch of the text, the whole of it as often as not, and what is to stand there."""
    start, end = 0, len(side.text)
    if chance.random() < 0.5 and not re.search(r"</?[a-z]", side.text):  # inside a tag is no text
        start, end = sorted((chance.randint(0, end), chance.randint(0, end)))
    new = "".join(chance.choice((*ODDITIES, "word", " a b ", side.text)) for _ in range(chance.randint(1, 5)))
    return start, end, new


if __name__ == "__main__":
    main()
