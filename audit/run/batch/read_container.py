"""Files that hold many documents. Which is told by the name's ending; each kind has its own module."""

import os
import stat
from collections.abc import Iterator
from zlib import error as ZlibError

import msgspec

from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.run.audit_record import Record
from audit.run.batch.container_names import ContainerNames
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


def read_container(path: str, names: ContainerNames, relative: str, settings: Settings) -> Iterator[Placed]:
    """Every document of a table or archive, each under a name of its own.

    What is wrong with one document is its `fault`. What is wrong with the file as a whole becomes a record
    under the file's own name; the documents before it stand.
    """
    begun = False
    try:
        for record, place in documents_of(path, relative, settings):
            begun = True
            yield msgspec.structs.replace(record, name=names.unlike(record.name)), place
    except BROKEN as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else legible(str(error))
        yield (
            Record(
                names.container, relative, fault=f"could not be read{' to its end' if begun else ''}: {why}"
            ),
            0,
        )


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
