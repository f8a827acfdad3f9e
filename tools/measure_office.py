"""Reads office documents and says how true the readers are.

    python tools/measure_office.py FILE… [--edits 2000] [--seed 0]

For all files together: how many could be read, how many come back byte for byte, in how many every paragraph that
python-docx or odfpy (where installed) read has its text in ours, and how many random repairs changed the paragraph to
exactly the new text and nothing else, neither another paragraph nor another member of the archive.
"""

import argparse
import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.model.carrier import Carrier
from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.fix import Edit, Fix, Safety
from audit.model.segment import INLINE_OBJECT
from audit.readers.read_document import read_bytes
from audit.repair.fix_in_file import fix_in_file
from audit.repair.new_bytes import new_bytes

ODDITIES = (
    "",
    " ",
    "  ",
    "é",
    "漢字",
    "𝄞",
    "&",
    "&amp;",
    "<",
    "<w:t>",
    ">",
    '"',
    "'",
    "]]>",
    "—",
    "word",
    "a b",
    "\t",
)
_UNSEEN = re.compile(f"[\\s{INLINE_OBJECT}\u00ad\u2060\ue000-\uf8ff]")  # what a laid-out text shows otherwise


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counted: Counter[str] = Counter()
    documents: list[Document] = []
    for path in options.files:
        data = path.read_bytes()
        try:
            document = read_bytes(data, str(path))
        except UnreadableError as error:
            print(f"  {error}")
            counted["unread"] += 1
            continue
        counted["files"] += 1
        counted["round"] += document.data == data
        try:
            theirs = list(paragraphs(document.format, data))
        except Exception as error:  # noqa: BLE001 - the other library refuses what it does not know
            print(f"  {path.name}: not read by the other library: {type(error).__name__}")
            continue
        lost = [text for text in theirs if not is_read(text, document)]
        counted["same"] += not lost
        counted["compared"] += 1
        for text in lost[:3]:
            print(f"  {path.name}: not in ours: {text[:100]!r}")
        if document.segments and document.archive is not None and len(document.archive) < 1_000_000:
            documents.append(document)
    print(
        f"{counted['files']} files read, {counted['unread']} not; byte for byte {counted['round']}; "
        f"all paragraphs in {counted['same']} of {counted['compared']}"
    )
    verdicts = (
        Counter(edited_well(chance.choice(documents), chance) for _ in range(options.edits))
        if documents
        else {}
    )
    print(
        f"edits right {verdicts[True]} of {verdicts[True] + verdicts[False]} ({verdicts[None]} not offered)"
    )


def paragraphs(form: str, data: bytes) -> Iterator[str]:
    """The paragraphs that another library reads in the text itself."""
    if form == "docx":
        import docx

        waiting = [docx.Document(io.BytesIO(data))]
        while waiting:
            for block in waiting.pop().iter_inner_content():
                if hasattr(block, "rows"):
                    waiting += [cell for row in block.rows for cell in row.cells]
                else:
                    yield block.text
        return
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    document = load(io.BytesIO(data))
    for kind in (P, H):
        for block in document.text.getElementsByType(kind):
            around, outer = set(), block
            while outer is not None:
                around.add(getattr(outer, "qname", ("", ""))[1])
                outer = outer.parentNode
            if not around & {"tracked-changes", "annotation"}:
                yield teletype.extractText(block)


def is_read(text: str, document: Document) -> bool:
    """True when all of its characters stand in one of our paragraphs: ours may read more, of fields and insertions.

    A library that puts notes and boxes into the paragraph around them reads more than one of ours.
    """
    bare = _UNSEEN.sub("", text)
    ours = [_UNSEEN.sub("", segment.text) for segment in document.segments]
    if not any(map(str.isalnum, bare)) or bare in ours:
        return True
    return any(within(bare, own) or (own and within(own, bare)) for own in ours)


def within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


def edited_well(document: Document, chance: random.Random) -> bool | None:
    """Repairs one stretch and reads the file again. None: the repair is not offered."""
    number = chance.randrange(len(document.segments))
    segment = document.segments[number]
    start = chance.randint(0, len(segment.text))
    end = min(start + chance.choice((0, 0, 1, 1, 2, 3, 8, 40)), len(segment.text))
    new = "".join(chance.choice(ODDITIES) for _ in range(chance.randint(0, 3)))
    carrier = Carrier(0, segment.text, segment.map, segment.notation)
    fix = fix_in_file(document, lambda _: carrier, Fix((Edit(start, end, new),), Safety.SAFE))
    if fix is None:
        return None
    data = new_bytes(document, fix.edits)
    again = read_bytes(data, document.path)
    wanted = [item.text for item in document.segments]
    wanted[number] = " ".join((segment.text[:start] + new + segment.text[end:]).split())
    found = [" ".join(item.text.split()) for item in again.segments]
    same = [" ".join(text.split()) for text in wanted if _UNSEEN.sub("", text)] == [
        text for text in found if _UNSEEN.sub("", text)
    ]
    if same and only_parts_differ(document, data, fix.edits):
        return True
    print("  WRONG", document.path, repr(segment.text[:80]), (start, end), repr(new), fix.edits)
    return False


def only_parts_differ(document: Document, data: bytes, edits: tuple[Edit, ...]) -> bool:
    """True when no member but those with an edit has other content, and none says something else of itself."""
    touched = {part.name for part in document.parts for edit in edits if part.start <= edit.start < part.end}
    assert document.archive is not None
    with zipfile.ZipFile(io.BytesIO(document.archive)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        return [facts(info) for info in old.infolist()] == [facts(info) for info in new.infolist()] and all(
            name in touched or old.read(name) == new.read(name) for name in old.namelist()
        )


def facts(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return info.filename, info.date_time, info.compress_type, info.external_attr, info.extra, info.comment


if __name__ == "__main__":
    main()
