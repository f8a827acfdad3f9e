"""The frame function of the recipes: pandas in, pandas out. Nothing in it knows the engine that calls it."""

from collections.abc import Iterator
from functools import cache

import pandas as pd

from audit import Auditor

# What a row of findings looks like to Spark.
FINDINGS = (
    "id string, check string, category string, severity string, confidence string, penalty double, "
    "start long, end long, form long, source_start long, source_end long, line long, column long, text string, "
    "message string, role string, service string, repair string, replacement string, safety string, fix string, "
    "fingerprint string, cause string, evidence string, repeats long, repeat_of string"
)


@cache
def auditor() -> Auditor:
    """Made once in every process that audits."""
    return Auditor()


def findings_of(frame: pd.DataFrame) -> pd.DataFrame:
    """A batch of rows (id, target [, source, target_lang, source_lang]) → its findings. For Ray `map_batches`."""
    return auditor().check_frame(frame)[1]


def findings_of_each(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The same over an iterator of batches. For Spark `mapInPandas`."""
    for frame in frames:
        yield findings_of(frame).astype(object).where(lambda table: table.notna(), None)
