"""The tables keep to their schema, in every format, whatever a document holds."""

import io
import json
import math
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from audit.report.tables.pivots import PIVOTS
from audit.report.tables.rows import TABLES
from audit.report.tables.table_files import arrow_schema
from audit.report.tables.xlsx_report import MOST_CHARACTERS, XlsxReport

from .batches import report, write_documents


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_documents(folder / "texts", 20)
    (folder / "texts/=cmd.txt").write_text("=HYPERLINK(1) слово here\n")
    (folder / "texts/empty.txt").write_text("")
    done = report(folder, "texts", "-o", "out", "--xlsx")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.mark.parametrize("name", TABLES)
def test_parquet_and_csv_hold_the_same(folder: Path, name: str) -> None:
    table = pq.read_table(folder / f"{name}.parquet")
    assert table.schema.equals(arrow_schema(TABLES[name]))
    for column in TABLES[name]:
        assert column.empty or table.column(column.name).null_count == 0, column.name
    frame = pd.read_csv(folder / f"{name}.csv")
    assert list(frame.columns) == table.schema.names
    assert len(frame) == table.num_rows
    for column in ("path", "penalty"):
        plain = table.column(column).to_pylist()
        same = [
            (isinstance(a, float) and math.isnan(a) and b is None) or str(a).lstrip("'") == str(b)
            for a, b in zip(frame[column], plain, strict=True)
        ]
        assert all(same)


def test_pivots_add_up(folder: Path) -> None:
    documents, findings = pd.read_csv(folder / "documents.csv"), pd.read_csv(folder / "findings.csv")
    for pivot in PIVOTS:
        frame = pd.read_csv(folder / f"{pivot.name}.csv")
        again = pd.read_parquet(folder / f"{pivot.name}.parquet")
        assert list(again.columns) == list(frame.columns)
        assert frame["findings"].sum() == len(findings)
        assert frame["penalty"].sum() == pytest.approx(findings["penalty"].sum())
        if pivot.table == "documents":
            assert frame["documents"].sum() == len(documents)
    checks = pd.read_csv(folder / "summary-checks.csv").set_index("check")
    doubled = findings[findings["check"] == "doubled-word"]
    assert checks.loc["doubled-word", "documents"] == doubled["path"].nunique()


def test_what_went_unchecked_is_one_number(tmp_path: Path) -> None:
    noted = {"id": "noted", "target": "She went home.", "target_lang": "en", "reference": "She went home."}
    rows = [noted, {"id": "empty", "target": ""}, {"id": "none"}, {"id": "well", "target": "All is well."}]
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    # A tokenizer whose model nobody has fetched: a note, where there is a reference.
    arguments = ("t.jsonl", "-o", "out", "--bleu-tokenizer", "flores200")
    done = report(tmp_path, *arguments, loud=True, environment={"SACREBLEU": str(tmp_path)})
    out = tmp_path / "out"
    documents = pd.read_csv(out / "documents.csv").set_index("path")
    assert list(documents.index[documents["unchecked"].notna()]) == ["t.jsonl#empty", "t.jsonl#none"]
    assert list(documents.index[documents["notes"].notna()]) == ["t.jsonl#noted"]
    assert "2 not or not wholly checked" in done.stdout
    assert "2 documents not or not wholly checked" in (out / "index.html").read_text()
    assert json.loads((out / "summary.json").read_text())["summary"]["incomplete"] == 2
    assert json.loads((out / "cleanup-plan.json").read_text())["unchecked"]["count"] == 2
    for name in ("languages", "outlets", "services"):
        assert pd.read_csv(out / f"summary-{name}.csv")["unchecked"].sum() == 2


def test_a_run_without_findings_has_all_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves in the morning.\n")
    assert report(tmp_path, "a.txt", "-o", "out").returncode == 0
    assert pq.read_table(tmp_path / "out/findings.parquet").num_rows == 0
    assert len(pd.read_csv(tmp_path / "out/summary-checks.csv")) == 0


def test_no_formula_in_a_workbook(folder: Path) -> None:
    import zipfile

    with zipfile.ZipFile(folder / "report.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(TABLES) + len(PIVOTS)
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_what_does_not_fit_a_workbook_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    monkeypatch.setattr("audit.report.tables.xlsx_report.MOST_ROWS", 4)
    out = io.BytesIO()
    book = XlsxReport(out)
    book.sheet("documents", ["path"], [["x" * (MOST_CHARACTERS + 1)]] * 5)
    book.close()
    with zipfile.ZipFile(out) as archive:
        strings = b"".join(
            archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets")
        )
    assert b"2 rows do not fit" in strings
    assert b"end early" in strings
