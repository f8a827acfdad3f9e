"""Apple's .stringsdict: a property list of texts with plural forms."""

from audit.model.document import Flow
from audit.model.unit import Family, Unit
from audit.readers.content import Content
from audit.readers.units.xml_records import Element, Path, read_records
from audit.readers.units.xml_unit import translated_or_new
from audit.readers.units.xml_value import side_of

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_SETTINGS = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})  # for programs


def read_stringsdict(text: str) -> Content:
    """One unit for every text, or for every set of plural forms, under the path of its keys."""
    units: list[Unit] = []

    def take(element: Element, path: Path) -> None:
        if not any(step.name == "dict" for step in path):
            units.extend(_units(element, text))

    reading = read_records(text, frozenset({"dict"}), take)
    return Content((), None, reading.unchecked, reading.directives, flow=Flow.UNITS, units=tuple(units))


def _units(root: Element, file: str) -> list[Unit]:
    units: list[Unit] = []
    waiting: list[tuple[str, Element]] = [("", root)]
    while waiting:
        name, node = waiting.pop()
        if node.name == "string":
            units.append(_unit(name, [(None, node)], file))
            continue
        if node.name != "dict":
            continue
        entries = _entries(node)
        forms = [(key, value) for key, value in entries if key in _CATEGORIES and value.name == "string"]
        if forms and any(key in _SETTINGS or "RuleType" in value.content() for key, value in entries):
            units.append(_unit(name, list(forms), file))
            entries = [entry for entry in entries if entry not in forms]
        waiting += [
            (f"{name}.{key}" if name else key, value)
            for key, value in reversed(entries)
            if key not in _SETTINGS
        ]
    return units


def _unit(name: str, forms: list[tuple[str | None, Element]], file: str) -> Unit:
    sides = tuple(side_of(element, file, plural=category) for category, element in forms)
    return Unit(name, (), sides, state=translated_or_new(sides), family=Family.OBJC)


def _entries(node: Element) -> list[tuple[str, Element]]:
    """The keys of a dictionary with their values."""
    found: list[tuple[str, Element]] = []
    key = None
    for child in node.elements():
        if child.name == "key":
            key = child.content()
        elif key is not None:
            found.append((key, child))
            key = None
    return found
