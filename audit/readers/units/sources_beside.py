"""Entries of a file of one side get their sources from the file that holds them."""

from collections.abc import Sequence

import msgspec

from audit.model.document import Document, Flow
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.model.unit import Unit
from audit.readers.unit_segments import unit_segments

NAMED = 5  # missing entries that a note names


def needs_sources(document: Document) -> bool:
    """True for a translation file that holds no sources of its own."""
    return document.flow is Flow.UNITS and bool(document.units) and not any(u.sources for u in document.units)


def with_sources(document: Document, source: Document, language: str | None = None) -> Document:
    """The document with the sources of each unit, by id; `language` is that of the source, where the file tells none.

    Entries of the source that have no translation are told, and are no fault of an entry; so are entries that it lacks.
    """
    known = {unit.id: unit for unit in source.units}
    units = tuple(_with_source(unit, known.get(unit.id), source, language) for unit in document.units)
    own = {unit.id for unit in units}
    missing = [name for name in known if name not in own]
    notes = document.unchecked
    if missing:
        what = f"{entries(missing)} of {source.path}"
        notes = (*notes, Unchecked(what, f"not translated in {document.path}: {named(missing)}"))
    alone = [unit.id for unit in units if not unit.sources and any(side.text for side in unit.targets)]
    if alone:
        notes = (*notes, Unchecked(entries(alone), f"{source.path} has no such keys: {named(alone)}"))
    if not any(unit.sources for unit in units):
        return document
    return msgspec.structs.replace(
        document,
        units=units,
        segments=unit_segments(units, Role.UNIT),
        unchecked=notes,
        source=msgspec.structs.replace(source, segments=(), units=()),
    )


def entries(names: Sequence[str]) -> str:
    """How many entries there are."""
    return f"{len(names)} entr{'y' if len(names) == 1 else 'ies'}"


def named(names: Sequence[str]) -> str:
    """The first of some names."""
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")


def _with_source(unit: Unit, source: Unit | None, file: Document, language: str | None) -> Unit:
    if source is None or not any(side.text for side in source.targets):
        return unit
    sides = tuple(
        msgspec.structs.replace(
            side, language=side.language or file.declared_language or language, path=file.path
        )
        for side in source.targets
    )
    return msgspec.structs.replace(unit, sources=sides, family=unit.family or source.family)
