"""Android string resources: strings, plurals and arrays."""

import re
from functools import cache

from audit.model.document import Flow
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.android_text import android_side
from audit.readers.units.xml_records import Element, Path, attribute, read_records
from audit.readers.units.xml_unit import translated_or_new

_RECORDS = frozenset({"string", "plurals", "string-array", "array", "item"})
_FRAMES = frozenset({"plurals", "string-array", "array"})


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"[@?](?:[\w.]+:)?[a-z]+/[\w.]+|@null")  # another resource, not a text


def read_android(text: str) -> Content:
    """All texts of a resource file."""
    units: list[Unit] = []

    def take(element: Element, path: Path) -> None:
        units.extend(_units(element, path, text))

    reading = read_records(text, _RECORDS, take, _FRAMES)
    return Content((), None, reading.unchecked, reading.directives, flow=Flow.UNITS, units=tuple(units))


def _units(element: Element, path: Path, file: str) -> list[Unit]:
    name = element.attributes.get("name", "")
    product = element.attributes.get("product", "default")
    if product != "default":
        name = f"{name}[{product}]"
    locked = attribute((*path, element), "translatable") == "false"
    notes = element.comments
    if element.name == "string" or (element.name == "item" and element.attributes.get("type") == "string"):
        return [_unit(name, (android_side(element, file),), notes, locked)]
    if element.name == "plurals":
        sides = tuple(
            android_side(item, file, item.attributes.get("quantity", "other"))
            for item in element.elements("item")
        )
        return [_unit(name, sides, notes, locked)] if sides else []
    if element.name in ("string-array", "array"):
        return [
            _unit(f"{name}.{number}", (android_side(item, file),), (*notes, *item.comments), locked)
            for number, item in enumerate(element.elements("item"))
        ]
    return []


def _unit(name: str, sides: tuple[Side, ...], notes: tuple[str, ...], locked: bool) -> Unit:
    if locked or all(side.text and _reference().fullmatch(side.text) for side in sides):
        state = State.LOCKED
    else:
        state = translated_or_new(sides)
    return Unit(name, (), sides, None, notes, state=state, family=Family.ANDROID)
