"""Tables on their way into files: rows come in pieces, and only some are in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from audit.report.tables import Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa
    from pandas import DataFrame

ROWS_AT_ONCE = 20_000  # rows of a Parquet row group, about


def arrow_schema(columns: Sequence[Column]) -> "pa.Schema":
    """The types of a table in Parquet. Cells that may be empty are nullable."""
    import pyarrow as pa

    kinds = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.NUMBER: pa.float64()}
    return pa.schema([pa.field(column.name, kinds[column.kind], bool(column.empty)) for column in columns])


class ParquetTable:
    """One table as a Parquet file, a row group at a time."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column]) -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = arrow_schema(columns)
        self._writer = ParquetWriter(stream, self._schema, compression="zstd")

    def write(self, rows: list[list[Any]]) -> "pa.Table":
        """One row group; returns it for whoever wants to reckon with it."""
        import pyarrow as pa

        columns = list(zip(*rows, strict=True)) if rows else [()] * len(self._schema)
        arrays = [pa.array(cells, field.type) for cells, field in zip(columns, self._schema, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=self._schema)
        self._writer.write_table(table)
        return table

    def close(self) -> None:
        """The file's end."""
        self._writer.close()


def write_frame(frame: "DataFrame", stream: BinaryIO) -> None:
    """A whole small table as Parquet."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    write_table(table, stream)
