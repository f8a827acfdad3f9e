"""What a program gets for a text."""

from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from audit import Auditor
from audit.model.result import Result
from audit.report.tables.rows import FINDING_COLUMNS

TEXT = "The ferry ferry leaves , at noon.\n\nIt is <b> & “quoted”.\n"


def result(text: str = TEXT) -> Result:
    return Auditor(target="en").check_text(text)


def test_one_line() -> None:
    assert repr(result()) == "<Result text: en, 0.0 fail, 2 findings>"
    assert repr(result("")) == "<Result text: en, not checked, 0 findings>"
    assert "1 finding>" in repr(result("The ferry ferry leaves.\n"))


def test_a_table_has_the_columns_of_reports() -> None:
    pd = pytest.importorskip("pandas")
    table = Auditor(target="en").check_text(TEXT).to_frame()
    assert list(table.columns) == list(FINDING_COLUMNS)
    assert list(table["check"]) == ["doubled-word", "space-before-mark"]
    assert table["start"].dtype == pd.Int64Dtype()
    empty = Auditor(target="en").check_text("The ferry leaves.\n").to_frame()
    assert list(empty.dtypes) == list(table.dtypes)
    assert empty.empty


def test_a_dictionary_is_that_of_the_json_report() -> None:
    record = Auditor(target="en").check_text(TEXT).to_dict()
    assert [finding["check"] for finding in record["findings"]] == ["doubled-word", "space-before-mark"]
    assert msgspec.json.decode(msgspec.json.encode(record)) == record


def test_the_fixed_text_has_the_safe_repairs_alone() -> None:
    assert Auditor(target="en").check_text(TEXT).fixed_text == TEXT.replace(" ,", ",")


def test_a_notebook_shows_the_text_with_its_marks() -> None:
    shown, titles = [], []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            shown.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            titles.extend(value for name, value in attrs if name == "title")

    Reader().feed(Auditor(target="en").check_text(TEXT)._repr_html_())
    text = "".join(shown)
    assert "The ferry ferry leaves , at noon." in text
    assert "It is <b> & “quoted”." in text
    assert len(titles) == 2
    assert titles[0].startswith("minor: “ferry” stands twice")


def test_a_file_gives_the_same_kind(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT, encoding="utf-8")
    assert "a.md: en" in repr(Auditor(target="en").check_file(file))
