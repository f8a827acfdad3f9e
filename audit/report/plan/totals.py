"""Sums by key that stay small in memory: what is too much goes to a temporary file on disk."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

import msgspec

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST_HELD = 5_000  # records in memory before they go to disk


class Sum(Protocol):
    """A record that takes in a later one. Associative, so how a run was cut into pieces cannot show."""

    def merge(self, later: Self) -> None:
        """Add what another record of the same key holds; its documents come later in the run."""


T = TypeVar("T", bound=Sum)


class Totals(Generic[T]):
    """Key → record. The keys' order is that of their bytes, in memory and on disk.

    The temporary database has no name, is private to the process and vanishes with it.
    """

    def __init__(self, kind: type[T], most: int = MOST_HELD) -> None:
        self._kind = kind
        self._most = most
        self._held: dict[bytes, T] = {}
        self._disk: Connection | None = None
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def add(self, key: bytes, record: T) -> None:
        """One more record, later than those before; it belongs to this object from now on."""
        held = self._held.get(key)
        if held is None:
            self._held[key] = record
            if len(self._held) > self._most:
                self._spill()
        else:
            held.merge(record)

    def get(self, key: bytes) -> T | None:
        """The sum of a key. Changing it changes nothing here."""
        if self._disk is not None:
            self._spill()
            return self._stored(self._disk, key)
        return self._held.get(key)

    def items(self) -> Iterator[tuple[bytes, T]]:
        """Every key and its sum, in the order of the keys."""
        if self._disk is None:
            yield from sorted(self._held.items())
            return
        self._spill()
        for key, data in self._disk.execute("SELECT key, record FROM sums ORDER BY key"):
            yield key, self._decoder.decode(data)

    def _stored(self, disk: "Connection", key: bytes) -> T | None:
        row = disk.execute("SELECT record FROM sums WHERE key = ?", (key,)).fetchone()
        return None if row is None else self._decoder.decode(row[0])

    def _spill(self) -> None:
        if not self._held:
            return
        if self._disk is None:
            self._disk = _temporary()
        rows = []
        for key, record in sorted(self._held.items()):
            earlier = self._stored(self._disk, key)
            if earlier is not None:
                earlier.merge(record)
                record = earlier
            rows.append((key, self._encoder.encode(record)))
        self._disk.executemany("INSERT OR REPLACE INTO sums VALUES (?, ?)", rows)
        self._held = {}


def _temporary() -> "Connection":
    import sqlite3

    # The empty name means a file of its own that SQLite deletes; nothing in it outlives the run, so no journal.
    disk = sqlite3.connect("", isolation_level=None)
    disk.execute("PRAGMA journal_mode = OFF")
    disk.execute("PRAGMA synchronous = OFF")
    disk.execute("PRAGMA cache_size = -16384")  # KiB
    disk.execute("CREATE TABLE sums (key BLOB PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID")
    return disk
