"""PO and POT: source and translation of gettext, with contexts, plural forms, flags and obsolete entries."""

import re

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.model.unit import State, Unit
from audit.readers.content import Content
from audit.readers.units.comments import directive_in_comment, length_limit
from audit.readers.units.locale_tags import tag_of_locale
from audit.readers.units.po_entries import PoEntry, po_entries
from audit.readers.units.po_flags import FUZZY, family_of, limit_of
from audit.readers.units.po_strings import PO_KEY, po_side, po_text
from audit.readers.units.unread import Unread

_HEADER_LINE = re.compile(r"([A-Za-z0-9-]+):[ \t]*([^\n]*)")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]+)")
_NO_CHARSET = b"CHARSET"  # of a template that nobody has filled in
_HEAD = 16384  # bytes in which the header is looked for


def po_encoding(data: bytes) -> str | None:
    """The encoding that the header of a PO file names."""
    match = _CHARSET.search(data, 0, _HEAD)
    return match.group(1).decode("ascii") if match and match.group(1) != _NO_CHARSET else None


def read_po(text: str) -> Content:
    """The entries of a PO or POT file, in order. Every entry but the header is a unit."""
    unread = Unread()
    units: list[Unit] = []
    directives: list[Directive] = []
    languages: _Languages = (None, None)
    for entry in po_entries(text, unread):
        notes = _notes(text, entry, directives)
        if entry.context is None and entry.source and not po_text(text, entry.source):
            if languages == (None, None):
                languages = _languages(text, entry)
            continue
        units.append(_unit(text, entry, notes, languages))
    return Content(
        (),
        language=languages[1],
        unchecked=unread.records(),
        directives=tuple(directives),
        flow=Flow.UNITS,
        units=tuple(units),
    )


_Languages = tuple[str | None, str | None]  # of the sources, of the translations


def _languages(text: str, header: PoEntry) -> _Languages:
    said = po_text(text, next(iter(header.targets.values()), []))
    fields = {key.lower(): value.strip() for key, value in _HEADER_LINE.findall(said)}
    source, target = (
        next((fields[name] for name in names if fields.get(name)), "")
        for names in (("x-source-language",), ("language", "x-language"))
    )
    return tag_of_locale(source), tag_of_locale(target)


def _notes(text: str, entry: PoEntry, directives: list[Directive]) -> list[str]:
    """The comments for translators; those that speak to the tool go to `directives`."""
    notes = []
    for start, end in entry.comments:
        inner = start + 2 if text[start + 1 : start + 2] in (".", " ", "~") else start + 1
        directive = directive_in_comment(text, start, inner, end, end)
        if directive is not None:
            directives.append(directive)
        elif note := text[inner:end].strip():
            notes.append(note)
    return notes


def _unit(text: str, entry: PoEntry, notes: list[str], languages: _Languages) -> Unit:
    source_language, target_language = languages
    assert entry.source is not None
    plural = entry.plural is not None
    source = po_side(text, entry.source, source_language, "one" if plural else None, PO_KEY)
    sources: tuple[Side, ...] = (source,)
    if entry.plural is not None:
        sources = (source, po_side(text, entry.plural, source_language, "other"))
    targets = tuple(
        po_side(text, literals, target_language, form) for form, literals in entry.targets.items()
    )
    if not targets:
        targets = (Side("", OffsetMap.point(entry.end), target_language, Notation.READ_ONLY),)
    limit = limit_of(entry.flags)
    if limit is None and notes:
        limit = next((found for note in notes if (found := length_limit(note)) is not None), None)
    if entry.previous:
        notes.append(f"previous source: {po_text(text, entry.previous)}")
    return Unit(
        source.text,
        sources,
        targets,
        None if entry.context is None else po_text(text, entry.context),
        tuple(notes),
        None,
        _state(entry, targets),
        limit,
        family_of(entry.flags),
    )


def _state(entry: PoEntry, targets: tuple[Side, ...]) -> State:
    if entry.obsolete:
        return State.OBSOLETE
    if not any(side.text for side in targets):
        return State.NEW
    return State.DRAFT if FUZZY in entry.flags else State.TRANSLATED
