"""Marks that figures have to reach: "chrf=50"."""

from collections.abc import Iterable, Mapping

from audit.measures.catalogue import MEASURES, measure_ids
from audit.model.errors import UsageError


def metric_marks(words: Iterable[str]) -> Mapping[str, float]:
    """Measure → its mark, in the order of the catalogue; of two marks for one the last holds.

    Raises UsageError for a measure that nobody knows or that counts errors, and for a mark that is none.
    """
    marks = {}
    for word in words:
        name, _, given = word.partition("=")
        ids = measure_ids([name])
        try:
            mark = float(given)
        except ValueError:
            mark = -1.0
        if not ids or not 0 <= mark <= 100:
            raise UsageError(f"{word!r} is no mark; write for instance chrf=50, from 0 to 100")
        if MEASURES[ids[0]].lower_is_better:
            names = ", ".join(kind.id for kind in MEASURES.values() if not kind.lower_is_better)
            raise UsageError(
                f"{word}: of {MEASURES[ids[0]].label} less is better; set a mark for one of {names}"
            )
        marks[ids[0]] = mark
    return {name: marks[name] for name in MEASURES if name in marks}
