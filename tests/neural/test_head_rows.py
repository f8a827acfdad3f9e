"""What heads are taught of: sound translations, damaged on purpose, the same every time."""

import random
import sys
from pathlib import Path
from typing import Any

import pytest

from audit.neural.damage import DETACHED, OMISSIONS, clause_left_out

TOOLS = Path(__file__).resolve().parents[2] / "tools"

Row = dict[str, Any]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(TOOLS))
    import head_rows

    yield head_rows
    for name in ("head_rows", "damaged_translations"):
        sys.modules.pop(name, None)


def rows() -> list[Row]:
    thing = ("ferry", "school", "bakery", "lighthouse", "harbour", "museum", "library", "station")
    return [
        {
            "lp": "de-en",
            "doc": f"d{number % 3}",
            "source": f"Heute, am Tag {number}, malt jemand lange an einem großen Haus, und der Regen hört auf.",
            "target": f"On day {number}, somebody paints the {name} for hours, and the rain stops at last.",
            "errors": [],
        }
        for number, name in enumerate(thing * 10)
    ]


def test_damage_is_the_same_every_time(rooms: Any) -> None:
    first, second = rooms.damaged_rows(rows(), 60), rooms.damaged_rows(rows(), 60)
    assert first == second
    assert sum(row["kind"] == "" for row in first) == 60
    assert {row["kind"] for row in first} == {"", *OMISSIONS, *DETACHED}


def test_damage_does_what_it_says(rooms: Any) -> None:
    whole = {row["source"]: row["target"] for row in rows()}
    whole |= {row["target"]: row["source"] for row in rows()}
    for row in rooms.damaged_rows(rows(), 60):
        sound = whole[row["source"]]
        if row["kind"] == "":
            assert row["target"] == sound
        elif row["kind"] in OMISSIONS:
            assert len(row["target"]) < len(sound)
            assert row["target"][-1] == sound[-1]
        else:
            assert row["target"] != sound


def test_only_sound_translations_are_damaged(rooms: Any) -> None:
    bad = [{**row, "errors": [{"severity": "major", "start": 0, "end": 2}]} for row in rows()]
    assert rooms.damaged_rows(bad, 60) == []
    assert rooms.damaged_rows([{**row, "label": "ERR"} for row in rows()], 60) == []


def test_a_clause_is_a_whole_one(rooms: Any) -> None:
    made = {
        clause_left_out("", "He paints the pier, and she bakes some bread.", (), random.Random(seed))
        for seed in range(9)
    }
    assert made == {"He paints the pier.", "and she bakes some bread."}
    assert clause_left_out("", "He paints the pier.", (), random.Random(1)) is None
