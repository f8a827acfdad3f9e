"""Application resource bundles (Flutter): JSON with a text for every key, and what is said of it under "@key"."""

import msgspec

from audit.model.document import Flow
from audit.model.unit import Family, Unit
from audit.readers.content import Content
from audit.readers.units.faults import unchecked_of
from audit.readers.units.key_tree import Leaf, Table
from audit.readers.units.keyed_units import KeyedUnits
from audit.readers.units.read_json import declared_language, directives_in_notes, directives_of
from audit.readers.units.scan_json import scan_json


def read_arb(text: str) -> Content:
    """The units of a resource bundle. Texts are messages of ICU, plural forms and all."""
    reading = scan_json(text)
    units: list[Unit] = []
    faults = list(reading.faults)
    language = None
    if isinstance(root := reading.root, Table):
        language = declared_language(root)
        about = {
            key.text[1:]: value
            for key, value in root.entries
            if key.text.startswith("@") and isinstance(value, Table)
        }
        texts = Table(root.start)
        texts.entries = [entry for entry in root.entries if not entry[0].text.startswith("@")]
        found = KeyedUnits(plurals=False)
        found.add(texts)
        units = [_with_remarks(unit, about.get(unit.id)) for unit in found.units(Family.ICU)]
        faults += found.faults
    directives = sorted((*directives_of(reading, text), *directives_in_notes(units)))
    return Content(
        (), language, unchecked_of(faults, text), tuple(directives), flow=Flow.UNITS, units=tuple(units)
    )


def _with_remarks(unit: Unit, about: Table | None) -> Unit:
    if about is None:
        return unit
    description, context = about.text("description"), about.text("context")
    notes = [description.text] if description and description.text else []
    for key, value in _placeholders(about):
        example = value.text("example")
        if example is not None:
            notes.append(f"{key.text}: for example {example.text}")
    return msgspec.structs.replace(unit, notes=tuple(notes), context=context.text if context else None)


def _placeholders(about: Table) -> list[tuple[Leaf, Table]]:
    placeholders = about.table("placeholders")
    entries = placeholders.entries if placeholders else []
    return [(key, value) for key, value in entries if isinstance(value, Table)]
