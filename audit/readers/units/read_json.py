"""Translations in JSON: texts by nested keys (i18next, vue-i18n, and most others), or messages with descriptions."""

import re
from collections.abc import Iterable

import msgspec

from audit.model.directive import PREFIX, Directive
from audit.model.document import Flow
from audit.model.unit import Unit
from audit.readers.content import Content
from audit.readers.units.family_by_content import family_of
from audit.readers.units.faults import unchecked_of
from audit.readers.units.key_tree import Leaf, Node, Reading, Table
from audit.readers.units.keyed_units import KeyedUnits, language_tag, languages_at_the_root
from audit.readers.units.scan_json import scan_json

# In a file of messages every key has a table: the text, and what is said about it.
_MESSAGES = ("message", "defaultMessage", "string")
_NOTES = ("description", "developer_comment", "meaning")
_ABOUT = frozenset({*_MESSAGES, *_NOTES, "placeholders", "context", "character_limit", "hash", "id"})
# Keys of the root that are no texts.
_OF_THE_FILE = ("$schema", "@@", "_comment")
_IGNORE = re.compile(r"audit:[ \t]*+ignore\b")
_HEAD = 200  # code points of a comment in which it shows what it is
_LANGUAGE = ("@@locale", "locale", "language")


def read_json(text: str) -> Content:
    """The units of a JSON file of translations. Plural forms by i18next's suffixes or in a table are one unit."""
    reading = scan_json(text)
    root = reading.root
    faults = list(reading.faults)
    language = None
    units: tuple[Unit, ...] = ()
    if isinstance(root, Table):
        root = _without_remarks(root)
    if isinstance(root, Table) and _is_messages(root):
        language = declared_language(reading.root)
        units, twice = message_units(root)
        faults += twice
    elif root is not None:
        found = KeyedUnits()
        if languages := languages_at_the_root(root):
            alone = len(languages) == 1
            for tag, table in languages.items():
                found.add(table, tag, "" if alone else f" [{tag}]")
            language = next(iter(languages)) if alone else None
        elif not isinstance(root, Leaf):
            language = declared_language(reading.root)
            found.add(root)
        units = found.units(family_of(found.texts()))
        faults += found.faults
    directives = sorted((*directives_of(reading, text), *directives_in_notes(units)))
    return Content((), language, unchecked_of(faults, text), tuple(directives), flow=Flow.UNITS, units=units)


def declared_language(root: Node | None) -> str | None:
    """What a key beside the texts says of the language, where it is a language tag."""
    if not isinstance(root, Table):
        return None
    values = (root.text(key) for key in _LANGUAGE)
    return next((tag for value in values if value and (tag := language_tag(value.text))), None)


def directives_of(reading: Reading, text: str) -> tuple[Directive, ...]:
    """The comments that speak to the tool; "audit: ignore CHECK: reason" means the unit that follows."""
    found = []
    for start, inner, inner_end, end in reading.comments:
        head = text[inner : min(inner_end, inner + _HEAD)].lstrip(" \t*")
        if head.startswith(PREFIX) or _IGNORE.match(head):
            found.append(Directive(start, end, text[inner:inner_end].strip(" \t\r\n*")))
    return tuple(found)


def directive_in_note(note: str, unit: Unit) -> Directive | None:
    """The directive in what is said of a unit. It means the unit, wherever the note stands."""
    if not _IGNORE.match(note) or not unit.targets:
        return None
    place = unit.targets[0].map.to_file(0, 0).start
    return Directive(place, place, note.strip())


def directives_in_notes(units: Iterable[Unit]) -> list[Directive]:
    """Those of all units that have notes."""
    found = (directive_in_note(note, unit) for unit in units for note in unit.notes)
    return [directive for directive in found if directive is not None]


def _without_remarks(root: Table) -> Table:
    kept = Table(root.start)
    kept.end = root.end
    kept.entries = [
        (key, value)
        for key, value in root.entries
        if not (
            key.text.startswith(_OF_THE_FILE)
            or (key.text in _LANGUAGE and isinstance(value, Leaf) and language_tag(value.text) is not None)
        )
    ]
    return kept


def _is_messages(root: Table) -> bool:
    tables = [value for _, value in root.entries]
    return bool(tables) and all(isinstance(value, Table) and _is_message(value) for value in tables)


def _is_message(table: Table) -> bool:
    names = {key.text for key, _ in table.entries}
    return names <= _ABOUT and any(table.text(name) for name in _MESSAGES)


def message_units(root: Table) -> tuple[tuple[Unit, ...], list[tuple[int, int, str]]]:
    """A unit for every message, and what is wrong."""
    shown = KeyedUnits()  # of the texts alone, for ids, twice-given keys and plural forms
    texts = Table(root.start)
    about: dict[str, Table] = {}
    for key, value in root.entries:
        assert isinstance(value, Table)
        message = next(leaf for name in _MESSAGES if (leaf := value.text(name)))
        texts.entries.append((key, message))
        about[key.text] = value
    shown.add(texts)
    # `$NAME$` is of no family; others write what their library reads.
    units = shown.units(family_of(shown.texts()))
    return tuple(_with_remarks(unit, about) for unit in units), shown.faults


def _with_remarks(unit: Unit, about: dict[str, Table]) -> Unit:
    table = about.get(unit.id)
    if table is None:  # plural forms
        return unit
    notes = [leaf.text for name in _NOTES if (leaf := table.text(name)) and leaf.text]
    if placeholders := table.table("placeholders"):
        for key, value in placeholders.entries:
            example = value.text("example") if isinstance(value, Table) else None
            if example is not None:
                notes.append(f"{key.text}: for example {example.text}")
    context, limit = table.text("context"), table.get("character_limit")
    return msgspec.structs.replace(
        unit,
        notes=tuple(notes),
        context=context.text if context else None,
        max_length=int(limit.text)
        if isinstance(limit, Leaf) and limit.text.isascii() and limit.text.isdigit() and len(limit.text) < 9
        else None,
    )
