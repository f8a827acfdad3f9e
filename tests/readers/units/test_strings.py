"""Apple .strings."""

import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.notation import Notation
from audit.model.unit import Family
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

TABLE = r'''/* The button at the quay.
   Max length: 12 */
"quay.open" = "Öffnen";

// audit: ignore wrong-number: counted by hand
"ferry %@" = "Die \"Fähre\"\n%@ \U2014 \Ud83d\Ude00 \101\q";
CFBundleName = 'It''s';
CFBundleShort = Ferry;
'single' = 'Sie sagt \'ja\' "nein"';
"empty" = "";
"its own text";
"two
lines" = "zwei
Zeilen";
"quay.open" = "Noch einmal";
'''  # fmt: skip


def test_entries() -> None:
    document = read_string(TABLE.replace("It''s", "Its"), "strings")
    holds(document)
    assert not document.unchecked
    assert {unit.id: unit.targets[0].text for unit in document.units} == {
        "quay.open": "Noch einmal",
        "ferry %@": 'Die "Fähre"\n%@ — 😀 Aq',
        "CFBundleName": "Its",
        "CFBundleShort": "Ferry",
        "single": "Sie sagt 'ja' \"nein\"",
        "empty": "",
        "its own text": "its own text",
        "two\nlines": "zwei\nZeilen",
    }
    first = document.units[0]
    assert (first.id, first.targets[0].text, first.sources) == ("quay.open", "Öffnen", ())
    assert (first.family, first.max_length) == (Family.OBJC, 12)
    assert len(first.notes) == 1
    assert [directive.text for directive in document.directives] == [
        "audit: ignore wrong-number: counted by hand"
    ]
    read_only = [unit.id for unit in document.units if unit.targets[0].notation == Notation.READ_ONLY]
    assert read_only == ["CFBundleShort", "its own text"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_marks_and_line_ends(encoding: str) -> None:
    data = ("\ufeff" + TABLE.replace("\n", "\r\n").replace("It''s", "Its")).encode(encoding)
    document = read_bytes(data, "de.lproj/Localizable.strings")
    assert len(document.units) == 9
    assert document.units[-2].targets[0].text == "zwei\r\nZeilen"
    assert document.data == data
    holds(document)


def test_faults_are_named() -> None:
    document = read_string('"a" = "b "c" d";\n"e" = "f";\n"g" = "h"\n"i" = "j";\n"k" = "l', "strings")
    assert [unit.id for unit in document.units] == ["e", "g", "i"]
    assert [record.what for record in document.unchecked] == ["line 1", "lines 3 to 4", "line 5"]


def test_a_property_list_in_xml_is_refused_by_name() -> None:
    document = read_string('<?xml version="1.0"?>\n<plist><dict/></plist>', "strings")
    assert not document.units
    assert "XML" in document.unchecked[0].why


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), st.sampled_from([0, 1, 2, 4, 5, 7]))
def test_what_is_written_is_read(text: str, which: int) -> None:
    changes_only_it(read_string(TABLE.replace("It''s", "Its"), "strings"), which, 0, text)


@given(st.text(st.sampled_from("aб—😀\"'\\\n\x01"), max_size=12))
def test_characters_that_the_encoding_lacks(text: str) -> None:
    data = TABLE.replace("It''s", "Its").encode("cp1252")
    document = read_bytes(data, "a.strings", encoding="cp1252")
    changes_only_it(document, 1, 0, text)


@must_end
@pytest.mark.parametrize("unit", ['"', "\\", "/*", "/**", "= ", '"a"=', "a/", "';", "//", '"\\"'])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    holds(read_string(stretched(unit), "strings"))
