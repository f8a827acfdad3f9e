"""The trans-unit of XLIFF 1.2, in one piece or in the segments that a translation tool cut it into."""

from audit.model.directive import Directive
from audit.model.side import Side
from audit.model.unit import State, Unit
from audit.readers.units.xliff_segments import marked, new_segment
from audit.readers.units.xml_records import Element, Path, attribute
from audit.readers.units.xml_unit import family_of, note_directives, notes_of, tag_of, translated_or_new
from audit.readers.units.xml_value import behind, new_behind, side_of, value_of

Read = tuple[list[Unit], list[Directive]]

_STATES = {
    "new": State.NEW,
    "needs-translation": State.NEW,
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-review-translation": State.DRAFT,
    "translated": State.TRANSLATED,
    "signed-off": State.FINAL,
    "final": State.FINAL,
}
_CONFIRMED = {  # sdl:seg conf
    "Draft": State.DRAFT,
    "Translated": State.TRANSLATED,
    "RejectedTranslation": State.DRAFT,
    "ApprovedTranslation": State.TRANSLATED,
    "RejectedSignOff": State.DRAFT,
    "ApprovedSignOff": State.FINAL,
}
_YES = ("locked", "true", "yes", "1")  # how translation tools say so, each in an attribute of its own
_HEADER = "x-gettext-domain-header"


def trans_unit(element: Element, path: Path, file: str, number: int) -> Read:
    """Its units; `number` is how many the file had before."""
    source, target = element.first("source"), element.first("target")
    seg_source = element.first("seg-source")
    from_language = tag_of(attribute(path, "source-language"))
    to_language = tag_of(attribute(path, "target-language"))
    notes = (*notes_of(element.elements("note")), *_context(element, "comment"))
    here = element.attributes
    name = here.get("id") or here.get("resname") or str(number + 1)
    length = here.get("maxwidth", "") if attribute((*path, element), "size-unit") == "char" else ""
    context = [*([here["resname"]] if here.get("resname", name) != name else ()), *_context(element, "ctxt")]
    common = Unit(
        name,
        (),
        (),
        " / ".join(context) or None,
        notes,
        _reference(element, file),
        max_length=int(length) if length.isdecimal() and len(length) < 9 else None,
    )
    family = family_of(attribute(path, "original"), attribute(path, "datatype"))
    units: list[Unit] = []
    for key, from_, to in _segments(source, seg_source, target):
        sources = (side_of(from_, file, _language(from_) or from_language),) if from_ is not None else ()
        tags = from_ is not None and from_.first() is not None
        if to is not None:
            translation = side_of(to, file, _language(to) or to_language, tags=tags)
        elif source is not None and seg_source is None and target is None:
            translation = new_behind(source, "target", file, to_language, tags)
        elif from_ is not None and seg_source is not None:
            translation = new_segment(from_, seg_source, target, file, to_language, tags)
        else:
            translation = behind(seg_source or source or element, to_language)
        inline = tags or (to is not None and to.first() is not None)
        units.append(
            Unit(
                name if key is None else f"{name}/{key}",
                sources,
                (translation,),
                common.context,
                notes,
                common.reference if key is None else None,
                _state(element, path, target, translation, key),
                common.max_length,
                None if inline else family,
            )
        )
    return units, note_directives(element, notes)


def _language(element: Element) -> str | None:
    return tag_of(element.attributes.get("xml:lang"))


Segments = list[tuple[str | None, Element | None, Element | None]]


def _segments(source: Element | None, seg_source: Element | None, target: Element | None) -> Segments:
    """The pairs of a trans-unit, with their keys: one without key, or one for every segment of the source."""
    whole: Segments = [(None, source if source is not None else seg_source, target)]
    if seg_source is None:
        return whole
    wanted = marked(seg_source)
    given = marked(target) if target is not None else {}
    if not wanted or given.keys() - wanted.keys():
        return whole
    if target is not None and not given and target.content().strip():
        return whole
    pairs: Segments = [(key, element, given.get(key)) for key, element in wanted.items()]
    if target is not None:
        place = {key: element.start for key, element in given.items()}
        pairs.sort(key=lambda pair: place.get(pair[0] or "", -1))
    return [(None, *pairs[0][1:])] if len(pairs) == 1 else pairs


def _state(element: Element, path: Path, target: Element | None, side: Side, key: str | None) -> State:
    if attribute((*path, element), "translate") == "no" or element.attributes.get("restype") == _HEADER:
        return State.LOCKED
    if any(name.endswith(":locked") and value in _YES for name, value in element.attributes.items()):
        return State.LOCKED
    for segment in _confirmations(element):
        if key is None or segment.attributes.get("id") == key:
            if segment.attributes.get("locked") == "true":
                return State.LOCKED
            said = _CONFIRMED.get(segment.attributes.get("conf", ""))
            if said is not None:
                return said
    if not side.text.strip():
        return State.NEW
    if element.attributes.get("approved") == "yes":
        return State.FINAL
    state = target.attributes.get("state", "") if target is not None else ""
    return _STATES.get(state) or translated_or_new((side,))


def _confirmations(element: Element) -> list[Element]:
    return [
        segment
        for definitions in element.elements("sdl:seg-defs")
        for segment in definitions.elements("sdl:seg")
    ]


def _context(element: Element, kind: str) -> list[str]:
    """What context elements of a kind say (PO files turned into XLIFF keep comments and contexts there)."""
    return [
        said
        for group in element.elements("context-group")
        for context in group.elements("context")
        if kind in context.attributes.get("context-type", "") and (said := context.content().strip())
    ]


def _reference(element: Element, file: str) -> str | None:
    """Another translation of the same source, from a memory."""
    for match in element.elements("alt-trans"):
        target = match.first("target")
        if target is not None and match.attributes.get("alttranstype", "proposal") in (
            "proposal",
            "reference",
        ):
            return value_of(target, file).text or None
    return None
