"""The order in which to read a text: what surprises a language model most for its length comes first."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from audit.neural.answer import Answer

# The mean of few tokens says little: so many tokens must a segment have for its own mean to count half.
HALF = 8


def reading_order(answers: Sequence[Answer]) -> tuple[int, ...]:
    """Numbers of the answers of a model for fluency, the first to be read first; silent ones are left out.

    A segment's mean surprise is set against that of the document, in its standard deviations, and drawn towards it the
    shorter the segment is. Equal ones keep the order of the text.
    """
    known = [
        (number, answer.figures) for number, answer in enumerate(answers) if "surprise" in answer.figures
    ]
    if not known:
        return ()
    surprises = [figures["surprise"] for _, figures in known]
    mean, spread = fmean(surprises), pstdev(surprises) or 1.0

    def odd(figures: dict[str, float]) -> float:
        tokens = figures.get("tokens", 0.0)
        return (figures["surprise"] - mean) / spread * tokens / (tokens + HALF)

    ranked = sorted(known, key=lambda item: (-round(odd(item[1]), 6), item[0]))
    return tuple(number for number, _ in ranked)
