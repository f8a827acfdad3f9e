"""Tables on their way into files: rows come in pieces, and only some are in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from audit.report.column import Column
from audit.report.tables.packed_column import PackedColumn, arrow_batch, arrow_type

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 20_000  # rows of a Parquet row group, about
BYTES_AT_ONCE = 8 << 20  # and what it holds at most, but for the last piece


def arrow_schema(columns: Sequence[Column]) -> "pa.Schema":
    """The types of a table in Parquet. Cells that may be empty are nullable."""
    import pyarrow as pa

    return pa.schema(
        [pa.field(column.name, arrow_type(column.kind), bool(column.empty)) for column in columns]
    )


class ParquetTable:
    """One table as a Parquet file. Pieces are held until they make a row group."""

    def __init__(self, stream: BinaryIO, schema: "pa.Schema") -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = schema
        self._writer = ParquetWriter(stream, self._schema, compression="zstd")
        self._held: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0
        self._written = False

    def write(self, columns: Sequence[PackedColumn]) -> "pa.Table | None":
        """More rows. Returns the row group that they completed, for whoever wants to reckon with it."""
        batch = arrow_batch(columns, self._schema)
        self._held.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        return self._group() if self._rows >= ROWS_AT_ONCE or self._bytes >= BYTES_AT_ONCE else None

    def close(self) -> "pa.Table | None":
        """The file's end; returns the last row group, if there is one. A file without rows has one without."""
        last = self._group() if self._rows or not self._written else None
        self._writer.close()
        return last

    def release(self) -> None:
        """Let go of the stream after a failure; nothing after `close`."""
        self._writer.close()

    def _group(self) -> "pa.Table":
        import pyarrow as pa

        group = pa.Table.from_batches(self._held, self._schema)
        self._held, self._rows, self._bytes, self._written = [], 0, 0, True
        self._writer.write_table(group)
        return group


def write_whole(table: "pa.Table", stream: BinaryIO) -> None:
    """A whole small table as Parquet."""
    from pyarrow.parquet import write_table

    write_table(table, stream)
