"""What a batch remembers in its folder: which partition file answers for which documents, and what was merged.

Nothing here is needed for a right result. Lose the file and the next run reads the documents again, finds
their partition files by content, and writes the same report.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from audit.model.errors import UsageError

NAME = "manifest.sqlite"
LAYOUT = "2"
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS partitions (stamp BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (place BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS containers (stamp BLOB PRIMARY KEY, parts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS said (stamp BLOB PRIMARY KEY, units BLOB NOT NULL);
"""


class Manifest:
    """The memory of one report folder. One process at a time holds it."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError when another run holds the folder, or the file cannot be written."""
        path = folder / NAME
        try:
            self._disk = self._opened(path)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError(f"{folder}: another run is writing to this folder; wait for it") from error
            why = f"cannot be written: {error}; make room on the disk and run the same command again"
            raise UsageError(f"{path}: {why}") from error
        except sqlite3.DatabaseError:  # a broken disk, another program's file: it holds nothing we need
            path.unlink()
            self._disk = self._opened(path)

    @staticmethod
    def _opened(path: Path) -> sqlite3.Connection:
        disk = sqlite3.connect(path, timeout=1, isolation_level=None)
        disk.execute("PRAGMA locking_mode = EXCLUSIVE")
        disk.execute("PRAGMA journal_mode = WAL")
        disk.execute("PRAGMA synchronous = NORMAL")
        disk.executescript(SCHEMA)
        known = disk.execute("SELECT value FROM facts WHERE name = 'layout'").fetchone()
        if known is not None and known[0] != LAYOUT:
            for table in ("facts", "partitions", "places", "containers", "said"):
                disk.execute(f"DELETE FROM {table}")
        disk.execute("INSERT OR REPLACE INTO facts VALUES ('layout', ?)", (LAYOUT,))
        return disk

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._disk.close()

    def partition(self, stamp: bytes) -> bytes | None:
        """The key of the partition whose files had this stamp."""
        row = self._disk.execute("SELECT key FROM partitions WHERE stamp = ?", (stamp,)).fetchone()
        return row[0] if row else None

    def remember_partition(self, stamp: bytes, key: bytes) -> None:
        """A partition is done."""
        self._disk.execute("INSERT OR REPLACE INTO partitions VALUES (?, ?)", (stamp, key))

    def at_place(self, place: bytes) -> bytes | None:
        """The key of the partition that stood there last: most of its documents may be as they were."""
        row = self._disk.execute("SELECT key FROM places WHERE place = ?", (place,)).fetchone()
        return row[0] if row else None

    def has_places(self) -> bool:
        """False in the first run of a folder."""
        return self._disk.execute("SELECT 1 FROM places LIMIT 1").fetchone() is not None

    def remember_place(self, place: bytes, key: bytes) -> None:
        """A partition is done that begins at a place."""
        self._disk.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (place, key))

    def container(self, stamp: bytes) -> bytes | None:
        """What was said of the container with this stamp."""
        row = self._disk.execute("SELECT parts FROM containers WHERE stamp = ?", (stamp,)).fetchone()
        return row[0] if row else None

    def remember_container(self, stamp: bytes, parts: bytes) -> None:
        """A container was read to its end."""
        self._disk.execute("INSERT OR REPLACE INTO containers VALUES (?, ?)", (stamp, parts))

    def said(self, stamp: bytes) -> bytes | None:
        """The units of the file with this stamp."""
        row = self._disk.execute("SELECT units FROM said WHERE stamp = ?", (stamp,)).fetchone()
        return row[0] if row else None

    def remember_said(self, stamp: bytes, units: bytes) -> None:
        """A translation file was read."""
        self._disk.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (stamp, units))

    def forget_said_but(self, stamps: Iterable[bytes]) -> None:
        """Files that are gone, or not what they were."""
        kept = set(stamps)
        gone = [row for row in self._disk.execute("SELECT stamp FROM said").fetchall() if row[0] not in kept]
        self._disk.executemany("DELETE FROM said WHERE stamp = ?", gone)

    def fact(self, name: str) -> bytes | None:
        """Something remembered under a name."""
        row = self._disk.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: bytes) -> None:
        """Keep something under a name."""
        self._disk.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._disk.execute("DELETE FROM facts WHERE name = ?", (name,))

    def forget_partitions_but(self, keys: set[bytes]) -> None:
        """Partitions whose files are gone."""
        self._disk.execute("BEGIN")
        for table, name in (("partitions", "stamp"), ("places", "place")):
            rows = self._disk.execute(f"SELECT {name}, key FROM {table}").fetchall()
            gone = [(named,) for named, key in rows if key not in keys]
            self._disk.executemany(f"DELETE FROM {table} WHERE {name} = ?", gone)
        self._disk.execute("COMMIT")
