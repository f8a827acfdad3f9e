"""A column of a table as bytes, laid out as Arrow lays it out.

A worker packs the cells it has as Python values; whoever writes the Parquet file takes the bytes as they are.
So the costly half of the work is done by many, and the one process that gathers everything never holds the
cells of an archive as objects. Only the writer needs the library.
"""

from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from sys import byteorder
from typing import TYPE_CHECKING, Any

import msgspec

from audit.report.column import Kind

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS = {Kind.WHOLE: "q", Kind.NUMBER: "d"}  # type codes of `array`: 8 bytes each


class PackedColumn(msgspec.Struct, frozen=True, array_like=True):
    """The cells of one column.

    `data`: numbers of 8 bytes, or the UTF-8 of all texts in a row; then `offsets` (4 bytes each, one more than
    there are cells) says where each begins. `valid` has a bit for each cell that is not empty, the lowest
    first; b"" when none is empty. All of it is little-endian.
    """

    data: bytes
    offsets: bytes = b""
    valid: bytes = b""


def pack(cells: Sequence[Any], kind: Kind) -> PackedColumn:
    """Cells of one kind, None where they are empty. Text must be encodable as UTF-8."""
    valid = b"" if None not in cells else bits([cell is not None for cell in cells])
    if kind is Kind.TEXT:
        texts = [b"" if cell is None else cell.encode() for cell in cells]
        return PackedColumn(b"".join(texts), little("i", accumulate(map(len, texts), initial=0)), valid)
    filled = [0 if cell is None else cell for cell in cells] if valid else cells
    return PackedColumn(little(NUMBERS[kind], filled), valid=valid)


def pack_rows(rows: Sequence[Sequence[Any]], kinds: Sequence[Kind]) -> list[PackedColumn]:
    """Rows as columns."""
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(kinds)
    return [pack(cells, kind) for cells, kind in zip(columns, kinds, strict=True)]


def arrow_type(kind: Kind) -> "pa.DataType":
    """What the cells of a column are in Arrow and Parquet."""
    import pyarrow as pa

    types: dict[Kind, pa.DataType] = {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(),
    }
    return types[kind]


def arrow_batch(columns: Sequence[PackedColumn], schema: "pa.Schema") -> "pa.RecordBatch":
    """The columns of a table, for the library. Nothing is copied."""
    import pyarrow as pa

    arrays = []
    for column, field in zip(columns, schema, strict=True):
        valid = pa.py_buffer(column.valid) if column.valid else None
        data = pa.py_buffer(column.data)
        if pa.types.is_string(field.type):
            buffers, length = [valid, pa.py_buffer(column.offsets), data], len(column.offsets) // 4 - 1
        else:
            buffers, length = [valid, data], len(column.data) // 8
        arrays.append(pa.Array.from_buffers(field.type, length, buffers))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def unpack(column: PackedColumn, kind: Kind) -> list[Any]:
    """The cells again."""
    cells: list[Any]
    if kind is Kind.TEXT:
        places = numbers("i", column.offsets)
        cells = [column.data[start:end].decode() for start, end in pairwise(places)]
    else:
        cells = numbers(NUMBERS[kind], column.data).tolist()
    if column.valid:
        digits = f"{int.from_bytes(column.valid, 'little'):0{len(cells)}b}"
        cells = [cell if digit == "1" else None for cell, digit in zip(cells, reversed(digits), strict=True)]
    return cells


def unpack_rows(columns: Sequence[PackedColumn], kinds: Sequence[Kind]) -> list[list[Any]]:
    """Columns as rows."""
    cells = [unpack(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return list(map(list, zip(*cells, strict=True)))


def little(code: str, values: Any) -> bytes:
    """Numbers as bytes, the low one first."""
    numbers = array(code, values)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def numbers(code: str, data: bytes) -> "array[Any]":
    """What `little` wrote."""
    values = array(code, data)
    if byteorder == "big":
        values.byteswap()
    return values


def bits(flags: Sequence[bool]) -> bytes:
    """Flags as bits, the first in the lowest bit of the first byte."""
    digits = "".join("1" if flag else "0" for flag in reversed(flags))
    return int(digits or "0", 2).to_bytes((len(flags) + 7) // 8, "little")
