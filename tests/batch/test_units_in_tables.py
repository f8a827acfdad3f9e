"""A row of a table that has a source is a unit, in every kind of table."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit import Auditor
from audit.model.settings import Settings
from audit.run.audit_record import Record
from audit.run.batch.read_container import documents_of

from .batches import report

ROWS: list[dict[str, Any]] = [
    {"id": "r1", "source": "%d ferries left", "target": "%s Fähren sind weg", "placeholders": "printf"},
    {"id": "r2", "source": "Open the harbour map", "target": "Hafenkarte öffnen", "maxlength": "8"},
    {"id": "r3", "source": "Departure", "target": "", "msgctxt": "board", "key": "board.departure"},
    {"id": "r4", "source": "Where is the ferry?", "target": "Wo ist die Fähre", "status": "published"},
]


def written(folder: Path, kind: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / f"t{kind}"
    frame = pd.DataFrame(rows)
    if kind == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif kind == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if kind == ".tsv" else ",")
    return path


def records(path: Path) -> list[Record]:
    return [record for record, _ in documents_of(str(path), path.name, Settings())]


@pytest.mark.parametrize("kind", [".jsonl", ".csv", ".tsv", ".parquet"])
def test_every_kind_of_table_gives_the_same_units(tmp_path: Path, kind: str) -> None:
    units = [record.unit for record in records(written(tmp_path, kind, ROWS))]
    assert all(unit is not None for unit in units)
    assert [(u.source, u.target, u.id) for u in units if u] == [
        (row["source"], row["target"], row.get("key", row["id"])) for row in ROWS
    ]
    first, second, third, fourth = (unit for unit in units if unit)
    assert first.family == "printf"
    assert second.max_length == 8
    assert third.context == "board"
    assert fourth.state is None  # a status that is none of a unit's says nothing


@pytest.mark.parametrize("kind", [".jsonl", ".parquet"])
def test_lists_are_plural_forms(tmp_path: Path, kind: str) -> None:
    row = {
        "id": "p",
        "source": ["%d ferry", "%d ferries"],
        "target": ["%d Fähre", "Fähren"],
        "family": "printf",
    }
    (record,) = records(written(tmp_path, kind, [row]))
    assert record.unit is not None
    assert list(record.unit.target) == row["target"]
    done = report(tmp_path, f"t{kind}", "-t", "de", "-s", "en", "-o", "out")
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "out/findings.csv").set_index("check")
    found = table.loc["missing-placeholder"]
    assert found["segment"] == "t" + kind + "#p" or found["segment"] == "p"
    assert found["form"] == 1
    assert 0 <= found["segment_start"] <= found["segment_end"] <= len("Fähren")
    assert found["source_start"] < found["source_end"]


@pytest.mark.parametrize(
    "cells",
    [{"family": "klingon"}, {"max_length": "much"}, {"state": "published"}, {"target": []}, {"target": [1]}],
)
def test_what_is_wrong_with_a_row_is_said(tmp_path: Path, cells: dict[str, Any]) -> None:
    row = {"id": "x", "source": "Open", "target": "Öffnen"} | cells
    (record,) = records(written(tmp_path, ".jsonl", [row]))
    assert record.unit is None
    assert record.fault is not None
    assert record.fault.startswith("line 1")


def test_a_page_beside_its_source_stays_a_page(tmp_path: Path) -> None:
    row = {"id": "x", "source": "<p>Open", "target": "<p>Öffnen", "format": "html"}
    (record,) = records(written(tmp_path, ".jsonl", [row]))
    assert record.unit is None
    assert record.format == "html"
    assert record.source == "<p>Open"


def test_frames_and_tables_find_the_same(tmp_path: Path) -> None:
    rows = [
        {"family": row.get("placeholders"), "max_length": row.get("maxlength"), **row} for row in ROWS[:3]
    ]
    written(tmp_path, ".jsonl", rows)
    done = report(tmp_path, "t.jsonl", "-t", "de", "-s", "en", "-o", "out")
    assert done.returncode == 0, done.stderr
    table = pd.read_parquet(tmp_path / "out/findings.parquet")
    _, findings = Auditor(target="de", source="en").check_frame(pd.DataFrame(rows))
    assert len(findings) > 2
    assert list(table["path"].str.removeprefix("t.jsonl#")) == list(findings["id"])
    for column in ("check", "start", "end", "form", "message", "source_start"):
        assert list(table[column].fillna(-1)) == list(findings[column].fillna(-1)), column


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [row | {"id": f"{row['id']}-{number}"} for number in range(12) for row in ROWS]
    written(tmp_path, ".jsonl", rows)
    for jobs in ("1", "2"):
        done = report(tmp_path, "t.jsonl", "-t", "de", "-s", "en", "-o", f"out{jobs}", "-j", jobs)
        assert done.returncode == 0, done.stderr
    for name in ("findings.csv", "segments.csv", "documents.csv", "index.html", "cleanup-plan.md"):
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes(), name


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_units_of_different_partitions_are_compared(tmp_path: Path, jobs: str) -> None:
    one = {"source": "Departure", "target": "Abfahrt"}
    filler = [{"source": f"Page {number} of it", "target": f"Seite {number} davon"} for number in range(30)]
    rows = [one, *filler[:15], one, *filler[15:], one | {"target": "Abreise"}]
    rows += [{"source": "Show the map", "target": "Karte"}, {"source": "Hide the map", "target": "Karte"}]
    written(tmp_path, ".jsonl", [row | {"id": str(number)} for number, row in enumerate(rows)])
    done = report(tmp_path, "t.jsonl", "-t", "de", "-s", "en", "-o", "out", "-j", jobs)
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "out/findings.csv")
    found = table[table["check"].isin(["inconsistent-translation", "shared-translation"])]
    assert list(zip(found["path"], found["check"], strict=True)) == [
        ("t.jsonl#32", "inconsistent-translation"),
        ("t.jsonl#34", "shared-translation"),
    ]
    assert "Abfahrt" in found["message"].iloc[0]


SYSTEMS = [
    {
        "source": "The harbour opens at six in the morning.",
        "target": "Der Hafen öffnet um sechs Uhr morgens.",
    },
    {
        "source": "The harbour opens at six in the morning.",
        "target": "Um sechs Uhr früh macht der Hafen auf.",
    },
]


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        ({"id": "1"}, {"id": "2"}, True),
        ({"id": "1", "system": "A"}, {"id": "2", "system": "B"}, False),
        ({"id": "1", "system": "A"}, {"id": "2", "system": "A"}, True),
        ({"id": "1", "annotator": "kim"}, {"id": "2", "annotator": "lee"}, False),
        ({"id": "1", "doc": "news", "seg_id": 4}, {"id": "2", "doc": "news", "seg_id": 4}, False),
        ({"id": "1", "doc": "news", "seg_id": 4}, {"id": "2", "doc": "talk", "seg_id": 4}, True),
    ],
)
def test_translations_of_several_systems_are_not_compared(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], compared: bool
) -> None:
    rows = [SYSTEMS[0] | one, SYSTEMS[1] | other]
    written(tmp_path, ".jsonl", rows)
    done = report(tmp_path, "t.jsonl", "-t", "de", "-s", "en", "-o", "out")
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "out/findings.csv")
    _, findings = Auditor(target="de", source="en").check_frame(pd.DataFrame(rows))
    for found in (table, findings):
        assert ("inconsistent-translation" in set(found["check"])) is compared


def test_a_table_where_most_texts_come_twice_holds_several_translations(tmp_path: Path) -> None:
    words = ["boat", "pier", "crane", "buoy", "rope", "mast", "deck", "tide", "lock", "dock", "sail", "oar"]
    rows = [
        {"id": f"{name}-{word}", "source": f"Nobody has seen the {word} since then.", "target": target + word}
        for word in words
        for name, target in (
            ("a", "Niemand sah seitdem "),
            ("b", "Seither hat keiner mehr etwas gesehen von "),
        )
    ]
    written(tmp_path, ".jsonl", rows)
    done = report(tmp_path, "t.jsonl", "-t", "de", "-s", "en", "-o", "out")
    assert done.returncode == 0, done.stderr
    _, findings = Auditor(target="de", source="en").check_frame(pd.DataFrame(rows))
    for found in (pd.read_csv(tmp_path / "out/findings.csv"), findings):
        assert "inconsistent-translation" not in set(found["check"])
