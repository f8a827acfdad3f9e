"""One bead while the room works on it: by numbers of sentences."""

from typing import NamedTuple


class Step(NamedTuple):
    """The bead of `a` sentences of the source from `i` on and `b` of the target from `j` on; `moved`: out of order."""

    i: int
    a: int
    j: int
    b: int
    score: float
    sureness: float
    moved: bool = False
