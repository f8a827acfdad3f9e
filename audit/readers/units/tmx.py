"""TMX: a memory of translations. Every language beside the source's makes a unit of its own."""

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.unit import Unit
from audit.readers.content import Content
from audit.readers.units.xml_records import Element, Path, read_records
from audit.readers.units.xml_unit import note_directives, notes_of, one_language, tag_of, translated_or_new
from audit.readers.units.xml_value import side_of

_RECORDS = frozenset({"header", "tu"})
_FRAMES = frozenset({"tu", "tuv"})
_ANY = "*all*"


def read_tmx(text: str) -> Content:
    """The pairs of all its entries."""
    units: list[Unit] = []
    directives: list[Directive] = []
    languages: set[str | None] = set()
    usual = _ANY

    def take(element: Element, path: Path) -> None:
        nonlocal usual
        if element.name == "header":
            usual = element.attributes.get("srclang", _ANY)
            return
        found = _units(element, text, element.attributes.get("srclang", usual))
        units.extend(found)
        languages.update(unit.targets[0].language for unit in found)
        directives.extend(note_directives(element, notes_of(element.elements("note"))))

    reading = read_records(text, _RECORDS, take, _FRAMES)
    return Content(
        (),
        one_language(languages),
        reading.unchecked,
        tuple(sorted([*reading.directives, *directives])),
        flow=Flow.UNITS,
        units=tuple(units),
    )


def _units(entry: Element, file: str, source_language: str) -> list[Unit]:
    variants = [
        (_language(variant), segment)
        for variant in entry.elements("tuv")
        if (segment := variant.first("seg")) is not None
    ]
    if not variants:
        return []
    at = _source(variants, source_language)
    language, segment = variants.pop(at)
    source = side_of(segment, file, language)
    tags = segment.first() is not None
    name = entry.attributes.get("tuid") or source.text
    notes = notes_of(note for holder in (entry, *entry.elements("tuv")) for note in holder.elements("note"))
    context = [
        said
        for prop in entry.elements("prop")
        if "context" in prop.attributes.get("type", "") and (said := prop.content().strip())
    ]
    units: list[Unit] = []
    for to_language, to in variants:
        target = side_of(to, file, to_language, tags=tags)
        units.append(
            Unit(
                name if len(variants) == 1 else f"{name}#{to_language}",
                (source,),
                (target,),
                " / ".join(context) or None,
                notes,
                state=translated_or_new((target,)),
            )
        )
    return units


def _language(variant: Element) -> str | None:
    return tag_of(variant.attributes.get("xml:lang") or variant.attributes.get("lang"))


def _source(variants: list[tuple[str | None, Element]], language: str) -> int:
    """Which variant is the source: the one in the language named, else in a variety of it, else the first."""
    wanted = (tag_of(language) or "").lower()
    tags = [(tag or "").lower() for tag, _ in variants]
    if wanted in tags:
        return tags.index(wanted)
    roots = [tag.partition("-")[0] for tag in tags]
    root = wanted.partition("-")[0]
    return roots.index(root) if root in roots else 0
