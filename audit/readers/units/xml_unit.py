"""What the readers of bilingual XML share: names of units, states, notes, the families of file names."""

import os.path
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from audit.model.directive import Directive
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.units.locale_tags import tag_of_locale
from audit.readers.units.xml_notes import directive_text
from audit.readers.units.xml_records import Element

_FAMILIES = {
    ".resx": Family.CSHARP,
    ".resw": Family.CSHARP,
    ".strings": Family.OBJC,
    ".stringsdict": Family.OBJC,
    ".xcstrings": Family.OBJC,
    ".plist": Family.OBJC,
    ".storyboard": Family.OBJC,
    ".xib": Family.OBJC,
    ".properties": Family.JAVA,
    ".ftl": Family.FLUENT,
    ".arb": Family.ICU,
}
_DATATYPES = {
    "resx": Family.CSHARP,
    "javapropertyresourcebundle": Family.JAVA,
    "javalistresourcebundle": Family.JAVA,
    "winres": Family.CSHARP,
}


@lru_cache(maxsize=256)
def family_of(original: str | None, datatype: str | None) -> Family | None:
    """The placeholders of the file from which a bilingual one was made."""
    extension = os.path.splitext(original or "")[1].lower()
    return _FAMILIES.get(extension) or _DATATYPES.get((datatype or "").lower().removeprefix("x-"))


@lru_cache(maxsize=256)
def tag_of(written: str | None) -> str | None:
    """The language tag that an attribute writes, as often as not in the way of POSIX ("pt_BR")."""
    return tag_of_locale(written) if written else None


def one_language(languages: Iterable[str | None]) -> str | None:
    """The language of a whole file, when its parts agree."""
    found = {language for language in languages if language}
    return found.pop() if len(found) == 1 else None


def with_files(units: Sequence[Unit], names: Sequence[str]) -> list[Unit]:
    """The units of several files in one, named so that they are told apart."""
    return [
        msgspec.structs.replace(unit, id=f"{name}#{unit.id}") for unit, name in zip(units, names, strict=True)
    ]


def notes_of(elements: Iterable[Element]) -> tuple[str, ...]:
    """What notes say, those without words left out."""
    return tuple(note for element in elements if (note := element.content().strip()))


def note_directives(record: Element, notes: Iterable[str]) -> list[Directive]:
    """What the notes of a record tell the tool; it holds from where the record begins."""
    orders = (directive_text(note) for note in notes)
    return [Directive(record.start, record.inner_start, order) for order in orders if order is not None]


def translated_or_new(targets: Iterable[Side]) -> State:
    """The state of a unit of which the file says nothing."""
    return State.TRANSLATED if any(target.text.strip() for target in targets) else State.NEW
