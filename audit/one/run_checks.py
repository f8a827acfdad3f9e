"""Runs checks over the views of a document."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import TextView
from audit.model.check import Check
from audit.model.finding import Detection
from audit.model.span import Span
from audit.model.unchecked import Unchecked
from audit.one.other_unit import OtherUnit, other_pairs

# Pairs that are analysed together. What analysis remembers of a pair is many times its text, so that a large file is
# looked at piece by piece. So many pairs show what a translator does all over as well as all of them.
AT_ONCE = 4096

Detected = list[tuple[Check, Detection]]


def run_checks(checks: Sequence[Check], view: TextView | PairView, unchecked: list[Unchecked]) -> Detected:
    """Every detection of every check; a check that breaks is reported, the others go on."""
    detected: Detected = []
    for check in checks:
        try:
            detected.extend((check, detection) for detection in check.run(view))
        except Exception as error:  # noqa: BLE001 — the one place where a broken check must not hide the rest
            why = f"the check broke on this document ({type(error).__name__}: {error}); please report it"
            unchecked.append(Unchecked(f"check {check.id}", why, fatal=True))
    return detected


def run_over_pairs(
    checks: Sequence[Check], view: PairView, unchecked: list[Unchecked], elsewhere: Sequence[OtherUnit] = ()
) -> Detected:
    """The same over the pairs of a document, AT_ONCE and a few more at a time.

    What compares pairs sees them all, behind those that stand `elsewhere`.
    """
    if not view.pairs:
        return []
    detected: Detected = []
    broken: dict[str, Unchecked] = {}
    for part, first in parts_of(view):
        faults: list[Unchecked] = []
        single = [check for check in checks if not check.across]
        base, source_base = view.starts[first], view.source_starts[first]
        for check, detection in run_checks(single, part, faults):
            detected.append((check, shifted(detection, base, source_base) if base else detection))
        for fault in faults:
            broken.setdefault(fault.what, fault)
    unchecked += broken.values()
    return detected + run_across([check for check in checks if check.across], view, unchecked, elsewhere)


def run_across(
    checks: Sequence[Check], view: PairView, unchecked: list[Unchecked], elsewhere: Sequence[OtherUnit]
) -> Detected:
    """What checks that compare pairs say of those of a view: of a single one nothing."""
    if not elsewhere and len(view.pairs) < 2:
        return []
    if not elsewhere:
        return run_checks(checks, view, unchecked)
    others = other_pairs(elsewhere)
    together = PairView((*others, *view.pairs), view.language, view.source, view.terms, view.glossary)
    base, source_base = together.starts[len(others)], together.source_starts[len(others)]
    return [
        (check, shifted(detection, -base, -source_base))
        for check, detection in run_checks(checks, together, unchecked)
        if detection.start >= base
    ]


def parts_of(view: PairView) -> Iterator[tuple[PairView, int]]:
    """The pieces of a view, about equal, each with the number of its first pair; a small view is one piece."""
    size = len(view.pairs)
    count = max(1, size // AT_ONCE)
    if count == 1:
        yield view, 0
        return
    edges = [size * number // count for number in range(count + 1)]
    for first, stop in pairwise(edges):
        yield view.part(first, stop), first


def shifted(detection: Detection, base: int, source_base: int) -> Detection:
    """A detection of a piece that begins at `base`, its source at `source_base`, as one of the whole."""
    fix, source = detection.fix, detection.source
    if fix is not None:
        edits = (
            msgspec.structs.replace(edit, start=edit.start + base, end=edit.end + base) for edit in fix.edits
        )
        fix = msgspec.structs.replace(fix, edits=tuple(edits))
    if source is not None:
        source = Span(source.start + source_base, source.end + source_base)
    return msgspec.structs.replace(
        detection, start=detection.start + base, end=detection.end + base, fix=fix, source=source
    )
