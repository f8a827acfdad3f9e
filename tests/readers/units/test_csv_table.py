"""Tables of texts in two languages."""

import csv
import io

import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def read(text: str) -> Document:
    document = read_string(text, "bilingual-csv")
    holds(document)
    return document


def pairs(document: Document) -> list[tuple[str, list[str], list[str]]]:
    return [
        (unit.id, [side.text for side in unit.sources], [side.text for side in unit.targets])
        for unit in document.units
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_by_their_names(separator: str, mark: str) -> None:
    rows = [
        ["Key", "Source text", "Translation", "Max-Length", "Comment", "Status"],
        ["pier", "The pier", '"Der Steg', "12", "audit: ignore doubled-word", "Needs-Review"],
        ["gone", "Gone", "", "", "", ""],
    ]
    text = "\r\n".join(
        separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )
    document = read(mark + text)
    assert pairs(document) == [("pier", ["The pier"], ['"Der Steg']), ("gone", ["Gone"], [""])]
    pier, gone = document.units
    assert (pier.max_length, pier.state, gone.state) == (12, State.DRAFT, State.NEW)
    assert [directive.text for directive in document.directives] == ["audit: ignore doubled-word"]


def test_columns_by_languages() -> None:
    document = read("key,en,de,pt_BR\nhi,Hello {{name}},Hallo {{name}},Olá\nbye,Bye\n")
    assert pairs(document) == [
        ("hi [de]", ["Hello {{name}}"], ["Hallo {{name}}"]),
        ("hi [pt-BR]", ["Hello {{name}}"], ["Olá"]),
        ("bye [de]", ["Bye"], [""]),
        ("bye [pt-BR]", ["Bye"], [""]),
    ]
    assert document.units[0].family is Family.I18NEXT
    assert document.units[1].targets[0].language == "pt-BR"
    assert document.units[1].sources[0].language == "en"
    assert document.units[3].targets[0].notation == Notation.READ_ONLY
    two = read("en,de\nHello,Hallo\n\nBye,Bis bald")
    assert two.declared_language == "de"
    assert pairs(two) == [("Hello", ["Hello"], ["Hallo"]), ("Bye", ["Bye"], ["Bis bald"])]


def test_one_side_and_languages_by_row() -> None:
    document = read("id,target,target_lang,family\na,eins,de,printf\n")
    assert pairs(document) == [("a", [], ["eins"])]
    assert document.declared_language == "de"
    assert document.units[0].family is Family.PRINTF


def test_it_must_be_named() -> None:
    data = b"source,target\nOne,Eins\n"
    assert read_bytes(data, "pairs.csv", "bilingual-csv").data == data
    assert read_bytes(data, "pairs", None).format == "text"


def test_a_table_without_a_target_says_what_is_missing() -> None:
    (note, *_) = read("a,b\n1,2\n").unchecked
    assert note.fatal
    assert "source and target" in note.why


def test_a_mark_that_is_never_closed_is_said() -> None:
    document = read('source,target\na,"b\nc,d\n')
    assert pairs(document) == [("a", ["a"], ["b\nc,d\n"])]
    assert [note.what for note in document.unchecked] == ["lines 2 to 3"]


@pytest.mark.parametrize("unit", ['"', '""', ",", '",', '"a"b', "\n", "\r", '"\n', "a\n", " "])
@must_end
def test_hostile_text_ends(unit: str) -> None:
    read_string(stretched(unit), "bilingual-csv")
    read_string("source,target\n" + stretched(unit), "bilingual-csv")
    read_string('source,target\na,"' + stretched(unit), "bilingual-csv")


def table(rows: list[tuple[str, str]], separator: str, quoting: int) -> str:
    out = io.StringIO(newline="")
    made = csv.writer(out, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    made.writerows([("source", "target"), *rows])
    return out.getvalue()


ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4)
SEPARATORS = st.sampled_from([",", ";", "\t", "|"])
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])


@given(ROWS, SEPARATORS, QUOTING)
def test_every_cell_is_read_as_the_library_reads_it(
    rows: list[tuple[str, str]], separator: str, quoting: int
) -> None:
    document = read(table(rows, separator, quoting))
    assert [(unit.sources[0].text, unit.targets[0].text) for unit in document.units] == rows


@given(ROWS, SEPARATORS, QUOTING, TEXTS, st.data())
def test_a_written_text_changes_nothing_else(
    rows: list[tuple[str, str]], separator: str, quoting: int, new: str, data: st.DataObject
) -> None:
    document = read(table(rows, separator, quoting))
    unit = data.draw(st.integers(0, len(rows) - 1))
    try:
        write(new, document.units[unit].targets[0].notation, "utf-8")
    except UnwritableError:
        return
    changes_only_it(document, unit, 0, new)
