"""What a run comes to by check, role, language pair, outlet and service: sums that grow piece by piece.

Every sum is over whole documents: a document's rows must never be cut between two pieces.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING, Any

import msgspec

from audit.model.mqm import Severity
from audit.model.score import Verdict
from audit.report.column import Kind
from audit.report.tables.packed_column import arrow_batch, arrow_type, pack_rows
from audit.report.tables.rows import disarmed

if TYPE_CHECKING:
    import pyarrow as pa

Keys = tuple[str, ...]
Sums = dict[Keys, list[float]]

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


class PivotTable(msgspec.Struct, frozen=True):
    """A summary: the names of its columns, and its rows. The first `texts` columns are texts, an empty cell is None."""

    columns: tuple[str, ...]
    texts: int
    rows: list[list[Any]]

    @property
    def csv(self) -> str:
        """As CSV, disarmed like every table."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows(
            [disarmed(cell) if isinstance(cell, str) else cell for cell in row] for row in self.rows
        )
        return out.getvalue()

    @property
    def arrow(self) -> "pa.Table":
        """For a Parquet file."""
        import pyarrow as pa

        kinds = [Kind.TEXT] * self.texts
        kinds += [Kind.NUMBER if name in FRACTIONS else Kind.WHOLE for name in self.columns[self.texts :]]
        fields = zip(self.columns, kinds, strict=True)
        schema = pa.schema([pa.field(name, arrow_type(kind)) for name, kind in fields])
        # Of plain Python values the library would ask pandas first, which takes longer to load than a small run.
        return pa.Table.from_batches([arrow_batch(pack_rows(self.rows, kinds), schema)])


class Pivots:
    """The sums so far."""

    def __init__(self) -> None:
        self._sums: dict[str, Sums] = {pivot.name: {} for pivot in PIVOTS}

    def add(self, table: str, rows: "pa.Table") -> None:
        """More rows of the table of documents or findings."""
        count = counted_findings if table == "findings" else counted_documents
        for pivot in PIVOTS:
            if pivot.table == table:
                sums = self._sums[pivot.name]
                for keys, more in count(rows, pivot).items():
                    before = sums.get(keys)
                    sums[keys] = more if before is None else list(map(sum, zip(before, more, strict=True)))

    def table(self, pivot: Pivot) -> PivotTable:
        """A summary, what costs most first."""
        names = SUMS[pivot.table]
        rows: list[list[Any]] = []
        for keys, sums in self._sums[pivot.name].items():
            found = dict(zip(names, sums, strict=True))
            found["penalty"] = rounded(found["penalty"], 6)
            cells: list[Any] = [value if name in FRACTIONS else int(value) for name, value in found.items()]
            if "weighed" in found:
                words = found["words"]
                cells[names.index("weighed")] = rounded(found["weighed"] / words, 2) if words > 0 else None
            rows.append([*keys, *cells])
        penalty = len(pivot.keys) + names.index("penalty")
        rows.sort(key=lambda row: (-row[penalty], row[: len(pivot.keys)]))
        shown = ("score" if name == "weighed" else name for name in names)
        return PivotTable((*pivot.keys, *shown), len(pivot.keys), rows)


FRACTIONS = frozenset({"penalty", "weighed", "score"})


def rounded(value: float, digits: int) -> float:
    """Rounded as tables of numbers are."""
    power = 10.0**digits
    return round(value * power) / power


def columns_of(rows: "pa.Table", names: Sequence[str], empty: Any) -> list[list[Any]]:
    """The cells of some columns, with a value in place of empty ones."""
    columns = (rows.column(name).to_pylist() for name in names)
    return [[empty if cell is None else cell for cell in column] for column in columns]


def counted_findings(rows: "pa.Table", pivot: Pivot) -> Sums:
    """The sums of some rows of findings by the pivot's keys, in the order of `SUMS`."""
    groups: defaultdict[Keys, list[tuple[str, str, float]]] = defaultdict(list)
    keys = zip(*columns_of(rows, pivot.keys, ""), strict=True)
    path, severity = columns_of(rows, ("path", "severity"), "")
    (penalty,) = columns_of(rows, ("penalty",), 0.0)
    for key, item in zip(keys, zip(path, severity, penalty, strict=True), strict=True):
        groups[key].append(item)
    sums: Sums = {}
    for key, items in groups.items():
        paths, severities, penalties = zip(*items, strict=True)
        by_severity = [severities.count(name) for name in SEVERITIES]
        sums[key] = [len(items), len(set(paths)), fsum(penalties), *by_severity]
    return sums


def counted_documents(rows: "pa.Table", pivot: Pivot) -> Sums:
    """The sums of some rows of documents by the pivot's keys, in the order of `SUMS`."""
    groups: defaultdict[Keys, list[tuple[Any, ...]]] = defaultdict(list)
    keys = zip(*columns_of(rows, pivot.keys, ""), strict=True)
    figures = columns_of(rows, ("words", "score", "penalty", *SEVERITIES), 0)
    judged = columns_of(rows, ("verdict", "unchecked"), "")
    for key, item in zip(keys, zip(*figures, *judged, strict=True), strict=True):
        groups[key].append(item)
    sums: Sums = {}
    for key, items in groups.items():
        words, score, penalty, *rest = zip(*items, strict=True)
        severities, (verdict, unchecked) = list(map(sum, rest[:-2])), rest[-2:]
        sums[key] = [
            len(items),
            sum(words),
            fsum(own * of for own, of in zip(score, words, strict=True)),
            fsum(penalty),
            sum(severities),
            *severities,
            *(verdict.count(name) for name in VERDICTS),
            len(items) - unchecked.count(""),
        ]
    return sums
