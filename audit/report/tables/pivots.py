"""What a run comes to by check, role, language pair, outlet and service: sums that grow piece by piece.

Every sum is over whole documents: a document's rows must never be cut between two pieces.
"""

from typing import TYPE_CHECKING

import msgspec

from audit.model.mqm import Severity
from audit.model.score import Verdict
from audit.report.tables.rows import disarmed

if TYPE_CHECKING:
    import pyarrow as pa
    from pandas import DataFrame

SEVERITIES = tuple(map(str, reversed(Severity)))
VERDICTS = tuple(map(str, Verdict))


class Pivot(msgspec.Struct, frozen=True):
    """A summary: of which table, by which columns. `meaning` is for the documentation."""

    name: str
    table: str
    keys: tuple[str, ...]
    meaning: str


PIVOTS = (
    Pivot("summary-checks", "findings", ("check", "category"), "what was found, by check"),
    Pivot("summary-roles", "findings", ("role",), "where on a page it was found"),
    Pivot("summary-languages", "documents", ("source_language", "target_language"), "by language pair"),
    Pivot("summary-outlets", "documents", ("outlet",), "by host, table or folder"),
    Pivot("summary-services", "documents", ("service",), "by the service whose notice was left"),
)
SUMS = {
    "findings": ("findings", "documents", "penalty", *SEVERITIES),
    "documents": (
        "documents",
        "words",
        "weighed",
        "penalty",
        "findings",
        *SEVERITIES,
        *VERDICTS,
        "unchecked",
    ),
}
MEANINGS = {
    "findings": "findings that are shown",
    "documents": "documents",
    "penalty": "penalty points",
    "words": "evaluation words",
    "score": "mean of the documents' scores, weighted by words",
    "unchecked": "documents that were not, or not wholly, checked",
    **{severity: f"{severity} findings" for severity in SEVERITIES},
    **{verdict: f"documents with the verdict {verdict}" for verdict in VERDICTS},
}


class Pivots:
    """The sums so far."""

    def __init__(self) -> None:
        self._sums: dict[str, DataFrame] = {}

    def add(self, table: str, rows: "pa.Table") -> None:
        """More rows of the table of documents or findings."""
        if not rows.num_rows:
            return
        frame = counted_findings(rows) if table == "findings" else counted_documents(rows)
        for pivot in PIVOTS:
            if pivot.table == table:
                self._sums[pivot.name] = summed(frame, pivot, self._sums.get(pivot.name))

    def frame(self, pivot: Pivot) -> "DataFrame":
        """A summary, what costs most first."""
        import pandas as pd

        names = [*pivot.keys, *SUMS[pivot.table]]
        frame = self._sums.get(pivot.name)
        frame = pd.DataFrame(columns=names) if frame is None else frame[names]
        frame = frame.astype(
            {name: "float64" if name in ("penalty", "weighed") else "int64" for name in SUMS[pivot.table]}
            | dict.fromkeys(pivot.keys, "str")
        )
        if "weighed" in frame.columns:
            score = (frame["weighed"] / frame["words"].where(frame["words"] > 0)).round(2)
            frame = frame.assign(weighed=score).rename(columns={"weighed": "score"})
        frame["penalty"] = frame["penalty"].round(6)
        return frame.sort_values(["penalty", *pivot.keys], ascending=[False, *(True for _ in pivot.keys)])


def counted_findings(rows: "pa.Table") -> "DataFrame":
    """One line a finding, with a 1 where it counts."""
    frame: DataFrame = rows.select(["path", "check", "category", "role", "severity", "penalty"]).to_pandas()
    for severity in SEVERITIES:
        frame[severity] = (frame["severity"] == severity).astype("int64")
    frame["findings"] = 1
    return frame


def counted_documents(rows: "pa.Table") -> "DataFrame":
    """One line a document, with a 1 where it counts."""
    keys = ["outlet", "source_language", "target_language", "service"]
    plain = ["words", "score", "penalty", *SEVERITIES, "verdict", "unchecked"]
    frame: DataFrame = rows.select([*keys, *plain]).to_pandas()
    frame["documents"] = 1
    frame["weighed"] = frame["score"].fillna(0.0) * frame["words"]
    frame["penalty"] = frame["penalty"].fillna(0.0)
    frame["unchecked"] = frame["unchecked"].notna().astype("int64")
    for severity in SEVERITIES:
        frame[severity] = frame[severity].fillna(0).astype("int64")
    for verdict in VERDICTS:
        frame[verdict] = (frame["verdict"] == verdict).astype("int64")
    frame["findings"] = frame[list(SEVERITIES)].sum(axis="columns")
    return frame


def summed(frame: "DataFrame", pivot: Pivot, before: "DataFrame | None") -> "DataFrame":
    """Sums by the pivot's keys, on top of earlier ones. Empty keys are a group of their own."""
    import pandas as pd

    keys = list(pivot.keys)
    frame = frame.assign(**{key: frame[key].astype("object").fillna("") for key in keys})
    names = [name for name in SUMS[pivot.table] if name in frame.columns]
    groups = frame.groupby(keys, sort=True)
    sums = groups[names].sum()
    if "documents" not in sums.columns:
        sums["documents"] = groups["path"].nunique()
    sums = sums.reset_index()
    if before is None:
        return sums
    return pd.concat([before, sums]).groupby(keys, sort=True).sum().reset_index()


def pivot_csv(frame: "DataFrame") -> str:
    """A summary as CSV, disarmed like every table."""
    guarded = frame.copy()
    for name in guarded.columns:
        if guarded[name].dtype.kind not in "if":
            guarded[name] = guarded[name].map(disarmed)
    return str(guarded.to_csv(index=False, lineterminator="\r\n"))
