"""A unit of another document of the run, which checks compare with those of a document."""

from collections.abc import Sequence

import msgspec

from audit.analysis.pair_view import Pair
from audit.model.place import Place
from audit.readers.units.unit_document import UnitRow, unit_document


class OtherUnit(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """The unit and where it stands.

    `times`: how often its source has its translation in other documents; 0 where it is known for something else and
    counts as no example. `near`: the documents are rows of one table.
    """

    unit: UnitRow
    place: Place | None = None
    times: int = 1
    near: bool = False


def other_pairs(others: Sequence[OtherUnit]) -> list[Pair]:
    """They as pairs, before which those of the document itself may be put."""
    units = unit_document(other.unit for other in others).units
    return [
        Pair(unit, source, target, 0, form, unit.family, 1.0, other.place, other.times, other.near)
        for other, unit in zip(others, units, strict=True)
        for form, target in enumerate(unit.targets)
        if (source := unit.source_for(target)) is not None
    ]
