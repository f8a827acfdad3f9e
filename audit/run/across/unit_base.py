"""Units of many documents in a database on disk, and which of them do not agree.

There may be millions of them, so nothing is held here but the group that is looked at.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from audit.analysis.pairs.consistency import bare, excludes
from audit.analysis.pairs.said_words import words_of
from audit.one.other_unit import OtherUnit
from audit.run.across.alternatives import are_alternatives
from audit.run.across.said_units import SaidUnit

SCHEMA = """
pragma journal_mode = off;
pragma synchronous = off;
create table units (number integer primary key, file int, said blob, written blob, copy int, data blob);
create table usual (said blob primary key, written blob, times int) without rowid;
create table clash (said blob, written blob, other int, primary key (said, written)) without rowid;
"""
INDEXES = """
create index by_said on units (said, written, number, file, copy);
create index by_written on units (written, said, number, file);
"""
# Of each translation of one source: how often, where first, and between which files.
TRANSLATIONS = """
select said, written, count(*), min(number), min(file), max(file) from units where not copy group by said, written
"""
# Of each source of one translation: where first, and between which files.
SOURCES = "select written, said, min(number), min(file), max(file) from units group by written, said"
DIFFERING = """
select usual.said, usual.written, usual.times, sum(units.written = usual.written and not units.copy)
from units join usual on usual.said = units.said where units.number between ? and ?
group by usual.said having sum(units.written != usual.written) > 0
"""
OUTSIDE = """
select min(number) from units where said = ? and written = ? and not copy and not number between ? and ?
"""
CLASHING = """
select distinct clash.other from units join clash on clash.said = units.said and clash.written = units.written
where units.number between ? and ?
"""
# How often a file says a source so.
OWN = "select count(*) from units where said = ? and written = ? and not copy and number between ? and ?"
# How many sources a file has, and how many of them in several translations.
WAYS = """
select count(*), sum(ways > 1) from (
    select count(distinct written) as ways from units where number between ? and ? group by said
)
"""
MOST_SOURCES = 64  # of one translation that are looked at: what has more is no text
MOST_OTHERS = 5000  # that a document is compared with


class Sourced(NamedTuple):
    """A source of a translation: its digest, the first unit with both, the first and last file with them."""

    said: bytes
    number: int
    first: int
    last: int


class UnitBase:
    """The units of a run's files. Close it: it holds a folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="audit-")
        self._base = sqlite3.connect(str(Path(self._folder.name) / "units.sqlite"))
        self._base.executescript(SCHEMA)
        self._bounds: dict[int, tuple[int, int]] = {}  # of a file's numbers
        self._count = 0

    def close(self) -> None:
        """Let go of the folder."""
        self._base.close()
        self._folder.cleanup()

    def add(self, file: int, units: Iterable[SaidUnit]) -> None:
        """The units of one file more; files come in the order of the run."""
        first = self._count

        def rows() -> Iterator[tuple[int, int, bytes, bytes, bool, bytes]]:
            for unit in units:
                data = msgspec.msgpack.encode(unit)
                yield self._count, file, unit.said, unit.written, unit.copy, data
                self._count += 1

        self._base.executemany("insert into units values (?, ?, ?, ?, ?, ?)", rows())
        if self._count > first:
            self._bounds[file] = first, self._count - 1

    def compare(self, tag: str) -> None:
        """Find out what does not agree; `tag` is the source language. All files are there."""
        self._base.executescript(INDEXES)
        rows = self._base.execute(TRANSLATIONS)
        for said, group in groupby(rows, lambda row: row[0]):
            written = [row[1:] for row in group]
            files = min(row[3] for row in written), max(row[4] for row in written)
            if len(written) > 1 and files[0] != files[1]:
                usual, times, *_ = min(written, key=lambda row: (-row[1], row[2]))
                self._base.execute("insert into usual values (?, ?, ?)", (said, usual, times))
        sources = self._base.execute(SOURCES)
        for written, group in groupby(sources, lambda row: row[0]):
            some = [Sourced(*row[1:]) for _, row in zip(range(MOST_SOURCES), group, strict=False)]
            if len(some) > 1 and min(one.first for one in some) != max(one.last for one in some):
                self._clash(written, some, tag)

    def _clash(self, written: bytes, some: list[Sourced], tag: str) -> None:
        """Note the sources of one translation that exclude the first of them."""
        some.sort(key=lambda one: one.number)
        first = some[0]
        theirs = self._words(first.number)
        for one in some[1:]:
            if excludes(self._words(one.number), theirs, tag):
                row = one.said, written, first.number
                self._base.execute("insert or ignore into clash values (?, ?, ?)", row)

    def _words(self, number: int) -> list[str]:
        source = self._unit(number).unit.source
        assert isinstance(source, str)
        return [word.text.lower() for word in words_of(bare(source))]

    def others(self, file: int) -> tuple[OtherUnit, ...]:
        """The units of other files that those of a file do not agree with, in the order of the run."""
        if file not in self._bounds:
            return ()
        bounds = self._bounds[file]
        found: dict[int, OtherUnit] = {}
        for said, written, times, own in self._base.execute(DIFFERING, bounds):
            if times > own:
                (number,) = self._base.execute(OUTSIDE, (said, written, *bounds)).fetchone()
                unit = self._unit(number)
                found[number] = OtherUnit(unit.unit, unit.place, times - own)
        for (number,) in self._base.execute(CLASHING, bounds):
            if number not in found and not bounds[0] <= number <= bounds[1]:
                unit = self._unit(number)
                found[number] = OtherUnit(unit.unit, unit.place, 0)
        return tuple(found[number] for number in sorted(found)[:MOST_OTHERS])

    def others_of(self, file: int, said: bytes, written: bytes) -> tuple[OtherUnit, ...]:
        """The same for one unit of a file that is too large to be asked about as a whole."""
        if file not in self._bounds:
            return ()
        bounds = self._bounds[file]
        found: list[OtherUnit] = []
        usual = self._base.execute("select written, times from usual where said = ?", (said,)).fetchone()
        if usual is not None and usual[0] != written:
            (own,) = self._base.execute(OWN, (said, usual[0], *bounds)).fetchone()
            if usual[1] > own:
                (number,) = self._base.execute(OUTSIDE, (said, usual[0], *bounds)).fetchone()
                unit = self._unit(number)
                found.append(OtherUnit(unit.unit, unit.place, usual[1] - own))
        clashes = "select other from clash where said = ? and written = ?"
        for (number,) in self._base.execute(clashes, (said, written)).fetchall():
            if not bounds[0] <= number <= bounds[1]:
                unit = self._unit(number)
                found.append(OtherUnit(unit.unit, unit.place, 0))
        return tuple(found)

    def drop_alternatives(self, file: int) -> None:
        """Let go of the units of a file most of which are several translations of one text, each as good as another."""
        bounds = self._bounds.get(file)
        if bounds is None:
            return
        every, several = self._base.execute(WAYS, bounds).fetchone()
        if are_alternatives(several or 0, every):
            self._base.execute("delete from units where number between ? and ?", bounds)
            del self._bounds[file]

    def _unit(self, number: int) -> SaidUnit:
        (data,) = self._base.execute("select data from units where number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(data, type=SaidUnit)
