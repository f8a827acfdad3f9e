"""What of rows heads are judged by. How they are fitted is in the package: `audit/neural/head_fit.py`."""

from collections.abc import Sequence
from typing import Any

from head_rows import Row

from audit.neural.spans_from import spans_from

ENCODER = "intfloat/multilingual-e5-small"


def document(row: Row) -> str:
    """What is held out together: a document, whichever side is the source; a source where there are none."""
    return str(row.get("doc", row["source"]))


def marked(row: Row) -> list[Row]:
    """The errors of a row that have a place."""
    return [error for error in row["errors"] if error["start"] is not None and error["end"]]


def letters_f1(rows: Sequence[Row], tokens: Sequence[Any], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of code points in stretches at a threshold; tokens are of `judged`."""
    hit = said = there = 0
    for row, found in zip(rows, tokens, strict=True):
        mine = {
            place
            for one in spans_from(found, threshold, row["target"])
            for place in range(one.start, one.end)
        }
        gold = {place for error in marked(row) for place in range(error["start"], error["end"])}
        hit, said, there = hit + len(mine & gold), said + len(mine), there + len(gold)
    precision, recall = hit / max(1, said), hit / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
