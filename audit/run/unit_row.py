"""A row of a table as a unit: its cells by purpose, whichever table they come from."""

from collections.abc import Mapping
from typing import Any

from audit.model.unit import Family, State
from audit.readers.units.unit_document import UnitRow


def unit_row(cells: Mapping[str, Any], name: str) -> UnitRow:
    """The unit of a row whose target is some text, called by its key, else by `name`.

    Raises ValueError for a family or state that does not exist, and for a length that is no number.
    """
    target = present(cells.get("target"))
    assert target is not None
    family, state = one_text(cells.get("family")), one_text(cells.get("state"))
    for what, given, known in (("family", family, Family), ("state", state, State)):
        if given is not None and given not in set(known):
            raise ValueError(f"unknown {what} {given!r}: choose from {', '.join(known)}")
    return UnitRow(
        target,
        present(cells.get("source")),
        one_text(cells.get("key")) or name,
        family,
        whole_number(cells.get("max_length")),
        one_text(cells.get("context")),
        (),
        one_text(cells.get("reference")),
        state,
    )


def present(value: Any) -> str | tuple[str, ...] | None:
    """A cell's text, or its plural forms, or None for every way a table says "nothing"."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def one_text(value: Any) -> str | None:
    """A cell's text, or None; a cell without a letter says nothing."""
    return value if isinstance(value, str) and value.strip() else None


def whole_number(value: Any) -> int | None:
    """A cell's number, or None for nothing. Raises ValueError for what is no whole number."""
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return None
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"max_length is no number: {value!r}") from None
    return number if number > 0 else None
