"""Java .properties."""

import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.notation import Notation
from audit.model.unit import Family
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

BUNDLE = (
    "# The ferry\n"
    "\n"
    "! Max length = 30\n"
    "quay.open = Öffnen \n"
    "quay.close:Schließen\n"
    "quay.name Der Kai\n"
    "  quay.long = eins \\\n"
    "      zwei \\\r\n"
    "\t# drei\n"
    "quay\\ with\\=signs\\u003a=  a\\tb\\u0041\\:\\q\n"
    "quay.none =\n"
    "quay.bare\n"
    "# audit: ignore wrong-number: as painted\n"
    "quay.smile=\\ud83d\\ude00\n"
    "quay.open=noch einmal"
)


def test_entries() -> None:
    document = read_string(BUNDLE, "properties")
    holds(document)
    assert [(unit.id, unit.targets[0].text) for unit in document.units] == [
        ("quay.open", "Öffnen "),
        ("quay.close", "Schließen"),
        ("quay.name", "Der Kai"),
        ("quay.long", "eins zwei # drei"),
        ("quay with=signs:", "a\tbA:q"),
        ("quay.none", ""),
        ("quay.bare", ""),
        ("quay.smile", "😀"),
        ("quay.open", "noch einmal"),
    ]
    first = document.units[0]
    assert (first.family, first.notes, first.max_length) == (Family.JAVA, ("Max length = 30",), 30)
    assert document.units[6].targets[0].notation == Notation.READ_ONLY
    assert [directive.text for directive in document.directives] == ["audit: ignore wrong-number: as painted"]


def test_bytes_that_are_no_utf_8_are_latin_1() -> None:
    data = "a = Fähre über Fluß\nb = schön\n".encode("iso-8859-1")
    document = read_bytes(data, "messages_de.properties")
    assert [unit.targets[0].text for unit in document.units] == ["Fähre über Fluß", "schön"]
    assert document.data == data


def test_a_file_of_ascii_gets_escapes() -> None:
    document = read_string("a = Fahre\n", "properties")
    place = document.units[0].targets[0]
    from audit.readers.formats import write

    assert write("Fähre 😀", place.notation, "utf-8") == "F\\u00e4hre \\ud83d\\ude00"
    assert write("„Fähre“", "property", "cp1252") == "\\u201eFähre\\u201c"
    assert write("„Fähre“", "property", "utf-8") == "„Fähre“"


def test_an_escape_that_is_none_is_named() -> None:
    document = read_string("a = \\u12\nb = c\n", "properties")
    assert [record.what for record in document.unchecked] == ["line 1"]
    assert document.units[0].targets[0].notation == Notation.READ_ONLY
    assert document.units[1].targets[0].text == "c"


@pytest.mark.parametrize("bundle", [BUNDLE, BUNDLE.replace("Ö", "O").replace("ß", "s")])
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12), st.sampled_from([0, 1, 2, 3, 4, 5, 7, 8])
)
def test_what_is_written_is_read(bundle: str, text: str, which: int) -> None:
    changes_only_it(read_string(bundle, "properties"), which, 0, text)


@must_end
@pytest.mark.parametrize("unit", ["\\", "\\\n", "\\\r\n ", "#", "=", " ", "\\u", "a\\ ", "\\u0041", "\r"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    holds(read_string(stretched(unit), "properties"))
