"""Repairs in rounds: what fits together is tried together, and kept only when a new audit agrees.

`trouble.py` says when a repair is right.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from audit.model.errors import UnreadableError
from audit.model.finding import Finding
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Confidence
from audit.model.result import Result
from audit.readers.notation import UnwritableError
from audit.repair.edits import Patchwork, Territory, apply_edits
from audit.repair.new_bytes import new_bytes
from audit.repair.trouble import State, Trouble, repaired_state, state_of

MOST_ROUNDS = 50  # of one document: each makes at least one repair
MOST_AUDITS = 120  # of one document in one round, to find the repairs that do harm
SUSPECTED_AT_ONCE = 4  # times that the repairs nearest to the trouble are set aside before halving begins

# Audits the bytes of a file the way a second run would; several results when several sets of checks matter.
# Repairs come from the first one, all of them have to agree with what becomes of the file.
Audits = Callable[[bytes], Sequence[Result]]


class Repairable(Protocol):
    """A finding, fresh or from a report."""

    @property
    def confidence(self) -> Confidence: ...

    @property
    def fix(self) -> Fix | None: ...


class Choice(Protocol):
    """Says which repairs are wanted."""

    def takes(self, finding: Finding) -> bool: ...


class Wanted(msgspec.Struct, frozen=True):
    """Which repairs to make: safe ones, with `suggested` the reviewable ones too, with `possible` also
    those of doubtful findings."""

    suggested: bool = False
    possible: bool = False

    def takes(self, finding: Repairable) -> bool:
        """True when the finding has a repair that is wanted."""
        if finding.fix is None or not finding.fix.edits:
            return False
        if finding.confidence is Confidence.POSSIBLE and not self.possible:
            return False
        return self.suggested or finding.fix.safety is Safety.SAFE


class NotApplied(msgspec.Struct, frozen=True):
    """A repair that was wanted but not made; the finding's places are those of the round that tried it."""

    finding: Finding
    why: str


class Repaired(msgspec.Struct, frozen=True):
    """A document after its repairs. `edits` are sorted edits of the original text.

    `applied` lists the findings whose repairs were made, `not_applied` those that did harm or were not
    reached; `after` is the audit of the new text. `revived` are findings of it that the baseline accepted
    until a repair changed their sentence.
    """

    before: Result
    after: Result
    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    not_applied: tuple[NotApplied, ...]
    revived: tuple[Finding, ...]


def repair_in_rounds(results: Sequence[Result], audits: Audits, wanted: Choice) -> Repaired:
    """Make every wanted repair of a document that proves right.

    `results` is what `audits` gives for the file as it is. The document must be exact: its text gives the
    file's bytes back.
    """
    first = results[0]
    states = [state_of(result) for result in results]
    patchwork = Patchwork(first.document.text)
    applied: list[Finding] = []
    refused: dict[tuple[str, Fix], NotApplied] = {}
    for _ in range(MOST_ROUNDS):
        candidates = [finding for finding in states[0].open if wanted.takes(finding)]
        candidates = [finding for finding in candidates if _key(finding) not in refused]
        if not candidates:
            break
        tried = _Round(states, audits)
        kept = tried.sift(side_by_side(candidates))
        for finding, why in tried.refused:
            refused[_key(finding)] = NotApplied(finding, why)
        if not kept:
            continue  # what overlapped the refused ones has its turn
        patchwork.apply(edits_of(kept))
        applied += kept
        states = tried.states
    else:
        left = [f for f in states[0].open if wanted.takes(f) and _key(f) not in refused]
        for finding in left:
            refused[_key(finding)] = NotApplied(finding, "there was too much to repair; run it again")
    last = states[0]
    # Judged in an earlier round, but perhaps gone or mended since.
    still = {_key(finding) for finding in last.open if finding.fix}
    not_applied = tuple(item for key, item in refused.items() if key in still)
    return Repaired(first, last.result, patchwork.edits, tuple(applied), not_applied, tuple(last.revived))


def _key(finding: Finding) -> tuple[str, Fix]:
    assert finding.fix is not None
    replacements = tuple(Edit(0, 0, edit.replacement) for edit in finding.fix.edits)
    return finding.fingerprint, Fix(replacements, finding.fix.safety)


def side_by_side(findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose repairs do not meet: safe ones first choice, then by place; in document order."""
    territory, chosen = Territory(), []
    ordered = sorted(
        findings, key=lambda finding: finding.fix is None or finding.fix.safety is not Safety.SAFE
    )
    for finding in ordered:
        if finding.fix is not None and territory.free(finding.fix):
            territory.take(finding.fix)
            chosen.append(finding)
    return sorted(chosen, key=lambda finding: (finding.start, finding.end, finding.check))


def edits_of(findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """All edits of the findings' repairs, sorted."""
    return tuple(sorted(edit for finding in findings if finding.fix for edit in finding.fix.edits))


class _Round:
    """Tries repairs of one state of the document. `states` becomes the audits of what was kept."""

    def __init__(self, states: list[State], audits: Audits) -> None:
        self._before = states
        self._audits = audits
        self._left = MOST_AUDITS
        self.states = states
        self.refused: list[tuple[Finding, str]] = []

    def sift(self, findings: list[Finding]) -> list[Finding]:
        """The findings whose repairs are right together; the others are in `refused`."""
        kept, suspects = self._set_aside(findings)
        # Halving: a group that does harm is split until the harmful one stands alone.
        groups = [suspects] if suspects else []
        while groups:
            group = groups.pop()
            if not self._left:
                self.refused += [(finding, "too many repairs do harm here; not tried") for finding in group]
                continue
            trouble = self._try(kept + group)
            if trouble is None:
                kept += group
            elif len(group) == 1:
                self.refused.append((group[0], trouble.why))
            else:
                half = len(group) // 2
                groups += [group[half:], group[:half]]
        return kept

    def _set_aside(self, findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
        """(right together, to be tried one by one): what stands nearest to the trouble is suspected."""
        kept, suspects = findings, list[Finding]()
        for _ in range(SUSPECTED_AT_ONCE):
            trouble = self._try(kept)
            if trouble is None:
                return kept, suspects
            nearest = {_nearest(kept, place) for place in trouble.places}
            if not nearest:
                break
            suspects += [finding for number, finding in enumerate(kept) if number in nearest]
            kept = [finding for number, finding in enumerate(kept) if number not in nearest]
            if not kept:
                return [], suspects
        return [], sorted(suspects + kept, key=lambda finding: finding.start)

    def _try(self, findings: list[Finding]) -> Trouble | None:
        """None when the repairs are right together; `states` are then the audits of the repaired text."""
        self._left -= 1
        document = self._before[0].result.document
        edits = edits_of(findings)
        text = apply_edits(document.text, edits)
        try:
            data = new_bytes(document, edits)
        except UnwritableError as error:
            return Trouble(str(error))
        try:
            audited = self._audits(data)
        except UnreadableError as error:  # too little is left of a short file to tell its encoding
            return Trouble(str(error))
        states = []
        for before, after in zip(self._before, audited, strict=True):
            state = repaired_state(before, after, text, edits, findings)
            if isinstance(state, Trouble):
                return state
            states.append(state)
        self.states = states
        return None


def _nearest(findings: Sequence[Finding], place: int) -> int:
    """The index of the finding with the edit nearest to a place of the text."""

    def distance(number: int) -> int:
        fix = findings[number].fix
        edits = fix.edits if fix else ()
        return min(max(edit.start - place, place - edit.end, 0) for edit in edits)

    return min(range(len(findings)), key=distance)
