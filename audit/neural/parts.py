"""Many questions in parts, so that memory does not grow with their number."""

from collections.abc import Callable, Sequence

from audit.neural.answer import Answer
from audit.neural.question import Question

# Batches to a part: enough that questions of one length meet, few enough to keep their vectors.
BATCHES = 16


def in_parts(
    questions: Sequence[Question], answers: Callable[[Sequence[Question]], Sequence[Answer]], batch: int
) -> list[Answer]:
    """`answers` over all questions, in their order; those of like length are in one part.

    A segment that does not fit into memory by itself is answered with that reason; the others of its part are asked
    without it.
    """
    order = sorted(
        range(len(questions)),
        key=lambda index: (len(questions[index].target), len(questions[index].source or ""), index),
    )
    found: dict[int, Answer] = {}
    size = batch * BATCHES
    for start in range(0, len(order), size):
        shown = order[start : start + size]
        found.update(zip(shown, fitting([questions[index] for index in shown], answers), strict=True))
    return [found[index] for index in range(len(questions))]


def fitting(
    questions: Sequence[Question], answers: Callable[[Sequence[Question]], Sequence[Answer]]
) -> Sequence[Answer]:
    """The answers to a part; when one of it does not fit, the halves are asked by themselves."""
    try:
        return answers(questions)
    except MemoryError as error:
        if len(questions) == 1:
            return [Answer(why=f"out of memory: {error}")]
        half = len(questions) // 2
        return [*fitting(questions[:half], answers), *fitting(questions[half:], answers)]
