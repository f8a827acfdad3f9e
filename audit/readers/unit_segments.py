"""What a reader sees of a unit: its target without placeholders, tags and line breaks, with its way to the file."""

from collections.abc import Iterable

from audit.analysis.placeholders import placeholders
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.segment import Segment
from audit.model.side import Side
from audit.model.unit import Unit
from audit.readers.text_builder import TextBuilder


def unit_segments(units: Iterable[Unit], role: Role = Role.UNIT) -> tuple[Segment, ...]:
    """One segment for every target of every unit, in order; one without text stands where its text would."""
    return tuple(_segment(unit, side, form, role) for unit in units for form, side in enumerate(unit.targets))


def _segment(unit: Unit, side: Side, form: int, role: Role) -> Segment:
    source = unit.source_for(side)
    built = _seen(unit, side)
    text, way = built if built is not None else ("", OffsetMap.point(side.map.to_file(0, 0).start))
    return Segment(
        text,
        way,
        role,
        True,
        side.language,
        unit.id,
        side.notation,
        unit.id,
        source.text if source is not None else None,
        unit.reference,
        form=form,
    )


def _seen(unit: Unit, side: Side) -> tuple[str, OffsetMap] | None:
    """The text with U+FFFC for what a program reads, folded, and its map; None when there is nothing to read."""
    builder = TextBuilder()
    done = 0
    text = side.text.replace("\0", "\n")  # parts segments: no text holds it
    for place in placeholders(side.text, unit.family):
        builder.add(text, done, place.start)
        builder.add_object(place.start, place.end)
        done = place.end
    builder.add(text, done, len(text))
    built = builder.finish()
    return None if built is None else (built[0], built[1].through(side.map))
