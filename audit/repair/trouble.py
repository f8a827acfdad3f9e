"""When repairs are right: the second audit is silent where they were made and finds nothing new elsewhere.

It must also weigh no more than before, and the file must be read as before: new bytes may look like
another encoding, a new text like another language. Findings that the baseline accepts are neither new nor
repaired, though an edit of their sentence makes them count again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from audit.model.finding import Finding
from audit.model.fix import Edit
from audit.model.result import Result, complete
from audit.model.span import Span
from audit.model.suppression import SuppressionKind
from audit.repair.edits import Shift, undone

ROUNDING = 1e-9  # penalties are sums of products


class Trouble(msgspec.Struct, frozen=True):
    """Why repairs are not right, and where in the old text, if that has places."""

    why: str
    places: tuple[int, ...] = ()


class State(msgspec.Struct, frozen=True):
    """An audit of one state of the document.

    `accepted` are the findings, by place, that the baseline accepts or accepted before a repair changed their
    sentence: somebody wants them left alone, and they are nothing new wherever they still stand.
    """

    result: Result
    accepted: tuple[Finding, ...]

    @property
    def open(self) -> list[Finding]:
        """The findings that nobody accepted."""
        known = {_place(finding) for finding in self.accepted}
        return [finding for finding in self.result.findings if _place(finding) not in known]

    @property
    def revived(self) -> list[Finding]:
        """The accepted findings that count again: the fingerprint of their sentence is another one."""
        known = {_place(finding) for finding in self.accepted}
        return [finding for finding in self.result.findings if _place(finding) in known]

    @property
    def penalty(self) -> float:
        """Penalty points of what nobody accepted."""
        known = {_place(finding) for finding in self.accepted}
        score = self.result.score
        pairs = zip(self.result.findings, score.costs, strict=bool(score.costs))
        return score.penalty - sum(cost for finding, cost in pairs if _place(finding) in known)


def state_of(result: Result) -> State:
    """A document as it is, before any repair."""
    return State(result, _in_baseline(result))


def _in_baseline(result: Result) -> tuple[Finding, ...]:
    return tuple(item.finding for item in result.suppressed if item.kind is SuppressionKind.BASELINE)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.check


def repaired_state(
    before: State, after: Result, text: str, edits: Sequence[Edit], repaired: Iterable[Finding]
) -> State | Trouble:
    """The state that repairs lead to, or what is wrong with it.

    `after` is the audit of the new `text`, to which `edits` lead; `repaired` are the findings they are for.
    """
    document, old_document = after.document, before.result.document
    if document.text != text or document.encoding != old_document.encoding or not document.exact:
        return Trouble("the file would be read differently")
    if complete(before.result) and not complete(after):
        return Trouble("the text could not be checked as before")
    if before.result.target_language.tag != after.target_language.tag:
        return Trouble("the text would be taken for another language")
    shift = Shift(edits)
    gone = {_place(finding) for finding in repaired}
    accepted_before = {_place(finding) for finding in before.accepted}
    old = sorted(
        (finding for finding in (*before.open, *before.accepted) if _place(finding) not in gone), key=_place
    )
    in_baseline = _in_baseline(after)
    still_in_baseline = {_place(finding) for finding in in_baseline}
    new, accepted = list[Finding](), list(in_baseline)
    for finding, match in matched(old, sorted((*after.findings, *in_baseline), key=_place), shift):
        if _place(finding) in still_in_baseline:
            continue
        if match is None:
            new.append(finding)
        elif _place(match) in accepted_before:
            accepted.append(finding)
    # A check that was cut short shows more of the same as soon as there is room.
    full = {item.what for item in (*before.result.unchecked, *after.unchecked)}
    new = [finding for finding in new if f"check {finding.check}" not in full]
    if new:
        back = Shift(undone(old_document.text, edits))
        places = tuple(back.span(finding.start, finding.end).start for finding in new)
        first = new[0]
        stays = any(
            check == first.check and touches(shift.span(start, end), first) for start, end, check in gone
        )
        verb = "leave a finding behind" if stays else "cause a new finding"
        return Trouble(f"it would {verb}: {first.message} [{first.check}]", places)
    state = State(after, tuple(sorted(accepted, key=_place)))
    if state.penalty > before.penalty + ROUNDING:
        return Trouble("it would make the score worse")
    return state


def matched(
    old: Sequence[Finding], after: Iterable[Finding], shift: Shift
) -> list[tuple[Finding, Finding | None]]:
    """Each of `after` with the one of `old` that it is, moved by `shift`: same check, same place. Both sides
    are in order of place."""
    waiting: dict[str, list[tuple[Span, Finding]]] = defaultdict(list)
    for finding in reversed(old):
        waiting[finding.check].append((shift.span(finding.start, finding.end), finding))
    pairs: list[tuple[Finding, Finding | None]] = []
    for finding in after:
        # The last of `spans` is the first of the document.
        spans = waiting[finding.check]
        while spans and spans[-1][0].end < finding.start:
            spans.pop()
        same = spans.pop()[1] if spans and touches(spans[-1][0], finding) else None
        pairs.append((finding, same))
    return pairs


def touches(span: Span, finding: Finding) -> bool:
    """True when the stretches overlap or touch."""
    return span.start <= finding.end and finding.start <= span.end
