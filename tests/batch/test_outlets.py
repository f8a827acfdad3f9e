"""Whose a document is: named by a rule or by its row, and the same in every table, in the plan and in the history."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.config.path_settings import outlet_for
from audit.model.settings import LONGEST_OUTLET, Configuration, PathRule
from audit.report.outlet import named_outlet
from audit.run.batch.job import Job
from audit.run.history import runs

from .batches import contents, report

RULES = """
[[path]]
match = "archive/*/ru/**"
outlet = "Example Daily RU"

[[path]]
match = "archive/north/**"
target = "en"
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for place in ("north/ru", "south/ru", "north/de"):
        for number in range(3):
            path = tmp_path / f"archive/{place}/{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"The ferry leaves pier {number} -- and Zo\ufffd at {place}.\n")
    rows = [
        {"id": "a", "target": "The ferry ferry leaves.", "outlet": " Example\nWeekly "},
        {"id": "b", "target": "The ferry ferry leaves.", "outlet": 7},
        {"id": "c", "target": "The ferry ferry leaves.", "outlet": None},
        {"id": "d", "target": None, "outlet": "Example Weekly"},
    ]
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "audit.toml").write_text(RULES)
    return tmp_path


def test_an_outlet_is_the_same_everywhere(archive: Path) -> None:
    done = report(archive, "archive", "t.jsonl", "-o", "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    documents = pd.read_parquet(archive / "out/documents.parquet")
    counts = documents["outlet"].value_counts().to_dict()
    assert counts == {"Example Daily RU": 6, "archive": 3, "Example Weekly": 2, "7": 1, "t.jsonl": 1}
    summary = pd.read_parquet(archive / "out/summary-outlets.parquet")
    assert dict(zip(summary["outlet"], summary["documents"], strict=True)) == counts
    plan = json.loads((archive / "out/cleanup-plan.json").read_text())
    assert "Example Daily RU" in {cause["outlet"] for cause in plan["causes"]}


def test_trend_and_cache_know_the_outlet(archive: Path) -> None:
    from audit.cli.report_command import main

    def run() -> set[str]:
        main(["archive", "-t", "en", "-q", "--exit-zero", "--jobs", "1", "-o", "out"])
        return {figure.outlet for figure in runs(archive / "out/history.sqlite")[-1].figures} - {""}

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(archive)
        assert run() == {"Example Daily RU", "north"}
        before = contents(archive / "out")["documents.csv"]
        (archive / "audit.toml").write_text(RULES.replace("Daily RU", "Courier"))
        assert run() == {"Example Courier", "north"}
    assert contents(archive / "out")["documents.csv"] == before.replace(b"Daily RU", b"Courier")


def test_the_last_rule_that_names_one_wins() -> None:
    rules = (
        PathRule("ru/**", outlet="First"),
        PathRule("ru/new/**", outlet="Second"),
        PathRule("ru/new/*", target="en"),
    )
    configuration = Configuration(path=rules)
    assert outlet_for(configuration, "ru/a.txt") == "First"
    assert outlet_for(configuration, "ru/new/a.txt") == "Second"
    assert outlet_for(configuration, "a.txt") is None
    assert Job(configuration).digest != Job(Configuration(path=rules[1:])).digest


@given(st.text())
def test_a_name_is_one_bounded_line(given_name: str) -> None:
    name = named_outlet(given_name)
    if name is None:
        assert not any(sign.isprintable() and not sign.isspace() for sign in given_name[:LONGEST_OUTLET])
        return
    assert 0 < len(name) <= LONGEST_OUTLET
    assert name == " ".join(name.split())
    name.encode()
    assert named_outlet(name) == name
