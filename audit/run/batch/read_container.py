"""Files that hold many documents. Which is told by the name's ending; each kind has its own module."""

import os
import stat
from collections.abc import Iterator
from zlib import error as ZlibError

import msgspec

from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.run.audit_record import Record
from audit.run.batch.page_names import legible

TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
ARCHIVES = (".warc",)
PACKED = ".gz"

# What reading a container raises when the file as a whole is at fault.
BROKEN = (OSError, EOFError, ZlibError, UnreadableError)
# A document, and how many bytes of the container lie behind it.
Placed = tuple[Record, int]


def ending_of(path: str) -> str:
    """The ending that tells the kind, ".gz" taken off, lower case."""
    name = os.path.basename(path).lower().removesuffix(PACKED)
    return os.path.splitext(name)[1]


def is_container(path: str) -> bool:
    """True for tables of documents and web archives."""
    return ending_of(path) in (*TABLES, *ARCHIVES)


def read_container(path: str, name: str, relative: str, settings: Settings) -> Iterator[Placed]:
    """Every document of a table or archive, each under a name of its own.

    What is wrong with one document is its `fault`. What is wrong with the file as a whole becomes a record
    under the file's own name; the documents before it stand.
    """
    names = Names(name)
    begun = False
    try:
        for record, place in documents_of(path, relative, settings):
            begun = True
            yield msgspec.structs.replace(record, name=names.unlike(record.name)), place
    except BROKEN as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else legible(str(error))
        yield Record(name, relative, fault=f"could not be read{' to its end' if begun else ''}: {why}"), 0


def documents_of(path: str, relative: str, settings: Settings, most: int | None = None) -> Iterator[Placed]:
    """The documents under the names they give themselves: those in about the first `most` bytes, or all.

    Raises UnreadableError, OSError, EOFError, zlib.error.
    """
    # Opening a named pipe would wait for a writer.
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise UnreadableError("is no ordinary file; save its content to one")
    ending = ending_of(path)
    found: Iterator[Placed]
    if ending in ARCHIVES:
        from audit.run.batch.read_warc import read_warc

        found = read_warc(path, relative, settings, most)
    elif ending == ".parquet":
        from audit.run.batch.read_parquet import read_parquet

        found = read_parquet(path, relative, settings)
    else:
        from audit.run.batch.read_table import read_csv, read_jsonl

        read = read_jsonl if ending in (".jsonl", ".ndjson") else read_csv
        found = read(path, relative, settings)
    for record, place in found:
        yield record, place
        if most is not None and place > most:
            return


class Names:
    """Gives every document of a container a name of its own: `CONTAINER#ID`, or its URL.

    The names met so far are kept in a temporary file, not in memory: tables may have any number of rows.
    """

    def __init__(self, container: str) -> None:
        import sqlite3

        self._container = container
        self._number = 0
        self._disk = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8192"):
            self._disk.execute(f"PRAGMA {setting}")
        self._disk.execute("CREATE TABLE met (name INTEGER PRIMARY KEY)")
        self._disk.execute("BEGIN")

    def unlike(self, own: str) -> str:
        """The name of the next document, which calls itself `own`."""
        self._number += 1
        name = own if "://" in own else f"{self._container}#{own or f'row {self._number}'}"
        if not self._is_new(name):
            name = f"{name} (row {self._number})"
            while not self._is_new(name):
                name += "'"
        return name

    def _is_new(self, name: str) -> bool:
        from hashlib import blake2b

        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(digest, "big", signed=True)
        return self._disk.execute("INSERT OR IGNORE INTO met VALUES (?)", (number,)).rowcount == 1
