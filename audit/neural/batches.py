"""Shows a model many items: those of one length together, the longest first, fewer at once when memory runs out."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Lengths are rounded up to these, so that what an item is padded to depends on itself alone, whoever keeps it company.
STEP_CPU, STEP_GPU = 4, 8
# At fewer rows matrix products are computed in another order on a CPU, and the last digits differ with the company.
SHORTEST = 16
# Numbers a model may answer with at once: a quarter of a GiB, and two.
BUDGET_CPU, BUDGET_GPU = 1 << 26, 1 << 29


def step_of(device: str) -> int:
    """What lengths are rounded up to on a device."""
    return STEP_CPU if device == "cpu" else STEP_GPU


def padded(length: int, step: int) -> int:
    """The length an item is padded to."""
    return max(SHORTEST, -(-length // step) * step)


def in_batches(
    items: Sequence[T],
    shape: Callable[[T], tuple[int, ...]],
    compute: Callable[[Sequence[T]], Sequence[R]],
    batch: int,
    widest: Callable[[tuple[int, ...]], int] | None = None,
) -> list[R]:
    """`compute` over all items, in their order. Only items of one shape (the padded lengths) are shown together.

    The longest come first, so that a batch that does not fit is met at the start. `widest` says how many of a shape
    are the most that is sensible. Raises MemoryError when a single item does not fit.
    """
    shapes = [shape(item) for item in items]
    order = sorted(range(len(items)), key=lambda index: (shapes[index], index), reverse=True)
    results: dict[int, R] = {}
    place, room = 0, batch
    while place < len(order):
        stop = place + 1
        most = room if widest is None else max(1, min(room, widest(shapes[order[place]])))
        while stop < len(order) and stop < place + most and shapes[order[stop]] == shapes[order[place]]:
            stop += 1
        shown = order[place:stop]
        try:
            answers = compute([items[index] for index in shown])
        except RuntimeError as error:
            if not out_of_memory(error):
                raise
            if len(shown) == 1:
                raise MemoryError(f"one segment of {max(shapes[shown[0]])} tokens does not fit") from error
            room = max(1, len(shown) // 2)
            free_memory()
            continue
        results.update(zip(shown, answers, strict=True))
        place = stop
    return [results[index] for index in range(len(items))]


def out_of_memory(error: RuntimeError) -> bool:
    """True for what torch raises when memory runs out: a class of its own on a GPU, a sentence elsewhere."""
    text = str(error).lower()
    return "out of memory" in text or "can't allocate memory" in text or "not enough memory" in text


def of_vocabulary(tokens: int, vocabulary: int, device: str) -> int:
    """How many items of so many tokens to show a model that answers each token with a number for each of its words."""
    return (BUDGET_CPU if device == "cpu" else BUDGET_GPU) // max(1, tokens * vocabulary)


def free_memory() -> None:
    """Give back what torch keeps for later."""
    from audit.neural.libraries import libraries

    torch = libraries().torch
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def padded_ids(rows: Sequence[Sequence[int]], width: int, fill: int, device: str) -> tuple[Any, Any]:
    """Rows of token ids as one tensor padded on the right, and the mask of what is not padding."""
    from audit.neural.libraries import libraries

    torch = libraries().torch
    ids = [list(row) + [fill] * (width - len(row)) for row in rows]
    mask = [[1] * len(row) + [0] * (width - len(row)) for row in rows]
    return torch.tensor(ids, device=device), torch.tensor(mask, device=device)
