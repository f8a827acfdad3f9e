"""The table of findings and the clean-up plan name causes alike, whatever the sizes of the outlets."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from .batches import report

HABIT = "A bakery , they said, opens on Monday."


@pytest.fixture(scope="module", params=["1", "8"])
def folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Outlets of 6, 4, 1 and 1 documents, cut into partitions of one size or another."""
    folder = tmp_path_factory.mktemp("causes")
    texts = [HABIT, "The ferry ferry leaves in the morning.", "Nobody had expected слово here.", HABIT * 2]
    for outlet, count in (("big", 6), ("middle", 4), ("one", 1), ("other", 1)):
        for number in range(count):
            path = folder / "texts" / outlet / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(texts[number % 3 :]) + "\n", encoding="utf-8")
    (folder / "texts/one/damaged.txt").write_text(
        "The ca\u043de is open. The road, , is shut.\n", encoding="utf-8"
    )
    done = report(folder, "texts", "-o", "out", "--xlsx", "--partition", request.param)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_every_finding_leads_to_its_cause(folder: Path) -> None:
    plan = json.loads((folder / "cleanup-plan.json").read_text(encoding="utf-8"))
    causes = {cause["id"]: cause for cause in plan["causes"]}
    assert len(causes) == len(plan["causes"]) == plan["summary"]["causes"]
    for findings in (pd.read_csv(folder / "findings.csv"), pd.read_parquet(folder / "findings.parquet")):
        assert len(findings) == plan["summary"]["findings"]
        assert findings["cause"].value_counts().to_dict() == {
            id_: cause["findings"] for id_, cause in causes.items()
        }
        for id_, group in findings.groupby("cause"):
            assert set(group["check"]) == {causes[id_]["check"]}
            assert group["path"].nunique() == causes[id_]["documents"]
            assert group["penalty"].sum() == pytest.approx(causes[id_]["penalty"])


def test_small_outlets_share_a_cause_and_large_ones_do_not(folder: Path) -> None:
    findings = pd.read_csv(folder / "findings.csv").merge(
        pd.read_csv(folder / "documents.csv")[["path", "outlet"]], on="path"
    )
    spaces = findings[findings["check"] == "space-before-mark"].groupby("outlet")["cause"].unique()
    assert spaces["middle"].tolist() == spaces["one"].tolist() == spaces["other"].tolist()
    assert spaces["big"].tolist() != spaces["middle"].tolist()


def test_an_outlet_by_name_joins_too(folder: Path, tmp_path: Path) -> None:
    texts = folder.parent / "texts"
    shutil.copytree(texts, tmp_path / "texts")
    (tmp_path / "audit.toml").write_text('[[path]]\nmatch = "texts/middle/**"\noutlet = "big"\n')
    done = report(tmp_path, "texts", "-o", "out")
    assert done.returncode == 0, done.stderr
    findings, plan = (
        pd.read_csv(tmp_path / "out/findings.csv"),
        json.loads((tmp_path / "out/cleanup-plan.json").read_text()),
    )
    assert findings["cause"].value_counts().to_dict() == {
        cause["id"]: cause["findings"] for cause in plan["causes"]
    }
    spaces = findings[findings["check"] == "space-before-mark"].set_index("path")["cause"]
    assert spaces["texts/middle/0.txt"].tolist() == spaces["texts/big/0.txt"].tolist()
