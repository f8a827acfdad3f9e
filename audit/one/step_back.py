"""One cause, one finding: what steps back from what, and how much of a check is listed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from audit.model.mqm import Severity
from audit.model.span import Span
from audit.model.unchecked import Unchecked
from audit.model.unlisted import Unlisted
from audit.one.placed import Placed

MOST_OF_A_CHECK = 300  # findings of one check in one document that are listed, and as many doubtful ones
UNITS_A_FINDING = 50  # in a file of many units one more for so many: it is as many documents


def step_back(placed: list[Placed]) -> list[Placed]:
    """Leaves out what overlaps a detection of a check it yields to, and doubles; sorts by place and check.

    What is shown by default does not step back from what is not. Places are those of the file: what one view shows
    and what another shows of the same words meet there.
    """
    placed.sort(key=lambda item: (item.place.start, item.place.end, item.check.id))
    by_check: dict[str, list[Span]] = {}
    shown: dict[str, list[Span]] = {}
    for item in placed:
        by_check.setdefault(item.check.id, []).append(item.place)
        if not item.doubtful:
            shown.setdefault(item.check.id, []).append(item.place)

    def yields(item: Placed) -> bool:
        before = by_check if item.doubtful else shown
        others = (before[other] for other in item.check.yields_to if other in before)
        return any(overlapped(item.place, places) for places in others)

    swallowed = [item.place for item in placed if item.check.swallows and not yields(item)]
    kept = []
    last: dict[str, Span] = {}
    for item in placed:
        check, place = item.check, item.place
        if last.get(check.id) == place:
            continue
        if yields(item):
            continue
        if swallowed and not check.swallows and overlapped(place, swallowed):
            continue
        last[check.id] = place
        kept.append(item)
    return kept


def overlapped(place: Span, others: Sequence[Span]) -> bool:
    """True when one of `others` (sorted by start) shares a code point with `place`."""
    # Detections of one check seldom overlap each other, so looking a little to the left is enough.
    position = bisect_right(others, place.end, key=lambda other: other.start)
    return any(
        other.start < max(place.end, place.start + 1) and place.start < max(other.end, other.start + 1)
        for other in others[max(0, position - 8) : position]
    )


def most_listed(units: int) -> int:
    """How many findings of one check are listed of a document of so many units."""
    return max(MOST_OF_A_CHECK, units // UNITS_A_FINDING)


def capped(
    placed: list[Placed], most: int = MOST_OF_A_CHECK
) -> tuple[list[Placed], tuple[Unlisted, ...], tuple[Unchecked, ...]]:
    """The gravest detections of every check, `most` of each, the first of these, and what is said of the rest.

    Doubtful detections have a list of their own, so that they never stand in the way of the others.
    """
    by_check: dict[tuple[str, bool], list[Placed]] = {}
    for item in placed:
        by_check.setdefault((item.check.id, item.doubtful), []).append(item)
    if all(len(items) <= most for items in by_check.values()):
        return placed, (), ()
    dropped: set[int] = set()
    counts: Counter[tuple[str, Severity]] = Counter()
    notes = []
    for (check, doubtful), items in sorted(by_check.items()):
        if len(items) <= most:
            continue
        items.sort(key=lambda item: -item.severity.rank)  # stable: by place among equals
        for item in items[most:]:
            dropped.add(id(item))
            if not doubtful:
                counts[check, item.severity] += 1
        kind, end = ("doubtful ", "") if doubtful else ("", "; all of them count in the score")
        why = f"{most:,} of {len(items):,} {kind}findings in this document are listed{end}"
        notes.append(Unchecked(f"check {check}", why))
    checks = {item.check.id: item.check for item in placed}
    unlisted = tuple(
        Unlisted(check, checks[check].category, severity, count)
        for (check, severity), count in sorted(counts.items())
    )
    return [item for item in placed if id(item) not in dropped], unlisted, tuple(notes)
