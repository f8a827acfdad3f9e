"""Versions are read, paired and judged: folders, files, tables, finished reports, frames."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from audit import Settings, UsageError, compare
from audit.cli.main import main
from audit.report.comparison.changes import Fate
from audit.report.comparison.comparison import Comparison
from audit.report.comparison.comparison_json import comparison_record, comparison_schema_text
from audit.report.comparison.figures import Verdict
from audit.report.comparison.tables import TABLES

GOOD = "The ferry leaves in the morning and comes back at night.\n\nTickets are sold at the harbour office.\n"
DOUBLED = GOOD.replace("in the morning", "in the the morning")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/") + ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def rows(name: str, *cells: tuple[str, str], **more: str) -> str:
    lines = [json.dumps({"id": key, "target": text, **more}) for key, text in cells]
    Path(name).write_text("\n".join(lines) + "\n")
    return name


def fates(comparison: Comparison, number: int = 0) -> list[tuple[str, str]]:
    return [
        (str(change.fate), change.found.text)
        for pair in comparison.pairs
        for change in pair.told[number]
        if change.fate is not Fate.KEPT
    ]


def few(*versions: Any, **known: Any) -> Comparison:
    return compare(*versions, samples=known.pop("samples", 50), **known)


def test_folders_are_paired_by_path() -> None:
    write(a__one=GOOD, a__sub__two=DOUBLED, a__gone=GOOD, b__one=DOUBLED, b__sub__two=GOOD, b__new=GOOD)
    comparison = few("a", "b")
    assert [pair.key for pair in comparison.pairs] == ["one.txt", "sub/two.txt"]
    assert {item.key: item.why for item in comparison.alone} == {
        "gone.txt": "not in b",
        "new.txt": "not in a",
    }
    assert fates(comparison) == [("gained", "the the"), ("lost", "the the")]
    assert comparison.figures[0].values[1].verdict is Verdict.SAME


def test_two_files_are_two_versions_whatever_they_are_called() -> None:
    write(old=GOOD, new=DOUBLED)
    comparison = few("old.txt", "new.txt")
    assert fates(comparison) == [("gained", "the the")]


def test_a_moved_sentence_keeps_its_findings() -> None:
    first, second = DOUBLED.split("\n\n")
    write(old=DOUBLED, new=f"{second}\n{first}\n")
    comparison = few("old.txt", "new.txt")
    assert fates(comparison) == []
    assert comparison.fates[0].kept == 1


def test_a_reworded_sentence_says_so() -> None:
    write(old=DOUBLED, new=DOUBLED.replace("comes back", "returns"))
    comparison = few("old.txt", "new.txt")
    assert fates(comparison) == [("gained", "the the"), ("lost", "the the")]
    assert comparison.fates[0].reworded == 1


def test_rows_are_paired_by_id_in_any_order() -> None:
    a = rows("a.jsonl", ("1", GOOD), ("2", DOUBLED), ("3", GOOD), target_lang="en")
    b = rows("b.jsonl", ("3", GOOD), ("2", GOOD), ("1", GOOD), target_lang="en")
    comparison = few(a, b)
    assert not comparison.alone
    assert fates(comparison) == [("lost", "the the")]


def test_rows_without_id_are_paired_by_their_source() -> None:
    Path("a.csv").write_text("source,target\nDer Hund.,The dog.\nDie Katze.,The cat.\n")
    Path("b.csv").write_text("source,target\nDie Katze.,The cat.\nDas Pferd.,The horse.\n")
    comparison = few("a.csv", "b.csv")
    assert [pair.key for pair in comparison.pairs] == ["Die Katze."]
    assert {item.key for item in comparison.alone} == {"Der Hund.", "Das Pferd."}


def test_rows_with_nothing_to_go_by_are_never_paired_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_text("target\nThe dog.\n")
    Path("b.csv").write_text("target\nThe dog.\n")
    assert main(["compare", "a.csv", "b.csv"]) == 3
    assert "has no id" in capsys.readouterr().out


def test_an_id_that_comes_twice_is_no_name() -> None:
    a = rows("a.jsonl", ("1", GOOD), ("1", DOUBLED), ("2", GOOD))
    b = rows("b.jsonl", ("1", GOOD), ("2", GOOD))
    comparison = few(a, b)
    assert [pair.key for pair in comparison.pairs] == ["2"]
    assert any("several" in item.why for item in comparison.alone)


def test_a_row_that_cannot_be_audited_is_in_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    a = rows("a.jsonl", ("1", GOOD), ("2", GOOD), target_lang="en")
    b = rows("b.jsonl", ("1", GOOD), ("2", GOOD), target_lang="xx-nonsense")
    comparison = few(a, b)
    assert not comparison.pairs
    assert main(["compare", a, b]) == 3
    assert "nothing to compare" in capsys.readouterr().err


def test_finished_reports_compare_as_their_texts_do() -> None:
    write(a__one=GOOD, a__two=DOUBLED, b__one=DOUBLED, b__two=GOOD, b__new=GOOD)
    for name in ("a", "b"):
        assert main(["report", name, "-o", f"report-{name}", "-q", "-j", "1", "--exit-zero"]) == 0
    texts, reports = few("a", "b"), few("report-a", "report-b")
    assert fates(texts) == fates(reports)
    assert texts.figures[0].values == reports.figures[0].values
    assert [item.key for item in reports.alone] == [item.key for item in texts.alone] == ["new.txt"]
    assert fates(few("report-a", "b")) == fates(texts)


def test_rows_of_one_table_are_called_by_their_ids_and_of_several_by_both() -> None:
    for folder, text in (("x", GOOD), ("y", DOUBLED)):
        Path(folder).mkdir()
        for name in ("one", "two"):
            rows(f"{folder}/{name}.jsonl", ("1", text), target_lang="en")
        assert (
            main(["report", f"{folder}/one.jsonl", "-o", f"{folder}1", "-q", "-j", "1", "--exit-zero"]) == 0
        )
        tables = [f"{folder}/one.jsonl", f"{folder}/two.jsonl"]
        assert main(["report", *tables, "-o", f"{folder}2", "-q", "-j", "1", "--exit-zero"]) == 0
    assert [pair.key for pair in few("x1", "y1").pairs] == ["1"]
    assert fates(few("x1", "y/one.jsonl")) == [("gained", "the the")]
    assert [pair.key for pair in few("x2", "y2").pairs] == ["one.jsonl#1", "two.jsonl#1"]


def test_reports_of_other_checks_are_no_basis(capsys: pytest.CaptureFixture[str]) -> None:
    write(a__one=GOOD, b__one=DOUBLED)
    assert main(["report", "a", "-o", "ra", "-q", "-j", "1"]) == 0
    assert main(["report", "b", "-o", "rb", "-q", "-j", "1", "--ignore", "doubled-word"]) == 0
    assert few("ra", "rb").uneven
    assert main(["compare", "ra", "rb"]) == 0
    assert main(["compare", "ra", "rb", "--fail-if-worse"]) == 3
    assert "not looked at in the same way" in capsys.readouterr().out


def test_sources_on_one_side_alone_are_no_basis() -> None:
    Path("a.csv").write_text("id,source,target\n1,Der Hund.,The dog.\n")
    Path("b.csv").write_text("id,target\n1,The dog.\n")
    assert "no source" in few("a.csv", "b.csv").uneven


def test_frames_in_and_frames_out() -> None:
    first = pd.DataFrame({"id": [1, 2], "target": [GOOD, GOOD], "target_lang": "en"})
    second = pd.DataFrame({"id": [2, 1], "target": [DOUBLED, GOOD], "target_lang": "en"})
    comparison = few(first, second, names=["old", "new"])
    tables = comparison.frames()
    assert {name: list(table.columns) for name, table in tables.items()} == {
        name: [column.name for column in columns] for name, columns in TABLES.items()
    }
    changes = tables["changes"]
    assert changes[["key", "version", "fate", "text"]].to_numpy().tolist() == [
        ["2", "new", "gained", "the the"]
    ]
    documents = tables["documents"].set_index(["key", "version"])
    assert documents.loc[("2", "new"), "penalty_difference"] == 1.0
    assert documents.loc[("1", "new"), "same_text"] == 1


def test_measures_where_there_are_references() -> None:
    pytest.importorskip("sacrebleu")
    from sacrebleu.metrics import CHRF

    references = [f"The ferry number {number} leaves in the morning." for number in range(6)]
    worse = [text.replace("leaves", "goes off") for text in references]
    frames = [
        pd.DataFrame({"id": range(6), "target": texts, "reference": references, "target_lang": "en"})
        for texts in (references, worse)
    ]
    comparison = few(*frames, settings=Settings(metrics=("chrf",)))
    figure = comparison.figure("chrf")
    assert figure is not None
    assert figure.values[1].value == CHRF().corpus_score(worse, [references]).score
    assert figure.values[1].verdict is Verdict.WORSE
    assert few(*frames, settings=Settings(metrics=())).figure("chrf") is None


def test_three_versions_and_their_record() -> None:
    write(a__one=GOOD, b__one=DOUBLED, c__one=GOOD)
    comparison = few("a", "b", "c")
    assert fates(comparison, 0) == [("gained", "the the")]
    assert fates(comparison, 1) == []
    record = json.loads(json.dumps(comparison_record(comparison)))
    schema = json.loads(comparison_schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record)


def many(name: str, text: str, bad: int) -> str:
    cells = [
        (str(number), text.replace("the morning", "the the morning") if number < bad else text)
        for number in range(40)
    ]
    return rows(name, *cells, target_lang="en")


LINE = "The ferry leaves in the morning and comes back at night."


def test_the_gate(capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, one = many("good.jsonl", LINE, 0), many("bad.jsonl", LINE, 20), many("one.jsonl", LINE, 1)
    quiet = ["-q", "--samples", "200"]
    assert main(["compare", good, bad, *quiet]) == 0
    assert main(["compare", good, bad, *quiet, "--fail-if-worse"]) == 1
    assert (
        "bad is worse than good by score: penalty in 1,000 words 43.48 instead of 0.00, p ="
        in capsys.readouterr().err
    )
    assert main(["compare", bad, good, *quiet, "--fail-if-worse"]) == 0
    assert main(["compare", good, one, *quiet, "--fail-if-worse"]) == 0
    assert main(["compare", good, one, *quiet, "--fail-if-worse=any"]) == 1
    assert (
        main(
            [
                "compare",
                good,
                good.replace("good", "bad"),
                *quiet,
                "--fail-if-worse",
                "--test",
                "randomisation",
            ]
        )
        == 1
    )
    capsys.readouterr()
    assert main(["compare", good, bad, *quiet, "--fail-if-worse", "--by", "chrf"]) == 3
    assert "could not be compared by chrf" in capsys.readouterr().err


def test_the_gate_wants_all_of_the_first_version(capsys: pytest.CaptureFixture[str]) -> None:
    a = rows("a.jsonl", ("1", GOOD), ("2", GOOD), target_lang="en")
    b = rows("b.jsonl", ("1", GOOD), target_lang="en")
    assert main(["compare", a, b]) == 0
    assert main(["compare", a, b, "--fail-if-worse"]) == 3
    assert "--allow-missing" in capsys.readouterr().err
    assert main(["compare", a, b, "--fail-if-worse", "--allow-missing"]) == 0
    assert main(["compare", b, a, "--fail-if-worse"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["a"],
        ["a", "missing"],
        ["a", "-"],
        ["a", "a"],
        ["a", "b", "--names", "one"],
        ["a", "b", "--alpha", "2"],
        ["a", "b", "--seed", "0"],
        ["a", "b", "--samples", "0"],
        ["a", "b", "--by", "beauty"],
        ["a", "b", "--metrics", "comet2000"],
        ["a", "b", "--fail-if-worse=perhaps"],
        ["a", "b", "-o", "a"],
        ["a", "b", "--fail-under", "90"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    write(a__one=GOOD, b__one=GOOD)
    assert main(["compare", *arguments]) == 2


def test_the_folder_is_written_again_but_nothing_else_is_touched() -> None:
    write(a__one=GOOD, b__one=DOUBLED)
    assert main(["compare", "a", "b", "-o", "out", "-q"]) == 0
    names = sorted(path.name for path in Path("out").iterdir())
    assert names == sorted(
        ["compare.html", "comparison.json"]
        + [
            f"{name}.{ending}"
            for name in ("comparison", "documents", "changes")
            for ending in ("csv", "parquet")
        ]
    )
    before = Path("out/comparison.json").read_bytes()
    assert main(["compare", "a", "b", "-o", "out", "-q"]) == 0
    assert Path("out/comparison.json").read_bytes() == before
    frame = pd.read_parquet("out/changes.parquet")
    assert frame["fate"].tolist() == ["gained"]


def test_versions_that_are_none() -> None:
    with pytest.raises(UsageError, match="two versions"):
        compare("a")
    with pytest.raises(UsageError, match="no such file"):
        compare("a", "b")
    with pytest.raises(UsageError, match="lacks the column id"):
        compare(pd.DataFrame({"target": []}), pd.DataFrame({"target": []}))
