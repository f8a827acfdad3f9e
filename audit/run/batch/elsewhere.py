"""What other rows of a table say of the same thing: for checks that compare units with each other.

A table may have millions of rows, which lie in many partitions. So the one who reads it, before anybody audits a row,
writes what is compared into a database in a file of its own; the rows that differ from others are then sent on with
those. Rows of different systems are not compared, nor those of a table that holds several translations of its texts.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from audit.model.place import Place
from audit.model.settings import Settings
from audit.one.other_unit import OtherUnit
from audit.run.across.alternatives import are_alternatives
from audit.run.across.said_units import digests_of, is_compared
from audit.run.audit_record import Record
from audit.run.batch.read_container import BROKEN, documents_of

SCHEMA = """
pragma journal_mode = off;
pragma synchronous = off;
create table units (number integer primary key, said blob, written blob, segment text, unit blob);
"""
INDEXES = """
create index by_said on units (said, written, number, segment);
create index by_written on units (written, number);
"""
# Of every source: how many translations it has, and how many segments that have several.
TRANSLATIONS = """
select count(*), sum(ways > 1), max(alternatives) from (
    select count(distinct written) as ways, count(distinct segment || hex(written)) > count(distinct segment)
    as alternatives from units group by said
)
"""
# How often each translation of one source comes, the usual one first.
USUAL = """
select written, count(*) as times, min(number) as first from units where said = ? group by written
order by times desc, first limit 1
"""
FIRST = "select number, said from units where written = ? order by number limit 1"


class Elsewhere:
    """The units of one table. Close it: it holds a folder."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="audit-")
        self._base = sqlite3.connect(str(Path(self._folder.name) / "units.sqlite"))
        self._base.executescript(SCHEMA)
        self._base.executemany("insert into units values (?, ?, ?, ?, ?)", _rows(records))
        self._base.executescript(INDEXES)
        every, several, alternatives = self._base.execute(TRANSLATIONS).fetchone()
        self._compares = not alternatives and not are_alternatives(several or 0, every)

    def close(self) -> None:
        self._base.close()
        self._folder.cleanup()

    def with_others(self, number: int, record: Record) -> Record:
        """The record, with the units that it differs from."""
        others = self._others(number, record)
        return msgspec.structs.replace(record, elsewhere=others) if others else record

    def _others(self, number: int, record: Record) -> tuple[OtherUnit, ...]:
        keys = _keys(record) if self._compares else None
        if keys is None:
            return ()
        said, written = keys
        row = self._base.execute(USUAL, (said,)).fetchone()
        if row is None:
            return ()  # the table changed while it was read
        usual, times, first = row
        found = [] if usual == written else [(first, times)]
        same, of_that = self._base.execute(FIRST, (written,)).fetchone() or (number, said)
        if same < number and of_that != said:
            found.append((same, 0))
        return tuple(self._unit(number, times) for number, times in found)

    def _unit(self, number: int, times: int) -> OtherUnit:
        (unit,) = self._base.execute("select unit from units where number = ?", (number,)).fetchone()
        return msgspec.structs.replace(msgspec.msgpack.decode(unit, type=OtherUnit), times=times)


def beside_others(
    path: str, relative: str, settings: Settings, records: Iterable[Record]
) -> Iterator[Record]:
    """The records of a container, each with the units of others that it differs from.

    It is read twice where the first is a unit. In an archive, and in a table of texts, nothing is compared. What cannot
    be read again is what could not be read: the records say so.
    """
    known: Elsewhere | None = None
    try:
        for number, record in enumerate(records):
            if number == 0 and record.unit is not None:
                known = Elsewhere(readable(path, relative, settings))
            yield record if known is None else known.with_others(number, record)
    finally:
        if known is not None:
            known.close()


def readable(path: str, relative: str, settings: Settings) -> Iterator[Record]:
    """The records of a container, to the place where it is broken."""
    try:
        for record, _ in documents_of(path, relative, settings):
            yield record
    except BROKEN:
        return


def _rows(records: Iterable[Record]) -> Iterator[tuple[int, bytes, bytes, str | None, bytes]]:
    for number, record in enumerate(records):
        keys = _keys(record)
        if keys is not None:
            assert record.unit is not None
            place = Place(f"{record.relative}#{record.name or number + 1}", 0, len(record.unit.target), 1, 1)
            unit = msgspec.msgpack.encode(OtherUnit(record.unit, place, near=True))
            yield number, *keys, record.segment, unit


def _keys(record: Record) -> tuple[bytes, bytes] | None:
    """What two units must share to say the same, and to be written the same; None for what is not compared."""
    unit = record.unit
    if unit is None or not isinstance(unit.source, str) or not isinstance(unit.target, str):
        return None
    if not is_compared(unit.source, unit.target):
        return None
    languages = f"{record.source_lang}\0{record.target_lang}\0{record.system}"
    return digests_of(languages, unit.context, unit.source, unit.target)
