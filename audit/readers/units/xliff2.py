"""The unit of XLIFF 2: one unit of ours for every segment."""

from audit.model.directive import Directive
from audit.model.side import Side
from audit.model.unit import State, Unit
from audit.readers.units.xml_records import Element, Path, attribute
from audit.readers.units.xml_unit import family_of, note_directives, notes_of, tag_of, translated_or_new
from audit.readers.units.xml_value import behind, new_behind, side_of, value_of

_STATES = {"translated": State.TRANSLATED, "reviewed": State.FINAL, "final": State.FINAL}
_SIZE = "slr:sizeRestriction"


def unit_of(element: Element, path: Path, file: str, number: int) -> tuple[list[Unit], list[Directive]]:
    """Its units; `number` is how many the file had before."""
    from_language, to_language = tag_of(attribute(path, "srcLang")), tag_of(attribute(path, "trgLang"))
    notes = notes_of(note for group in element.elements("notes") for note in group.elements("note"))
    segments = list(element.elements("segment"))
    name = element.attributes.get("id") or str(number + 1)
    label = element.attributes.get("name")
    family = family_of(attribute(path, "original"), None)
    units: list[Unit] = []
    for count, segment in enumerate(segments, 1):
        source, target = segment.first("source"), segment.first("target")
        key = segment.attributes.get("id")
        tags = source is not None and source.first() is not None
        sources = (side_of(source, file, _language(source) or from_language),) if source is not None else ()
        if target is not None:
            translation = side_of(target, file, _language(target) or to_language, tags=tags)
        elif source is not None:
            translation = new_behind(source, "target", file, to_language, tags)
        else:
            translation = behind(segment, to_language)
        inline = tags or (target is not None and target.first() is not None)
        units.append(
            Unit(
                name if len(segments) == 1 else f"{name}/{key or count}",
                sources,
                (translation,),
                label if label != name else None,
                notes,
                _reference(element, key if len(segments) > 1 else None, file, len(segments)),
                _state((*path, element), segment, translation),
                _length(attribute((*path, element), _SIZE)) if len(segments) == 1 else None,
                None if inline else family,
            )
        )
    return units, note_directives(element, notes)


def _language(element: Element) -> str | None:
    return tag_of(element.attributes.get("xml:lang"))


def _state(path: Path, segment: Element, side: Side) -> State:
    if attribute(path, "translate") == "no":
        return State.LOCKED
    if not side.text.strip():
        return State.NEW
    said = segment.attributes.get("state")
    return State.NEW if said == "initial" else _STATES.get(said or "") or translated_or_new((side,))


def _length(restriction: str | None) -> int | None:
    """The larger figure of "25" or "5,25", which count code points unless a profile says otherwise."""
    last = (restriction or "").rpartition(",")[2].strip()
    return int(last) if last.isdecimal() and len(last) < 9 else None


def _reference(element: Element, key: str | None, file: str, segments: int) -> str | None:
    """Another translation of the same source, from a memory."""
    for matches in element.elements("mtc:matches"):
        for match in matches.elements("mtc:match"):
            means = match.attributes.get("ref", "").rpartition("#")[2]
            target = match.first("target")
            if target is not None and (segments == 1 or (key is not None and means == key)):
                return value_of(target, file).text or None
    return None
