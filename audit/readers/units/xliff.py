"""XLIFF 1.2 and 2: source and target of every segment."""

from audit.model.document import Flow
from audit.model.unit import Unit
from audit.readers.content import Content
from audit.readers.units.xliff1 import trans_unit
from audit.readers.units.xliff2 import unit_of
from audit.readers.units.xml_records import Element, Path, attribute, read_records
from audit.readers.units.xml_unit import one_language, tag_of, with_files

_RECORDS = frozenset({"trans-unit", "unit"})
_FRAMES = frozenset({"trans-unit", "unit", "segment", "notes", "alt-trans", "context-group"})


def read_xliff(text: str) -> Content:
    """The units of all its files."""
    units: list[Unit] = []
    files: list[tuple[int, str]] = []  # for every unit where its file begins, and what the file is called
    directives = []
    languages: set[str | None] = set()

    def take(element: Element, path: Path) -> None:
        found, orders = (unit_of if element.name == "unit" else trans_unit)(element, path, text, len(files))
        file = next((step for step in path if step.name == "file"), path[0] if path else element)
        name = file.attributes.get("original") or file.attributes.get("id") or ""
        files.extend([(file.start, name)] * len(found))
        units.extend(found)
        directives.extend(orders)
        languages.add(tag_of(attribute(path, "target-language", "trgLang")))

    reading = read_records(text, _RECORDS, take, _FRAMES)
    if len({start for start, _ in files}) > 1:
        units = with_files(units, [name for _, name in files])
    return Content(
        (),
        one_language(languages),
        reading.unchecked,
        tuple(sorted([*reading.directives, *directives])),
        flow=Flow.UNITS,
        units=tuple(units),
    )
