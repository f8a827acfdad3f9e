"""Many small documents looked at together: what a check costs before it looks at anything is paid once for all.

Only checks that compare a translation with its source, and only documents of a single pair: there what is said of one
does not depend on the others (`PairView.apart`). Everything else is looked at document by document. So the results are
those of every document by itself, however many are taken together.
"""

from collections.abc import Sequence
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.model.check import Check, Need
from audit.one.draft import Draft
from audit.one.run_checks import Detected, shifted
from audit.registry.builtin_checks import builtin_checks


class Seen(NamedTuple):
    """What checks over pairs said of a document already; `checks` are the ids of those that were asked."""

    detected: Detected
    checks: frozenset[str]


UNSEEN = Seen([], frozenset())


def look_together(drafts: Sequence[Draft]) -> list[Seen]:
    """What checks say of each document that can be looked at beside others; nothing of the rest."""
    groups: dict[tuple[int | str | None, ...], list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.pairs is not None and len(draft.pairs.pairs) == 1:
            groups.setdefault(_kind(draft), []).append(number)
    seen = [UNSEEN] * len(drafts)
    for numbers in groups.values():
        if len(numbers) > 1:
            found = _look([drafts[number] for number in numbers])
            for number, one in zip(numbers, found, strict=True):
                seen[number] = one
    return seen


def _kind(draft: Draft) -> tuple[int | str | None, ...]:
    """What documents must share to be looked at together. The drafts hold what is named here."""
    pairs = draft.pairs
    assert pairs is not None
    said = pairs.pairs[0].source.language
    return id(draft.choices), id(pairs.language), id(pairs.source), said, *map(id, draft.checks)


def _look(drafts: Sequence[Draft]) -> list[Seen]:
    first = drafts[0].pairs
    assert first is not None
    pairs = [pair for draft in drafts if draft.pairs is not None for pair in draft.pairs.pairs]
    view = PairView(pairs, first.language, first.source, first.terms, first.glossary, apart=True)
    asked: set[str] = set()
    found: list[Detected] = [[] for _ in drafts]
    for check in drafts[0].checks:
        if check.needs != {Need.SOURCE} or check.across or not _is_ours(check):
            continue
        try:
            detections = list(check.run(view))
        except Exception:  # noqa: BLE001 — asked document by document, it will say which one broke it
            continue
        asked.add(check.id)
        for detection in detections:
            index = view.pair_at(detection.start)
            base, source_base = view.starts[index], view.source_starts[index]
            found[index].append((check, shifted(detection, -base, -source_base) if base else detection))
    ids = frozenset(asked)
    return [Seen(detected, ids) for detected in found]


def _is_ours(check: Check) -> bool:
    """True for a check that ships with the tool: what others make may weigh a document as a whole."""
    return any(check is ours for ours in builtin_checks())
