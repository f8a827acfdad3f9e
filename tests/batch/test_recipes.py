"""The recipes for other engines: as plain functions always, under the engines where they are installed."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from audit import Auditor

RECIPES = Path(__file__).parent.parent.parent / "docs" / "recipes"
TEXTS = pd.DataFrame(
    {
        "id": [str(n) for n in range(6)],
        "target": ["The ferry ferry leaves at night."] * 6,
        "target_lang": ["en"] * 6,
    }
)


@pytest.fixture(scope="module")
def recipes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("frames", RECIPES / "frames.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["frames"] = module
    spec.loader.exec_module(module)
    return module


def test_batches_give_what_one_frame_gives(recipes: ModuleType) -> None:
    whole = Auditor().check_frame(TEXTS)[1]
    assert recipes.findings_of(TEXTS).equals(whole)
    parts = list(recipes.findings_of_each(iter([TEXTS[:2], TEXTS[2:]])))
    assert list(pd.concat(parts)["fingerprint"]) == list(whole["fingerprint"])
    assert list(parts[0].columns) == [column.split()[0] for column in recipes.FINDINGS.split(", ")]


def test_other_columns_are_left_alone_and_joined_by_id(recipes: ModuleType) -> None:
    named = TEXTS.assign(outlet=["Example Daily RU"] * 4 + ["Example Weekly"] * 2)
    found = recipes.findings_of(named)
    assert found.equals(recipes.findings_of(TEXTS))
    outlets = found.merge(named[["id", "outlet"]], on="id").groupby("outlet").size()
    assert outlets.to_dict() == {"Example Daily RU": 4, "Example Weekly": 2}


# What these libraries say of their own future is not ours to mend.
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
def test_spark(recipes: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = sql.SparkSession.builder.master("local[1,4]").getOrCreate()
    try:
        spark.addArtifacts(str(RECIPES / "frames.py"), pyfile=True)
        rows = spark.createDataFrame(TEXTS).mapInPandas(recipes.findings_of_each, recipes.FINDINGS).collect()
    finally:
        spark.stop()
    assert len(rows) == 6


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
def test_ray(recipes: ModuleType) -> None:
    ray = pytest.importorskip("ray", reason="ray is not installed")
    ray.init(num_cpus=2, include_dashboard=False, runtime_env={"working_dir": str(RECIPES)})
    try:
        found = ray.data.from_pandas(TEXTS).map_batches(
            recipes.findings_of, batch_format="pandas", num_cpus=0.5
        )
        assert found.count() == 6
    finally:
        ray.shutdown()
