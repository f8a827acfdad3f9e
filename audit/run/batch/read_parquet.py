"""Tables of documents as Parquet. One row is one document; a few rows are in memory."""

import os
from collections.abc import Iterator

from audit.model.errors import UnreadableError
from audit.run.audit_record import Record
from audit.run.batch.read_table import columns_of, row_record

ROWS = 256


def read_parquet(path: str, relative: str) -> Iterator[tuple[Record, int]]:
    """Every row; raises UnreadableError when the file is no Parquet or lacks the column of the text."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            columns = columns_of(list(file.schema_arrow.names))
            total, size, number = max(1, file.metadata.num_rows), os.path.getsize(path), 0
            for batch in file.iter_batches(ROWS, columns=sorted(set(columns.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield row_record(row, columns, relative, f"row {number}"), size * number // total
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(str(error).splitlines()[0]) from error
