"""Documents of units that a program makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import Flow
from audit.model.errors import UsageError
from audit.model.offset_map import OffsetMap
from audit.model.span import Span
from audit.model.unit import Family, State
from audit.readers.units.unit_document import UnitRow, unit_document

TEXTS = st.text(max_size=8)


def test_a_single_target_is_the_text_of_the_document() -> None:
    document = unit_document(
        [UnitRow("Zwei Wörter", "Two words", "menu.two", "icu", 20, "menu", state="draft")]
    )
    assert document.text == "Zwei Wörter"
    assert document.flow is Flow.UNITS
    (unit,) = document.units
    assert (unit.id, unit.context, unit.max_length) == ("menu.two", "menu", 20)
    assert (unit.family, unit.state) == (Family.ICU, State.DRAFT)
    assert unit.targets[0].path is None
    assert unit.sources[0].path == ""
    assert unit.sources[0].map.to_file(4, 9) == Span(4, 9)
    assert document.segments[0].text == "Zwei Wörter"
    assert document.segments[0].source_text == "Two words"


def test_plural_forms_are_sides_and_lie_one_behind_the_other() -> None:
    document = unit_document([UnitRow(["%d plik", "%d pliki", "%d plików"], ["%d file", "%d files"])])
    (unit,) = document.units
    assert [side.plural for side in unit.sources] == ["one", "other"]
    assert [side.plural for side in unit.targets] == ["0", "1", "2"]
    assert [side.map.to_file(0, 0).start for side in unit.targets] == [0, 8, 17]
    assert [side.map.to_file(0, 0).start for side in unit.sources] == [0, 8]


def test_what_is_not_given_is_not_there() -> None:
    first, second = unit_document([UnitRow("eins"), UnitRow("", "two")]).units
    assert (first.sources, first.family, first.state) == ((), None, State.TRANSLATED)
    assert second.targets[0].map == OffsetMap.verbatim(5, 0)


def test_languages_are_those_of_the_rows() -> None:
    document = unit_document([UnitRow("eins", "one", source_language="en", target_language="de")])
    assert document.declared_language == "de"
    assert document.units[0].targets[0].language == "de"
    assert document.units[0].sources[0].language == "en"
    mixed = unit_document([UnitRow("eins", target_language="de"), UnitRow("un", target_language="fr")])
    assert mixed.declared_language is None


def test_a_document_without_text_says_so() -> None:
    assert unit_document([]).unchecked[0].fatal
    assert not unit_document([UnitRow("", "source")]).unchecked


@pytest.mark.parametrize("row", [UnitRow("a", family="perl"), UnitRow("a", state="maybe")])
def test_unknown_names_are_refused_with_those_that_exist(row: UnitRow) -> None:
    with pytest.raises(UsageError, match="choose from"):
        unit_document([row])


@given(st.lists(st.tuples(st.one_of(st.none(), TEXTS, st.lists(TEXTS, max_size=3)), TEXTS), max_size=5))
def test_every_side_is_where_its_map_says(rows: list[tuple[str | list[str] | None, str]]) -> None:
    document = unit_document(UnitRow(target, source) for source, target in rows)
    assert len(document.units) == len(rows)
    sources: list[str] = []
    for unit in document.units:
        for side in unit.targets:
            place = side.map.to_file(0, len(side.text))
            assert document.text[place.start : place.end] == side.text
        sources += [side.text for side in unit.sources]
    joined = "\n".join(sources)
    for unit in document.units:
        for side in unit.sources:
            place = side.map.to_file(0, len(side.text))
            assert joined[place.start : place.end] == side.text
