"""The figures of many documents, from what theirs add up to."""

from collections.abc import Iterable
from typing import Any

from audit.measures.catalogue import MEASURES, measure
from audit.measures.measure import summed
from audit.model.measured import Measured, Statistics, TotalMeasured


class Totals:
    """Statistics added up by measure and signature. Whole numbers: any cut gives the same."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], tuple[int, Statistics]] = {}

    def add(self, measures: Iterable[Measured]) -> None:
        """The figures of one more document."""
        for one in measures:
            self._more(one.id, one.signature, 1, one.statistics)

    def merge(self, other: "Totals") -> None:
        """What other totals hold."""
        for (name, signature), (count, statistics) in other._sums.items():
            self._more(name, signature, count, statistics)

    def _more(self, name: str, signature: str, count: int, statistics: Statistics) -> None:
        documents, sums = self._sums.get((name, signature), (0, ()))
        self._sums[name, signature] = documents + count, summed(filter(None, (sums, statistics)))

    def state(self) -> list[Any]:
        """Plain values for a file; `from_state` reads them back."""
        return [[*key, count, list(sums)] for key, (count, sums) in sorted(self._sums.items())]

    @classmethod
    def from_state(cls, state: Iterable[Any]) -> "Totals":
        """Totals as `state` wrote them."""
        totals = cls()
        for name, signature, count, sums in state:
            totals._more(name, signature, count, tuple(sums))
        return totals

    def figures(self) -> tuple[TotalMeasured, ...]:
        """What it all comes to: in the order of the catalogue, of two signatures that of more documents first.

        Raises UnavailableError when the library that reckons is not installed.
        """
        order = list(MEASURES)
        rows = sorted(self._sums.items(), key=lambda row: (order.index(row[0][0]), -row[1][0], row[0][1]))
        return tuple(
            TotalMeasured(name, measure(name).corpus_score(sums), signature, documents, sums)
            for (name, signature), (documents, sums) in rows
        )


def as_segment(measured: Measured) -> float:
    """The figure of a document that is a single segment, as single segments are reckoned."""
    return measure(measured.id).segment_score(measured.statistics)
