"""What is wrong with a file, as notes: each kind once, with the lines it was met on."""

from collections.abc import Iterable

from audit.analysis.line_index import LineIndex
from audit.model.unchecked import Unchecked

MOST = 5  # stretches named for one kind


def unchecked_of(faults: Iterable[tuple[int, int, str]], text: str) -> tuple[Unchecked, ...]:
    """The notes for stretches `(start, end, what it is and what to do)` of a file, in its order."""
    ordered = sorted(faults)
    if not ordered:
        return ()
    lines = LineIndex(text)
    kinds: dict[str, list[tuple[int, int]]] = {}
    for start, end, why in ordered:
        first = lines.place(start)[0]
        last = lines.place(max(end - 1, start))[0]
        met = kinds.setdefault(why, [])
        if met and first <= met[-1][1] + 1:
            met[-1] = (met[-1][0], max(last, met[-1][1]))
        else:
            met.append((first, last))
    return tuple(Unchecked(_named(met), why) for why, met in kinds.items())


def _named(met: list[tuple[int, int]]) -> str:
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in met[:MOST]]
    more = f" and {len(met) - MOST} more" if len(met) > MOST else ""
    many = len(met) > 1 or met[0][0] != met[0][1]
    return f"line{'s' if many else ''} {', '.join(shown)}{more}"
