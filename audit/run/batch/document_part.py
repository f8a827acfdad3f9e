"""What one document adds to a partition file, and how it is found again in an earlier one.

A partition of which one document changed is written anew, but only that document is audited: the parts of the
others are taken from the file that was there before. Sections hold the documents' parts one behind the other;
the section `parts` says how long each is, and keeps what cannot be cut out of a sum.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from audit.model.gate import Judged
from audit.report.plan.causes import Causes
from audit.report.tables.packed_column import PackedColumn, pack_rows, unpack_rows
from audit.report.tables.rows import TABLES, csv_lines
from audit.report.tally import Tally
from audit.run.batch.partition_file import Page, PartitionFile

JUDGED = list[tuple[str, Judged | None]]  # by what `[[path]]` rules see
KINDS = {name: [column.kind for column in columns] for name, columns in TABLES.items()}
QUICK = 1  # level of compression: names of checks repeat in every part


class DocumentPart(msgspec.Struct):
    """One document. `key` names it by everything its results depend on; b"" when it must be tried again.

    `judged` is what gates look at, `json` its record, `rows` its rows in each table, `joints` the
    ids that causes of its findings have in a small outlet, `page` its page.
    """

    key: bytes
    judged: tuple[str, Judged | None]
    tally: Tally
    causes: Causes
    json: bytes
    rows: dict[str, list[list[Any]]]
    joints: list[str]
    page: Page | None


class Kept(msgspec.Struct, array_like=True):
    """A line of the section `parts`. `json` is a number of bytes, `rows` the number of rows in each table."""

    key: bytes
    tally: dict[str, Any]
    causes: bytes
    json: int
    rows: dict[str, int]
    page: Page | None


def sections_of(parts: Iterable[DocumentPart], causes: Causes) -> tuple[dict[str, bytes], list[Page]]:
    """The sections of a partition file, and its pages. `causes` gathers those of the documents."""
    encode = msgspec.msgpack.encode
    tally, kept, pages = Tally(), list[Kept](), list[Page]()
    texts: list[bytes] = []
    judged: JUDGED = []
    joints: list[str] = []
    tables: dict[str, list[list[Any]]] = {name: [] for name in TABLES}
    for part in parts:
        sizes = {name: len(rows) for name, rows in part.rows.items()}
        kept.append(
            Kept(part.key, part.tally.state(), part.causes.to_bytes(), len(part.json), sizes, part.page)
        )
        judged.append(part.judged)
        joints += part.joints
        texts.append(part.json)
        tally.merge(part.tally)
        causes.merge(part.causes)
        for name, rows in part.rows.items():
            tables[name] += rows
        if part.page:
            pages.append(part.page)
    sections = {
        "json": b",".join(texts),
        "tally": encode(tally.state()),
        "causes": causes.to_bytes(),
        "judged": encode(judged),
        "joints": encode(joints),
        "index": encode((tables["documents"], tables["findings"])),
        "parts": zlib.compress(encode(kept), QUICK),
    }
    for name, rows in tables.items():
        sections[name] = encode(pack_rows(rows, KINDS[name]))
        sections[f"{name}.csv"] = csv_lines(rows).encode()
    return sections, pages


def parts_of(file: PartitionFile) -> Iterator[DocumentPart]:
    """The parts that a partition file was made of. Raises OSError and ValueError when it is not whole."""
    kept = msgspec.msgpack.decode(zlib.decompress(file.section("parts")), type=list[Kept])
    judged = msgspec.msgpack.decode(file.section("judged"), type=JUDGED)
    joints = msgspec.msgpack.decode(file.section("joints"), type=list[str])
    tables = {
        name: unpack_rows(msgspec.msgpack.decode(file.section(name), type=list[PackedColumn]), kinds)
        for name, kinds in KINDS.items()
    }
    places = dict.fromkeys(tables, 0)
    json, begin = file.section("json"), 0
    for line, judgement in zip(kept, judged, strict=True):
        rows = {}
        first = places["findings"]
        for name, count in line.rows.items():
            rows[name] = tables[name][places[name] : places[name] + count]
            places[name] += count
        tally, causes = Tally.from_state(line.tally), Causes.from_bytes(line.causes)
        text = json[begin : begin + line.json]
        begin += line.json + 1
        own = joints[first : places["findings"]]
        yield DocumentPart(line.key, judgement, tally, causes, text, rows, own, line.page)


def parts_by_key(file: PartitionFile, wanted: Collection[bytes]) -> dict[bytes, DocumentPart]:
    """Those of its parts that are wanted, by key."""
    return {part.key: part for part in parts_of(file) if part.key in wanted}
