"""A table of texts in two languages as one document: CSV or TSV with a unit per row.

The header says what the columns are: `source` and `target`, or the tags of languages, the first of which is the source.
Only read so when the format is named: else a table is a batch of documents.
"""

import msgspec

from audit.model.document import Flow
from audit.model.side import Side
from audit.model.unchecked import Unchecked
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.family_by_content import family_of
from audit.readers.units.faults import unchecked_of
from audit.readers.units.key_tree import Leaf
from audit.readers.units.keyed_units import language_tag
from audit.readers.units.read_json import directives_in_notes
from audit.readers.units.scan_csv import rows_of, separator_of

# What columns may be called, in lower case with "_" for what parts words.
_NAMES: dict[str, tuple[str, ...]] = {
    "source": ("source", "src", "source_text", "source_string", "original", "msgid"),
    "target": ("target", "tgt", "target_text", "target_string", "translation", "translated", "msgstr", "mt"),
    "id": ("id", "key", "identifier", "string_id", "resource_id"),
    "reference": ("reference", "ref"),
    "context": ("context", "msgctxt"),
    "notes": (
        "notes",
        "note",
        "comment",
        "comments",
        "description",
        "developer_comments",
        "translator_comments",
    ),
    "max_length": ("max_length", "maxlength", "max_chars", "limit", "character_limit"),
    "state": ("state", "status"),
    "fuzzy": ("fuzzy",),
    "family": ("family",),
    "source_lang": ("source_lang", "source_language"),
    "target_lang": ("target_lang", "target_language"),
}
_STATES = {
    **{state.value: state for state in State},
    **dict.fromkeys(("fuzzy", "needs-review", "needs_review", "needs review", "unfinished"), State.DRAFT),
    **dict.fromkeys(("untranslated", "needs-translation", "missing"), State.NEW),
    **dict.fromkeys(("approved", "reviewed", "signed-off", "done"), State.FINAL),
}
_TRUE = frozenset({"1", "true", "yes", "x", "fuzzy"})
_FAMILIES = {family.value: family for family in Family}
HEADER = (
    "its first line names no column for the target; call the columns source and target, or by the tags of their "
    "languages (en, de)"
)


class _Columns(msgspec.Struct):
    """Where a row has what. `targets` are the places of texts with their languages."""

    places: dict[str, list[int]]
    source: int | None
    source_language: str | None
    targets: list[tuple[int, str | None]]


def read_csv_table(text: str) -> Content:
    """The units of a table, row by row; with several target languages one for each of them."""
    faults: list[tuple[int, int, str]] = []
    rows = rows_of(text, separator_of(text), faults)
    _, header = next(rows, (0, []))
    columns = _columns(header)
    if columns is None:
        unchecked = (Unchecked("whole document", HEADER, fatal=True),) if text.strip("\ufeff \t\r\n") else ()
        return Content((), None, unchecked, flow=Flow.UNITS)
    units: list[Unit] = []
    for number, (_, cells) in enumerate(rows, 2):
        units += _units(columns, cells, number)
    if not any(unit.family for unit in units):
        family = family_of(side.text for unit in units for side in (*unit.sources, *unit.targets))
        units = [msgspec.structs.replace(unit, family=family) for unit in units] if family else units
    languages = {language for _, language in columns.targets}
    language = languages.pop() if len(languages) == 1 else None
    if language is None:
        told = {side.language for unit in units for side in unit.targets}
        language = told.pop() if len(told) == 1 else None
    return Content(
        (),
        language,
        unchecked_of(faults, text),
        tuple(sorted(directives_in_notes(units))),
        flow=Flow.UNITS,
        units=tuple(units),
    )


def _columns(header: list[Leaf]) -> _Columns | None:
    names = ["_".join(cell.text.strip().lower().replace("-", " ").split()) for cell in header]
    places = {
        purpose: [place for name in accepted for place, given in enumerate(names) if given == name]
        for purpose, accepted in _NAMES.items()
    }
    if places["target"]:
        source = places["source"][0] if places["source"] else None
        return _Columns(places, source, None, [(places["target"][0], None)])
    tagged = [
        (place, tag)
        for place, cell in enumerate(header)
        if names[place] not in _NAMES["id"] and (tag := language_tag(cell.text.strip())) is not None
    ]
    if places["source"]:
        return _Columns(places, places["source"][0], None, [*tagged]) if tagged else None
    if not tagged:
        return None
    if len(tagged) == 1:
        return _Columns(places, None, None, [*tagged])
    return _Columns(places, tagged[0][0], tagged[0][1], [*tagged[1:]])


def _units(columns: _Columns, cells: list[Leaf], number: int) -> list[Unit]:
    def told(purpose: str) -> str | None:
        for place in columns.places[purpose]:
            if place < len(cells) and cells[place].text:
                return cells[place].text
        return None

    sources: tuple[Side, ...] = ()
    if columns.source is not None and columns.source < len(cells):
        language = columns.source_language or told("source_lang")
        sources = (cells[columns.source].side(language=language),)
    limit = told("max_length") or ""
    places = columns.places["notes"]
    notes = tuple(cells[place].text for place in places if place < len(cells) and cells[place].text)
    name = told("id") or (sources[0].text if sources else "") or f"row {number}"
    units = []
    for place, language in columns.targets:
        if place < len(cells):
            leaf = cells[place]
        else:  # the row is too short
            leaf = Leaf("", cells[-1].end, cells[-1].end)
        target = leaf.side(language=language or told("target_lang"))
        units.append(
            Unit(
                name if len(columns.targets) == 1 else f"{name} [{language}]",
                sources,
                (target,),
                told("context"),
                notes,
                told("reference"),
                _state(told("state"), told("fuzzy"), target.text, any(side.text for side in sources)),
                int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 9 else None,
                _FAMILIES.get(told("family") or ""),
            )
        )
    return units


def _state(state: str | None, fuzzy: str | None, text: str, source: bool) -> State:
    if state is not None and (known := _STATES.get(state.strip().lower())) is not None:
        return known
    if fuzzy is not None and fuzzy.strip().lower() in _TRUE:
        return State.DRAFT
    return State.NEW if not text and source else State.TRANSLATED
