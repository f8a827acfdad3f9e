"""Tables of documents as Parquet. One row is one document; a few rows are in memory, of large ones a single one."""

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from audit.model.errors import UnreadableError
from audit.model.extras import REPORT
from audit.model.settings import Settings
from audit.run.audit_record import Record, record_size
from audit.run.batch.read_table import columns_of, row_record

ROWS = 256
AT_ONCE = 1 << 24  # bytes of rows that are unpacked together


def read_parquet(path: str, relative: str, settings: Settings) -> Iterator[tuple[Record, int]]:
    """Every row; raises UnreadableError when the file is no Parquet or lacks the column of the text."""
    REPORT.require("Parquet tables need", UnreadableError)
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    limit = settings.max_bytes
    try:
        with ParquetFile(path) as file:
            head, columns = file.metadata, columns_of(list(file.schema_arrow.names))
        chosen = sorted(set(columns.values()))
        flat = {head.schema.column(number).path for number in range(len(head.schema))}.intersection(chosen)
        total, size, number = max(1, head.num_rows), os.path.getsize(path), 0
        # A value that stands in a million rows stands once in a file of some kilobytes, and so in memory.
        with ParquetFile(
            path, metadata=head, read_dictionary=sorted(flat), pre_buffer=False, buffer_size=1 << 20
        ) as file:
            for group in range(head.num_row_groups):
                rows = rows_at_once(head.row_group(group), chosen)
                for batch in file.iter_batches(rows, row_groups=[group], columns=chosen):
                    step = max(1, min(ROWS, AT_ONCE // (widest(batch) + 1)))
                    for start in range(0, batch.num_rows, step):
                        for row in batch.slice(start, step).to_pylist():
                            number += 1
                            place = f"row {number}"
                            record = row_record(row, columns, relative, place)
                            if record_size(record) > limit:
                                why = f"{place}: longer than the limit; raise it with --max-size"
                                record = msgspec.structs.replace(record, text=None, unit=None, fault=why)
                            yield record, size * number // total
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(str(error).splitlines()[0]) from error


def rows_at_once(group: Any, chosen: list[str]) -> int:
    """Rows of a group that come to about AT_ONCE bytes by what its head says, ROWS at most."""
    places = (group.column(number) for number in range(group.num_columns))
    size = sum(
        int(place.total_uncompressed_size)
        for place in places
        if place.path_in_schema.partition(".")[0] in chosen
    )
    return max(1, min(ROWS, AT_ONCE * int(group.num_rows) // max(1, size)))


def widest(batch: Any) -> int:
    """Bytes of the longest text or bytes in the columns of a batch, those of dictionaries included."""
    import pyarrow as pa
    import pyarrow.compute as pc

    most = 0
    for column in batch.columns:
        while pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
            column = column.flatten()
        values = column.dictionary if pa.types.is_dictionary(column.type) else column
        kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
        if any(is_kind(values.type) for is_kind in kinds):
            most = max(most, int(pc.max(pc.binary_length(values)).as_py() or 0))
    return most
