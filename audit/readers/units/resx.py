"""The string resources of .NET (.resx, .resw)."""

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.xml_records import Element, Path, read_records
from audit.readers.units.xml_unit import note_directives, notes_of, translated_or_new
from audit.readers.units.xml_value import side_of

_RECORDS = frozenset({"data"})
_FRAMES = frozenset({"data"})
_LOCKED = "{Locked}"  # how a comment says that a whole text is not to be translated


def read_resx(text: str) -> Content:
    """Its strings; pictures, sizes and what a form designer notes for itself are no texts."""
    units: list[Unit] = []
    directives: list[Directive] = []

    def take(element: Element, path: Path) -> None:
        unit = _unit(element, text)
        if unit is not None:
            units.append(unit)
            directives.extend(note_directives(element, unit.notes))

    reading = read_records(text, _RECORDS, take, _FRAMES)
    return Content(
        (),
        None,
        reading.unchecked,
        tuple(sorted([*reading.directives, *directives])),
        flow=Flow.UNITS,
        units=tuple(units),
    )


def _unit(data: Element, file: str) -> Unit | None:
    name, kind = data.attributes.get("name"), data.attributes.get("type", "System.String")
    if name is None or name.startswith(">>") or "mimetype" in data.attributes:
        return None
    if not kind.startswith("System.String"):
        return None
    value = data.first("value")
    if value is not None:
        side = side_of(value, file)
    else:
        side = Side("", OffsetMap.point(data.end), notation=Notation.READ_ONLY)
    notes = notes_of(data.elements("comment"))
    state = State.LOCKED if any(_LOCKED in note for note in notes) else translated_or_new((side,))
    return Unit(name, (), (side,), None, notes, state=state, family=Family.CSHARP)
