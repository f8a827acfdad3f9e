"""The figures of a comparison: each a number per version, its difference from the first, and how sure that is."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from audit.report.comparison.resampling import Sampling, paired_test
from audit.report.comparison.version import Entry
from audit.report.wording import counted

if TYPE_CHECKING:
    from numpy import ndarray

    from audit.report.comparison.comparison import Paired

PER = 1000  # words
SCORE, ESTIMATE = "score", "estimate"
LEAST_DOCUMENTS = 20  # from which on documents are drawn, not their segments
ALPHA = 0.05
DIGITS = 9  # behind the point: what comes after depends on the machine


class Verdict(StrEnum):
    """What is said of a difference."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "no clear difference"
    SAME = "no difference"
    LITTLE = "too little to tell"


class Value(msgspec.Struct, frozen=True):
    """A figure of one version. Of the first one there is nothing but the value.

    `low` and `high` are the ends of the 95 % interval of the difference, where a bootstrap tells them; `mean` and
    `margin` those of the figure itself, as sacrebleu gives them.
    """

    value: float
    difference: float | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    margin: float | None = None
    verdict: Verdict | None = None


class Figure(msgspec.Struct, frozen=True):
    """One yardstick. `rising`: more is better. `drawn` says how many of what were drawn; `digits` are those shown."""

    id: str
    label: str
    rising: bool
    values: tuple[Value, ...]
    drawn: str
    signature: str
    digits: int = 1


def judged(difference: float, p: float | None, rising: bool, alpha: float) -> Verdict:
    """The verdict on a difference from the first version."""
    if difference == 0:
        return Verdict.SAME
    if p is None:
        return Verdict.LITTLE
    if p >= alpha:
        return Verdict.UNCLEAR
    return Verdict.BETTER if (difference > 0) is rising else Verdict.WORSE


def quotients(
    name: str,
    label: str,
    rising: bool,
    lines: Sequence["ndarray"],
    drawn: str,
    how: Sampling,
    alpha: float,
    digits: int = 1,
) -> Figure:
    """A figure that is a quotient of sums: `lines` holds one array for each version, (dividend, divisor) a line."""
    values = []
    for number, own in enumerate(lines):
        above, below = own.sum(0)
        value = round(float(above / below), DIGITS) if below else 0.0
        if not number:
            values.append(Value(value))
            continue
        difference = round(value - values[0].value, DIGITS)
        test = paired_test(lines[0], own, how) if len(own) > 1 else None
        values.append(
            Value(
                value,
                difference,
                test.p if test else None,
                rounded(test.low) if test else None,
                rounded(test.high) if test else None,
                verdict=judged(difference, test.p if test else None, rising, alpha),
            )
        )
    return Figure(name, label, rising, tuple(values), drawn, how.signature, digits)


def rounded(number: float | None) -> float | None:
    """A figure without the digits that are noise."""
    return None if number is None else round(number, DIGITS)


def score_figure(pairs: Sequence["Paired"], rows: bool, pieces: bool, how: Sampling, alpha: float) -> Figure:
    """Penalty points in 1,000 words: the sum of all points by the sum of all words.

    What is drawn must not hang together: findings of one page do, so pages are drawn where there are enough of them.
    `rows`: the documents are rows of a table; `pieces`: their segments are known.
    """
    import numpy as np

    count = len(pairs[0].entries)
    of_entries = rows or len(pairs) >= LEAST_DOCUMENTS or not pieces
    lines: list[list[tuple[float, float]]] = [[] for _ in range(count)]
    for pair in pairs:
        if of_entries:
            own = [[(entry.penalty, float(entry.words))] for entry in pair.entries]
        else:
            own = [by_piece(entry, [row[n] for row in pair.rows]) for n, entry in enumerate(pair.entries)]
            if not any(any(whole[-1]) for whole in own):  # nothing but segments
                own = [whole[:-1] for whole in own]
        for number, more in enumerate(own):
            lines[number] += more
    drawn = counted(len(lines[0]), "row" if rows else "document" if of_entries else "segment")
    arrays = [np.array(own, dtype=np.float64) * (PER, 1) for own in lines]
    label = f"penalty in {PER:,} words"
    return quotients(SCORE, label, False, arrays, drawn, how, alpha, 2)


def by_piece(entry: Entry, places: Sequence[int | None]) -> list[tuple[float, float]]:
    """Penalty and words of each segment, (0, 0) for one that this version lacks, and in the end what belongs to none.

    The words of a document are shared out by length.
    """
    characters = sum(len(piece.text) for piece in entry.pieces)
    costs = [0.0] * len(entry.pieces)
    for item in entry.found:
        if item.piece is not None:
            costs[item.piece] += item.penalty
    share = entry.words / characters if characters else 0.0
    lines = [
        (0.0, 0.0) if place is None else (costs[place], len(entry.pieces[place].text) * share)
        for place in places
    ]
    rest = entry.penalty - sum(costs)
    return [*lines, (rest if abs(rest) > 1e-9 else 0.0, 0.0 if characters else float(entry.words))]


def estimate_figure(pairs: Sequence["Paired"], how: Sampling, alpha: float) -> Figure | None:
    """The mean of what a professional would deduct, negated; None where a version has no estimates."""
    import numpy as np

    lines = [
        [entry.estimate for entry in pair.entries]
        for pair in pairs
        if all(entry.estimate is not None for entry in pair.entries)
    ]
    if not lines:
        return None
    table = np.array(lines, dtype=np.float64)
    arrays = [np.stack([table[:, number], np.ones(len(lines))], axis=1) for number in range(table.shape[1])]
    drawn = counted(len(lines), "estimate")
    return quotients(ESTIMATE, "mean estimate", True, arrays, drawn, how, alpha, 2)
