"""A document of units made from values: rows of a table, a program's own strings, the examples of a check."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from audit.model.document import Document, Flow
from audit.model.errors import UsageError
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.model.unchecked import Unchecked
from audit.model.unit import Family, State, Unit
from audit.readers.unit_segments import unit_segments

FORMAT = "units"  # what the document is called, as a format
BREAK = "\n"  # between the texts, so that each has lines of its own
# Sources are a text of their own, which has no file.
NO_FILE = ""

Named = TypeVar("Named", bound=StrEnum)


class UnitRow(msgspec.Struct, frozen=True, gc=False):
    """What is known of one unit. A list of texts are plural forms, in the order of their format.

    A name in `family` or `state` that does not exist raises UsageError when the document is made.
    """

    target: str | Sequence[str]
    source: str | Sequence[str] | None = None
    id: str = ""
    family: str | None = None
    max_length: int | None = None
    context: str | None = None
    notes: tuple[str, ...] = ()
    reference: str | None = None
    state: str | None = None
    source_language: str | None = None
    target_language: str | None = None


def unit_document(rows: Iterable[UnitRow], path: str = "") -> Document:
    """A document with a unit per row, in order. Its text is the targets, a line break between one and the next.

    So the offsets of a single target count its own code points. The sides of the sources have the path "" and count
    code points of the sources put together in the same way. Raises UsageError for an unknown family or state.
    """
    targets, sources = _Texts(None), _Texts(NO_FILE)
    units: list[Unit] = []
    languages: set[str | None] = set()
    for row in rows:
        languages.add(row.target_language)
        units.append(
            Unit(
                row.id,
                () if row.source is None else sources.sides(row.source, row.source_language),
                targets.sides(row.target, row.target_language),
                row.context,
                row.notes,
                row.reference,
                State.TRANSLATED if row.state is None else _named(State, row.state, "state"),
                row.max_length,
                None if row.family is None else _named(Family, row.family, "family"),
            )
        )
    segments = unit_segments(units)
    unchecked: tuple[Unchecked, ...] = ()
    if not any(side.text for unit in units for side in (*unit.sources, *unit.targets)):
        unchecked = (Unchecked("whole document", "there is no text in it: nothing to check", fatal=True),)
    return Document(
        path,
        FORMAT,
        targets.text,
        segments,
        declared_language=languages.pop() if len(languages) == 1 else None,
        unchecked=unchecked,
        flow=Flow.UNITS,
        units=tuple(units),
    )


class _Texts:
    """Texts put together, and the sides that lie in them."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._texts: list[str] = []
        self._size = 0

    @property
    def text(self) -> str:
        return BREAK.join(self._texts)

    def sides(self, given: str | Sequence[str], language: str | None) -> tuple[Side, ...]:
        """The sides of one text, or of its plural forms; of an empty list, one without text."""
        if isinstance(given, str):
            return (self._side(given, language, None),)
        forms = list(given) or [""]
        return tuple(
            self._side(form, language, name) for form, name in zip(forms, _plurals(len(forms)), strict=True)
        )

    def _side(self, text: str, language: str | None, plural: str | None) -> Side:
        start = self._size
        self._texts.append(text)
        self._size += len(text) + len(BREAK)
        return Side(text, OffsetMap.verbatim(start, len(text)), language, Notation.PLAIN, plural, self._path)


def _plurals(count: int) -> list[str]:
    # One form is that of every number, two are what most languages have; of more nobody has said which is which.
    return {1: ["other"], 2: ["one", "other"]}.get(count) or [str(form) for form in range(count)]


def _named(names: type[Named], name: str, what: str) -> Named:
    try:
        return names(name)
    except ValueError:
        raise UsageError(f"unknown {what} {name!r}: choose from {', '.join(names)}") from None
