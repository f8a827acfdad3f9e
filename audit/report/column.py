"""What the columns of a table are: the schema that files, frames and documentation are made from."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"


class Column(msgspec.Struct, frozen=True):
    """One column. `empty` says when a cell is empty; "" means never."""

    name: str
    kind: Kind
    meaning: str
    empty: str = ""
