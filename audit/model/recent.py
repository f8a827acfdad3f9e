"""What was made of the last few objects, for those that come again at once: the source of several translations."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
LARGEST = 200_000  # code points


class Recent(Generic[T]):
    """Results by the very objects they were made of: these hold too much to be compared."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: tuple[tuple[tuple[object, ...], T], ...] = ()

    def of(self, made_of: tuple[object, ...], size: int, make: Callable[[], T]) -> T:
        """The result for some objects; made, and kept for a while, where it is not known. A text of a large `size`, in code
        points, is not kept."""
        if size > LARGEST:
            return make()
        for known, result in self._kept:
            if len(known) == len(made_of) and all(
                one is other for one, other in zip(known, made_of, strict=True)
            ):
                return result
        result = make()
        self._kept = ((made_of, result), *self._kept[: self._size - 1])
        return result
