"""Columns that are packed without the library are what the library reads."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from audit.report.column import Column, Kind
from audit.report.tables.packed_column import PackedColumn, arrow_batch, pack_rows, unpack_rows
from audit.report.tables.table_files import arrow_schema

COLUMNS = (
    Column("name", Kind.TEXT, ""),
    Column("count", Kind.WHOLE, "", "never counted"),
    Column("share", Kind.NUMBER, "", "not known"),
    Column("note", Kind.TEXT, "", "there is none"),
)
KINDS = [column.kind for column in COLUMNS]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBER = st.floats(allow_nan=False)
ROWS = st.lists(st.tuples(TEXT, st.none() | WHOLE, st.none() | NUMBER, st.none() | TEXT), max_size=40)


@given(ROWS)
def test_the_library_reads_what_was_packed(rows: list[tuple[object, ...]]) -> None:
    schema = arrow_schema(COLUMNS)
    packed = pack_rows(rows, KINDS)
    batch = arrow_batch(packed, schema)
    batch.validate(full=True)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    expected = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    assert batch.equals(pa.RecordBatch.from_arrays(expected, schema=schema))
    assert unpack_rows(packed, KINDS) == list(map(list, rows))


def test_a_column_without_empty_cells_needs_no_bits() -> None:
    assert pack_rows([("a", 1, 0.5, "b")], KINDS)[1] == PackedColumn((1).to_bytes(8, "little"))
