"""Qt Linguist files (.ts): messages by their context."""

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.xml_notation import XmlNotation
from audit.readers.units.xml_records import Element, Path, Run, attribute, read_records
from audit.readers.units.xml_unit import note_directives, notes_of, one_language, tag_of, translated_or_new
from audit.readers.units.xml_value import behind, side_of

_RECORDS = frozenset({"name", "message"})
_FRAMES = frozenset({"message"})
_GONE = ("vanished", "obsolete")
_NOTES = ("extracomment", "translatorcomment")


def read_qt_ts(text: str) -> Content:
    """The messages of all contexts."""
    units: list[Unit] = []
    directives: list[Directive] = []
    languages: set[str | None] = set()
    context = ""

    def take(element: Element, path: Path) -> None:
        nonlocal context
        if element.name == "name":
            context = element.content().strip()
            return
        if not path or path[-1].name != "context":
            context = ""  # messages of projects that go by ids stand outside of contexts
        unit = _unit(element, path, text, context)
        if unit is not None:
            units.append(unit)
            languages.add(tag_of(attribute(path, "language")))
            directives.extend(note_directives(element, unit.notes))

    reading = read_records(text, _RECORDS, take, _FRAMES)
    return Content(
        (),
        one_language(languages),
        reading.unchecked,
        tuple(sorted([*reading.directives, *directives])),
        flow=Flow.UNITS,
        units=tuple(units),
    )


def _unit(message: Element, path: Path, file: str, context: str) -> Unit | None:
    source, translation = message.first("source"), message.first("translation")
    if source is None and translation is None:
        return None
    sources: tuple[Side, ...] = ()
    if source is not None:
        sources = (_side(source, file, tag_of(attribute(path, "sourcelanguage"))),)
    language = tag_of(attribute(path, "language"))
    if translation is None:
        targets: tuple[Side, ...] = (behind(source or message, language),)
    else:
        targets = _targets(message, translation, file, language)
    comment = message.first("comment")
    said = comment.content().strip() if comment is not None else ""
    name = message.attributes.get("id")
    if not name:
        name = f"{context}/{sources[0].text}" if sources else context
    return Unit(
        name,
        sources,
        targets,
        " / ".join(part for part in (context, said) if part) or None,
        (*([said] if said else ()), *notes_of(message.elements(*_NOTES))),
        state=_state(translation, targets),
        family=Family.QT,
    )


def _targets(message: Element, translation: Element, file: str, language: str | None) -> tuple[Side, ...]:
    """One side, or one for every numerus form. Of variants by length the first, longest one counts."""
    if message.attributes.get("numerus") != "yes":
        return (_side(translation, file, language),)
    forms = list(translation.elements("numerusform"))
    if not forms:
        # The forms are elements: text alone would stand at the wrong place.
        place = translation.end if translation.self_closing else translation.inner_start
        return (Side("", OffsetMap.point(place), language, Notation.READ_ONLY, "0"),)
    return tuple(_side(form, file, language, str(number)) for number, form in enumerate(forms))


def _side(element: Element, file: str, language: str | None, plural: str | None = None) -> Side:
    variant = element.first("lengthvariant")
    element = variant if variant is not None else element
    element.children = [_shown(child) for child in element.children]
    return side_of(element, file, language, plural=plural, plain=XmlNotation.QT)


def _shown(child: Element | Run) -> Element | Run:
    """A character that XML refuses, where an element stands for one."""
    if isinstance(child, Run) or child.name != "byte":
        return child
    figure = child.attributes.get("value", "")
    try:
        character = chr(int(figure[1:], 16) if figure[:1] in ("x", "X") else int(figure))
    except (ValueError, OverflowError):
        return child
    return Run(child.start, child.end, character)


def _state(translation: Element | None, targets: tuple[Side, ...]) -> State:
    kind = translation.attributes.get("type") if translation is not None else None
    if kind in _GONE:
        return State.OBSOLETE
    found = translated_or_new(targets)
    return State.DRAFT if kind == "unfinished" and found is State.TRANSLATED else found
